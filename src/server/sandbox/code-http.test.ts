// HTTP from code: through the guarded client of a whole server, within the limits of a run.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Listening, startTarget, type Target } from '~/server/testing/http';
import { startTestServer, type TestServer } from '~/server/testing/container';
import { chain, manual, node } from '~/server/testing/workflows';

let server: TestServer;
let target: Target;
let secret: Listening;
beforeAll(async () => {
  secret = await startTarget((_request, response) => response.end('the canary'));
  target = await startTarget((request, response) => {
    const path = request.url ?? '';
    if (path.startsWith('/never')) return;
    if (path.startsWith('/missing')) response.statusCode = 404;
    if (path.startsWith('/bytes')) return void response.end(Buffer.from([0, 255, 1]));
    if (path.startsWith('/text')) return void response.setHeader('content-type', 'text/plain').end('plain');
    response.setHeader('content-type', 'application/json').setHeader('x-seen', 'yes').end(JSON.stringify({ method: request.method, path, type: request.headers['content-type'] ?? null, auth: request.headers.authorization ?? null }));
  });
  server = await startTestServer({ WEFT_EGRESS_ALLOW: `127.0.0.1:${target.port}` });
});
afterAll(async () => {
  await target.close();
  await secret.close();
  await server.stop();
});

async function run(jsCode: string) {
  const api = server.as(server.owner);
  const { id } = await api.workflows.create({ name: 'Code', definition: chain(manual(), node('Code', 'code', 2, { jsCode: jsCode.replaceAll('TARGET', target.url).replaceAll('SECRET', secret.url) })) });
  const { executionId } = await api.workflows.run({ id });
  await expect.poll(async () => (await api.executions.get({ id: executionId })).endedAt, { timeout: 20_000 }).not.toBeNull();
  const execution = await api.executions.get({ id: executionId });
  const step = execution.steps.find(each => each.node === 'Code');
  const { items } = await api.executions.stepData({ executionId, stepId: step?.id ?? '', side: 'output' });
  return { status: execution.status, message: execution.error?.message ?? '', json: items[0]?.json, effect: (await server.container.repositories.executions.steps(server.owner.orgId, executionId)).find(each => each.node === 'Code')?.effect };
}

describe('this.helpers.httpRequest', () => {
  it('gives JSON, text and bytes as n8n does, and the whole answer when asked', async () => {
    const { json, effect } = await run(`
      const get = await this.helpers.httpRequest({ url: 'TARGET/a', qs: { x: 1, list: ['p', 'q'] } });
      const post = await helpers.httpRequest({ method: 'POST', url: 'TARGET/b', body: { n: 1 }, auth: { username: 'u', password: 'p' } });
      const text = await this.helpers.httpRequest('TARGET/text');
      const bytes = await this.helpers.httpRequest({ url: 'TARGET/bytes', encoding: 'arraybuffer' });
      const sent = await this.helpers.httpRequest({ method: 'PUT', url: 'TARGET/c', body: Buffer.from([1, 2]), headers: { 'Content-Type': 'x/y' } });
      const whole = await this.helpers.httpRequest({ baseURL: 'TARGET/', url: '/missing', returnFullResponse: true, ignoreHttpStatusErrors: true });
      return { get, post, text, bytes: [...bytes], sent, whole: [whole.statusCode, whole.headers['x-seen'], whole.body.path] };`);
    expect(json).toEqual({
      get: { method: 'GET', path: '/a?x=1&list=p&list=q', type: null, auth: null },
      post: { method: 'POST', path: '/b', type: 'application/json', auth: `Basic ${Buffer.from('u:p').toString('base64')}` },
      text: 'plain', bytes: [0, 255, 1], sent: { method: 'PUT', path: '/c', type: 'x/y', auth: null }, whole: [404, 'yes', '/missing'],
    });
    expect(effect).toBe('write');
  });

  it('carries several requests at once', async () => {
    const { json } = await run("const all = await Promise.all([1, 2, 3].map(n => this.helpers.httpRequest('TARGET/' + n))); return { paths: all.map(each => each.path) };");
    expect(json).toEqual({ paths: ['/1', '/2', '/3'] });
  });

  it('throws for an error status, with the answer', async () => {
    expect((await run("try { await this.helpers.httpRequest('TARGET/missing') } catch (error) { return { said: error.message, code: error.httpCode, path: error.response.body.path } }")).json).toEqual({ said: 'Request failed with status code 404', code: '404', path: '/missing' });
    expect(await run("await this.helpers.httpRequest('TARGET/missing')")).toMatchObject({ status: 'failed', message: 'Request failed with status code 404' });
  });

  it('H1: reaches no address that workflows may not reach', async () => {
    for (const url of ['SECRET/x', 'http://169.254.169.254/latest', 'file:///etc/passwd', 'http://localhost:1/']) {
      const { json } = await run(`try { return { got: await this.helpers.httpRequest('${url}') } } catch (error) { return { refused: error.message } }`);
      expect(json?.got, url).toBeUndefined();
      expect(String(json?.refused), url).toMatch(/refused|not allowed|private|reserved|loopback|scheme|blocked/i);
    }
  });

  it('has an end: fifty requests, and the time of the run', async () => {
    expect((await run("let done = 0; try { for (let i = 0; i < 60; i++) { await this.helpers.httpRequest('TARGET/' + i); done++; } } catch (error) { return { done, said: error.message } }")).json).toEqual({ done: 50, said: 'Code may make 50 requests in one run' });
    expect(await run("await this.helpers.httpRequest('TARGET/never')")).toMatchObject({ status: 'failed', message: 'The code ran longer than 10 seconds' });
    expect((await run('return { ok: 1 }')).json).toEqual({ ok: 1 });
  }, 40_000);

  it('gives no credentials to code', async () => {
    expect(await run("await this.helpers.httpRequestWithAuthentication.call(this, 'x', {})")).toMatchObject({ status: 'failed', message: expect.stringContaining('Code has no credentials') });
  });
});
