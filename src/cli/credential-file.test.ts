// `weft run --credentials`: a database, Redis, mail and HTTP with the credentials of a file, and what it refuses.
import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cloneDatabase, type TestDatabase } from '~/db/testing/database';
import { freePort } from '~/server/testing/servers/debian';
import { REDIS_PASSWORD, startRedis } from '~/server/testing/servers/redis';
import { chain, manual, node } from '~/server/testing/workflows';

const SECRET = 'swordfish-7';
let folder: string;
let database: TestDatabase;
let redis: Awaited<ReturnType<typeof startRedis>>;
let http: Server;
let smtp: SMTPServer;
let ports: { http: number; smtp: number };
const mails: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weft-run-'));
  database = await cloneDatabase();
  redis = await startRedis();
  http = createServer((request, response) => response.setHeader('content-type', 'application/json').end(JSON.stringify({ key: request.headers['x-key'] === SECRET })));
  await new Promise<void>(resolve => http.listen(0, '127.0.0.1', resolve));
  smtp = new SMTPServer({ disabledCommands: ['STARTTLS'], onAuth: ({ username, password }, _session, done) => done(username === 'me' && password === SECRET ? null : new Error('no'), { user: 'me' }), onData: (stream, _session, done) => {
    let text = '';
    stream.on('data', chunk => { text += chunk; }).on('end', () => { mails.push(text); done(); });
  } });
  ports = { http: (http.address() as AddressInfo).port, smtp: await freePort() };
  await new Promise<void>(resolve => smtp.listen(ports.smtp, '127.0.0.1', () => resolve()));
});
afterAll(async () => {
  http.close();
  await new Promise<void>(resolve => smtp.close(() => resolve()));
  await redis.stop();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

async function file(name: string, value: unknown, mode = 0o600): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, typeof value === 'string' ? value : JSON.stringify(value));
  await chmod(path, mode);
  return path;
}

function weftRun(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const allow = [new URL(database.url).port, redis.port, ports.http, ports.smtp].map(port => `127.0.0.1:${port}`).concat(`localhost:${new URL(database.url).port}`).join(',');
  return new Promise(resolve => {
    execFile(process.execPath, ['src/cli/weft.mjs', 'run', ...args], { env: { PATH: process.env.PATH, NODE_ENV: 'test', WEFT_DATA_DIR: folder, WEFT_TIMEZONE: 'UTC', WEFT_EGRESS_ALLOW: allow } }, (error, out, err) => resolve({ code: error ? Number(error.code) : 0, out, err }));
  });
}

const weftFile = (definition: unknown) => ({ kind: 'weft/workflow', version: 1, name: 'W', definition });
const using = (made: ReturnType<typeof node>, type: string, name: string) => ({ ...made, credentials: { [type]: { id: null, name } } });
const query = (name: string) => using(node('Ask', 'postgres', 2.6, { operation: 'executeQuery', query: 'select 1 + 1 as two', options: {} }), 'postgres', name);

function credentials() {
  const url = new URL(database.url);
  return {
    Shop: { type: 'postgres', fields: { host: url.hostname, port: Number(url.port), user: decodeURIComponent(url.username), password: decodeURIComponent(url.password), database: url.pathname.slice(1), ssl: 'disable' } },
    Cache: { type: 'redis', fields: { host: '127.0.0.1', port: redis.port, password: REDIS_PASSWORD } },
    Post: { type: 'smtp', fields: { host: '127.0.0.1', port: ports.smtp, user: 'me', password: SECRET, secure: false } },
    Key: { type: 'httpHeaderAuth', fields: { name: 'X-Key', value: SECRET }, allowedHosts: [`127.0.0.1:${ports.http}`] },
  };
}

describe('weft run with credentials', () => {
  it('reaches databases, Redis, mail and HTTP as their nodes name them, and prints no secret', async () => {
    const path = await file('all.json', weftFile(chain(
      manual(), query('Shop'),
      using(node('Keep', 'redis', 1, { operation: 'set', key: 'k', value: 'v' }), 'redis', 'Cache'),
      using(node('Mail', 'emailSend', 2.1, { fromEmail: 'a@example.com', toEmail: 'b@example.com', subject: 'Hi', emailFormat: 'text', text: 'Body', options: { appendAttribution: false } }), 'smtp', 'Post'),
      using(node('Call', 'httpRequest', 4.2, { url: `http://127.0.0.1:${ports.http}/`, authentication: 'genericCredentialType', genericAuthType: 'httpHeaderAuth' }), 'httpHeaderAuth', 'Key'),
    )));
    const { code, out, err } = await weftRun(path, '--credentials', await file('credentials.json', credentials()));
    const report = JSON.parse(out);
    expect({ code, error: report.error }).toEqual({ code: 0, error: null });
    expect(report.nodes.Ask[0].outputs[0][0].json).toEqual({ two: 2 });
    expect(report.nodes.Call[0].outputs[0][0].json).toEqual({ key: true });
    expect(mails.join()).toContain('Subject: Hi');
    expect(out + err).not.toContain(SECRET);
  });

  it('finds a credential by the id of an n8n file, and the only one of its type where none is named', async () => {
    const n8n = (more: object) => ({ name: 'W', nodes: [{ name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, position: [0, 0], parameters: {} }, { name: 'Ask', type: 'n8n-nodes-base.postgres', typeVersion: 2.6, position: [200, 0], parameters: { operation: 'executeQuery', query: 'select 3 as n', options: {} }, ...more }], connections: { Start: { main: [[{ node: 'Ask', type: 'main', index: 0 }]] } } });
    const byId = await file('by-id.json', { 'n8n-id-1': credentials().Shop });
    for (const more of [{ credentials: { postgres: { id: 'n8n-id-1', name: 'Another name' } } }, {}]) {
      const { code, out } = await weftRun(await file('n8n.json', n8n(more)), '--credentials', byId);
      expect({ code, error: JSON.parse(out).error }).toEqual({ code: 0, error: null });
    }
  });

  it('says which credential is missing, and keeps one from hosts it is not for', async () => {
    const path = await file('other.json', weftFile(chain(manual(), query('Other'))));
    const without = JSON.parse((await weftRun(path)).out);
    expect(without.error).toMatchObject({ message: '"Ask" needs the credential "Other" (postgres), which weft run does not have', description: expect.stringContaining('--credentials') });
    const wrong = JSON.parse((await weftRun(path, '--credentials', await file('credentials.json', credentials()))).out);
    expect(wrong.error.message).toContain('"Other"');
    const bound = { Shop: { ...credentials().Shop, allowedHosts: ['db.example.com'] } };
    const refused = JSON.parse((await weftRun(await file('shop.json', weftFile(chain(manual(), query('Shop')))), '--credentials', await file('bound.json', bound))).out);
    expect(refused.error.message).toContain('may not be sent to');
  });

  it('refuses a file that others can read or that is malformed, without quoting it', async () => {
    const path = await file('shop.json', weftFile(chain(manual(), query('Shop'))));
    for (const [given, said] of [
      [await file('open.json', credentials(), 0o644), 'chmod 600'],
      [await file('broken.json', `{"Shop": {"type": "postgres", "fields": {"password": "${SECRET}"`), 'not JSON'],
      [await file('shape.json', { Shop: { type: 'postgres', fields: { password: [SECRET] } } }), '`Shop.fields.password`'],
      [await file('more.json', { Shop: { type: 'postgres', fields: {}, secret: SECRET } }), '`secret` is not known in `Shop`'],
      [join(folder, 'missing.json'), 'no such file'],
    ] as const) {
      const { code, out, err } = await weftRun(path, '--credentials', given);
      expect({ code, out }, err).toEqual({ code: 2, out: '' });
      expect(err).toContain(said);
      expect(err).not.toContain(SECRET);
    }
  });
});
