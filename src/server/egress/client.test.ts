// The egress client: H1-H14 of security.md 3E against servers on loopback, with a canary that must never be reached.
import { lookup } from 'node:dns/promises';
import { createServer as createTcp, type Server } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HttpRequest } from '~/nodes/contract';
import { startTarget, type Target } from '~/server/testing/http';
import { createAddressPolicy } from './addresses';
import { createEgress, type Egress, type EgressContext } from './client';
import { applyCredential, hostAllowed } from './credentials';
import { createOwnHosts } from './own-hosts';

let target: Target;
let canary: Target;
let egress: Egress;

const context = (more: Partial<EgressContext> = {}): EgressContext => ({ signal: new AbortController().signal, ...more });
const get = (url: string, more: Partial<HttpRequest> = {}, at: Partial<EgressContext> = {}) => egress.send({ method: 'GET', url, ...more }, context(at));
const text = (body: Uint8Array) => Buffer.from(body).toString('utf8');
const MB = 1024 * 1024;

beforeAll(async () => {
  canary = await startTarget((_request, response) => response.end('canary'));
  target = await startTarget((request, response) => {
    const url = new URL(request.url ?? '/', 'http://x');
    const code = Number(url.searchParams.get('code') ?? 302);
    if (url.pathname === '/to') return response.writeHead(code, { location: url.searchParams.get('url') ?? '' }).end();
    if (url.pathname === '/hops') {
      const left = Number(url.searchParams.get('n'));
      return left > 0 ? response.writeHead(302, { location: `/hops?n=${left - 1}` }).end() : response.end('arrived');
    }
    if (url.pathname === '/large') {
      response.writeHead(200);
      const chunk = Buffer.alloc(MB);
      const write = () => { while (!response.destroyed && response.write(chunk)); };
      response.on('drain', write);
      return write();
    }
    if (url.pathname === '/bomb') return response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(50 * MB)));
    if (url.pathname === '/slow') {
      response.writeHead(200);
      const timer = setInterval(() => (response.destroyed ? clearInterval(timer) : response.write('a')), 50);
      return undefined;
    }
    return response.setHeader('content-type', 'application/json').end(JSON.stringify({ path: request.url, headers: request.headers }));
  });
  egress = createEgress({ allow: [`127.0.0.1:${target.port}`] });
});
afterAll(async () => {
  await egress.close();
  await Promise.all([target.close(), canary.close()]);
});

describe('addresses', () => {
  it('H1, H2, H3: every way to write loopback and private addresses is refused, and the canary is never reached', async () => {
    const hosts = ['127.0.0.1', 'localhost', 'localhost.', 'a.localhost', '[::1]', '0.0.0.0', '[::]', '2130706433', '0x7f.1', '0177.0.0.1', '127.1', '１２７.0.0.1', '[::ffff:127.0.0.1]', '[::ffff:169.254.169.254]', '[64:ff9b::7f00:1]', '[2002:7f00:1::]', '[fec0::1]', '[fd00:ec2::254]', '169.254.169.254', '10.0.0.1'];
    for (const host of hosts) {
      await expect(get(`http://${host}:${canary.port}/`, { timeoutMs: 3000 }), host).rejects.toThrow(/EGRESS_BLOCKED|has no address/);
    }
    expect(canary.requests).toEqual([]);
  });

  it('H4, H5: infrastructure, shared, benchmark, reserved, multicast and broadcast ranges are refused', () => {
    const policy = createAddressPolicy([]);
    for (const address of ['168.63.129.16', '100.64.0.1', '198.18.0.1', '192.0.0.1', '240.0.0.1', '224.0.0.1', '255.255.255.255', 'fe80::1%eth0', 'ff02::1', '2001::1']) expect(policy.refusal(address, 80), address).not.toBeNull();
    for (const address of ['93.184.216.34', '2606:4700::1111']) expect(policy.refusal(address, 80), address).toBeNull();
  });

  it('H7, H8: a name with one private address among its records is refused', async () => {
    const mixed = createEgress({ allow: ['127.0.0.1'] }); // ::1, the other record of localhost where there is one, stays refused
    const [v4, v6] = await Promise.all([4, 6].map(family => lookup('localhost', { family }).then(() => true, () => false)));
    const answer = mixed.send({ method: 'GET', url: `http://localhost:${target.port}/` }, context()).then(response => response.status, error => (error as Error).message);
    expect(String(await answer)).toContain(v4 && v6 ? 'EGRESS_BLOCKED' : '200');
    await mixed.close();
    await expect(get(`http://localhost:${canary.port}/`)).rejects.toThrow('EGRESS_BLOCKED');
  });

  it('lets through what the administrator named, and only that port', async () => {
    expect((await get(`${target.url}/`)).status).toBe(200);
    await expect(get(canary.url)).rejects.toThrow('EGRESS_BLOCKED');
    expect(() => createAddressPolicy(['not an address!'])).toThrow('WEFT_EGRESS_ALLOW');
  });
});

describe('own hosts', () => {
  it('H9: Weft and its database are refused by their public names; its webhooks count how deep calls go', async () => {
    const own = createOwnHosts(target.url, 'postgres://weft@db.example.com:5432/weft');
    const guarded = createEgress({ allow: [`127.0.0.1:${target.port}`, 'db.example.com'], own });
    const send = (url: string, depth?: number) => guarded.send({ method: 'GET', url }, context({ depth }));
    for (const url of [`${target.url}/api/v1/workflows`, `${target.url}/`, 'http://db.example.com/', 'http://DB.example.com.:5432/', `${target.url}/webhook/../api/v1/workflows`]) await expect(send(url), url).rejects.toThrow('EGRESS_BLOCKED');
    await send(`${target.url}/webhook/abc`, 2);
    expect(target.requests.at(-1)).toMatchObject({ url: '/webhook/abc', headers: { 'x-weft-depth': '3' } });
    await guarded.close();
  });
});

describe('requests', () => {
  it('H6: every hop of a redirect is checked; the sixth is one too many', async () => {
    for (const code of [301, 302, 303, 307, 308]) await expect(get(`${target.url}/to?code=${code}&url=${encodeURIComponent(canary.url)}`)).rejects.toThrow('EGRESS_BLOCKED');
    expect(text((await get(`${target.url}/hops?n=5`)).body)).toBe('arrived');
    await expect(get(`${target.url}/hops?n=6`)).rejects.toThrow('redirected more than 5 times');
    expect(canary.requests).toEqual([]);
  });

  it('H6: credentials and cookies stay with the first origin', async () => {
    const other = await startTarget((_request, response) => response.end('ok'));
    const wide = createEgress({ allow: [`127.0.0.1:${target.port}`, `127.0.0.1:${other.port}`] });
    const credential = { name: 'Key', type: 'httpBearerAuth', allowedHosts: ['127.0.0.1'], fields: { token: 'the-token' } };
    await wide.send({ method: 'GET', url: `${target.url}/to?url=${encodeURIComponent(other.url)}`, headers: [['cookie', 'a=b']] }, context({ credential }));
    expect(target.requests.at(-1)?.headers.authorization).toBe('Bearer the-token');
    expect(other.requests[0]?.headers.authorization).toBeUndefined();
    expect(other.requests[0]?.headers.cookie).toBeUndefined();
    await wide.close();
    await other.close();
  });

  it('H10, H11: other schemes and user names in the URL are refused', async () => {
    for (const url of ['file:///etc/passwd', 'ftp://a.example/', 'gopher://a.example/', 'data:text/plain,x', 'unix:/var/run/docker.sock']) await expect(get(url)).rejects.toThrow(/not allowed|not a URL/);
    await expect(get(`http://evil@127.0.0.1:${target.port}/`)).rejects.toThrow('user name');
    await expect(get(`http://127.0.0.1:${target.port}\\@evil.example/`)).resolves.toMatchObject({ status: 200 });
  });

  it('H12: line breaks in headers and headers that belong to the client are refused', async () => {
    for (const header of [['x-a', 'b\r\nx-c: d'], ['x a', 'b'], ['x\r\n', 'b'], ['Host', 'evil.example'], ['Content-Length', '1'], ['Transfer-Encoding', 'chunked']] as [string, string][]) await expect(get(target.url, { headers: [header] }), header[0]).rejects.toThrow();
    const before = target.requests.length;
    await get(`${target.url}/a\r\nx-c: d`);
    expect(target.requests[before]?.headers['x-c']).toBeUndefined();
  });

  it('H13, B13: endless and exploding answers stop at 10 MB decoded', async () => {
    await expect(get(`${target.url}/large`)).rejects.toThrow('larger than 10 MB');
    await expect(get(`${target.url}/bomb`)).rejects.toThrow('larger than 10 MB');
  });

  it('H14: the time limit covers the whole exchange, not only silence', async () => {
    await expect(get(`${target.url}/slow`, { timeoutMs: 400 })).rejects.toThrow('took longer');
  });

  it('H15: silence and resets have words of their own and may be tried again', async () => {
    const silent: Server = createTcp(socket => socket.on('data', () => socket.destroy()));
    const port = await new Promise<number>(resolve => silent.listen(0, '127.0.0.1', () => resolve((silent.address() as { port: number }).port)));
    const wide = createEgress({ allow: ['127.0.0.1'] });
    await expect(wide.send({ method: 'GET', url: `http://127.0.0.1:${port}/` }, context())).rejects.toMatchObject({ retryable: true });
    silent.close();
    await expect(wide.send({ method: 'GET', url: `http://127.0.0.1:${port}/` }, context())).rejects.toThrow('refused the connection');
    await wide.close();
  });

  it('H23, G13: cancelling closes the connection', async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 100);
    const started = Date.now();
    await expect(get(`${target.url}/slow`, {}, { signal: controller.signal })).rejects.toThrow('cancelled');
    expect(Date.now() - started).toBeLessThan(2000);
  });
});

describe('credentials', () => {
  const credential = (allowedHosts: string[], type = 'httpHeaderAuth') => ({ name: 'Key', type, allowedHosts, fields: { name: 'X-Key', value: 'the-secret-value', user: 'u', password: 'p', token: 't' } });

  it('C6, K11: are sent only to hosts they are bound to', async () => {
    const refused: string[] = [];
    const before = target.requests.length;
    for (const hosts of [[], ['api.example.com'], [`127.0.0.1:${target.port + 1}`]]) {
      await expect(get(target.url, {}, { credential: credential(hosts), onRefusedHost: (_, host) => refused.push(host) })).rejects.toThrow('may not be sent to');
    }
    expect(refused).toHaveLength(3);
    expect(target.requests.length).toBe(before);
    await get(target.url, {}, { credential: credential(['127.0.0.1']) });
    expect(target.requests.at(-1)?.headers['x-key']).toBe('the-secret-value');
  });

  it('C12: never show in the address of the answer', async () => {
    const answer = await get(`${target.url}/q?a=1`, {}, { credential: credential(['127.0.0.1'], 'httpQueryAuth') });
    expect(target.requests.at(-1)?.url).toContain('the-secret-value');
    expect(answer.url).not.toContain('the-secret-value');
  });

  it('go where their service wants them', () => {
    const applied = (type: string, fields: Record<string, string>, address = 'https://api.telegram.org/bot/sendMessage'): [string, Record<string, string>] => {
      const url = new URL(address);
      const headers = new Map<string, string>();
      applyCredential({ name: 'C', type, allowedHosts: [], fields }, url, headers);
      return [url.href, Object.fromEntries(headers)];
    };
    expect(applied('telegramApi', { accessToken: '1:abc' })).toEqual(['https://api.telegram.org/bot1:abc/sendMessage', {}]);
    expect(applied('telegramApi', { accessToken: '1:abc' }, 'https://api.telegram.org/file')).toEqual(['https://api.telegram.org/file', {}]);
    expect(applied('discordBotApi', { botToken: 't' }, 'https://d.test/')).toEqual(['https://d.test/', { authorization: 'Bot t' }]);
    expect(applied('gitlabApi', { accessToken: 't' }, 'https://g.test/')).toEqual(['https://g.test/', { 'private-token': 't' }]);
    expect(applied('pipedriveApi', { apiToken: 't' }, 'https://p.test/v1/deals?limit=2')).toEqual(['https://p.test/v1/deals?limit=2&api_token=t', {}]);
    expect(applied('githubApi', { accessToken: 't' }, 'https://h.test/')).toEqual(['https://h.test/', { authorization: 'Bearer t' }]);
  });

  it('host patterns mean what they say', () => {
    const url = (host: string) => new URL(`https://${host}/`);
    expect(hostAllowed(['api.example.com'], url('api.example.com'))).toBe(true);
    expect(hostAllowed(['api.example.com'], url('api.example.com.evil.example'))).toBe(false);
    expect(hostAllowed(['*.example.com'], url('a.example.com'))).toBe(true);
    expect(hostAllowed(['*.example.com'], url('example.com'))).toBe(false);
    expect(hostAllowed(['*.example.com'], url('evilexample.com'))).toBe(false);
    expect(hostAllowed(['example.com:8443'], url('example.com'))).toBe(false);
  });
});
