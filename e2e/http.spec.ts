// The HTTP surface of the production build, without a page: B6, B8-B12, U9-U13, U17 and T14-T15 of security.md.
import { expect, type APIRequestContext, request as contexts, test } from '@playwright/test';
import { asOwner, OWNER, url } from './pages';

const json = { 'content-type': 'application/json' };

async function signedIn(): Promise<APIRequestContext> {
  const api = await contexts.newContext({ baseURL: url() });
  const { csrfToken } = await (await api.get('/api/auth/csrf')).json();
  await api.post('/api/auth/callback/credentials', { form: { csrfToken, email: OWNER.email, password: OWNER.password, json: 'true' } });
  return api;
}

test.beforeAll(async ({ browser }) => {
  const page = await browser.newPage();
  await asOwner(page);
  await page.close();
});

test('B8: every page and API refuses anonymous callers itself, however the path is written', async ({ request }) => {
  for (const path of ['/workflows', '/executions', '/credentials', '/workflows.rsc', '/%77orkflows', '/workflows?_rsc=1', '/workflows/01a1fb2d-d643-762a-9af8-ff5a61e8ee3e']) {
    const answer = await request.get(url() + path, { maxRedirects: 0, headers: { 'x-middleware-subrequest': 'middleware:middleware:middleware', rsc: path.includes('rsc') ? '1' : '' } });
    const body = await answer.text();
    expect(body, path).not.toContain(OWNER.organization);
    expect([200, 307, 308, 404], path).toContain(answer.status());
    expect(answer.status() !== 200 || body.includes('/sign-in'), path).toBe(true);
  }
  expect((await request.get(`${url()}//workflows`, { maxRedirects: 0 })).status()).toBe(400);
  const session = await request.get(`${url()}/api/trpc/session.get`);
  expect([session.status(), (await session.json()).error.data.error.code]).toEqual([401, 'unauthenticated']);
  expect((await request.get(`${url()}/api/v1/workflows`)).status()).toBe(401);
});

test('B9: server actions do not exist', async ({ request }) => {
  for (const path of ['/', '/sign-in', '/workflows', '/setup']) expect((await request.post(url() + path, { headers: { 'next-action': 'x'.repeat(40) }, data: '[]' })).status()).toBe(400);
});

test('B10: what one person sees is not kept for another', async () => {
  const api = await signedIn();
  for (const path of ['/workflows', '/executions', '/api/trpc/session.get']) expect((await api.get(path)).headers()['cache-control'], path).toMatch(/no-store/);
  await api.dispose();
});

test('B11, T14: batches have an end', async ({ request }) => {
  expect((await request.get(`${url()}/api/trpc/${','.repeat(5000)}?batch=1`)).status()).toBe(400);
  expect((await request.get(`${url()}/api/trpc/${Array(1000).fill('setup.status').join(',')}?batch=1&input=%7B%7D`)).status()).toBeGreaterThanOrEqual(400);
});

test('B12, T15: changes come as JSON, by POST, from our own pages', async () => {
  const api = await signedIn();
  const call = (headers: Record<string, string>, method = 'POST') => api.fetch('/api/trpc/workflows.create', { method, headers, data: method === 'GET' ? undefined : '{"name":"Forged"}' });
  expect((await call(json, 'GET')).status()).toBe(405);
  expect((await call(json, 'PUT')).status()).toBe(405);
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=b']) expect((await call({ 'content-type': type })).status(), type).toBe(415);
  expect((await call({ ...json, origin: 'https://evil.example' })).status()).toBe(403);
  expect((await call({ ...json, 'sec-fetch-site': 'cross-site' })).status()).toBe(403);
  expect((await call(json)).status()).toBe(200);
  await api.dispose();
});

test('T1: bodies over the limit are refused before they are read', async ({ request }) => {
  const answer = await request.post(`${url()}/api/trpc/workflows.create`, { headers: json, data: Buffer.alloc(20 * 1024 * 1024, 0x20) }).then(response => response.status(), () => 413);
  expect(answer).toBe(413);
});

test('U9, U10, C3: signing in gives a new session, data posted to it changes nothing, signing out ends it at once', async () => {
  const api = await signedIn();
  const before = await (await api.get('/api/trpc/session.get')).json();
  expect(before.result.data.role).toBe('owner');
  const { csrfToken } = await (await api.get('/api/auth/csrf')).json();
  await api.post('/api/auth/session', { headers: json, data: { csrfToken, data: { role: 'viewer', uid: 'x', user: { id: 'x' } } } });
  expect((await (await api.get('/api/trpc/session.get')).json()).result.data.user.email).toBe(OWNER.email);
  const state = await api.storageState();
  const cookie = state.cookies.find(each => each.name === 'weft.session');
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
  await api.post('/api/auth/signout', { form: { csrfToken, json: 'true' } });
  const replay = await contexts.newContext({ baseURL: url(), storageState: state });
  expect((await replay.get('/api/trpc/session.get')).status()).toBe(401);
  await replay.dispose();
  await api.dispose();
});

test('U11, U12, U15: broken tokens and keys are 401 and the server lives on', async ({ request }) => {
  for (const cookie of ['weft.session=%%%', 'weft.session=eyJhbGciOiJub25lIn0.e30.', `weft.session=${'x'.repeat(3000)}`]) expect((await request.get(`${url()}/api/trpc/session.get`, { headers: { cookie } })).status()).toBe(401);
  for (const authorization of ['Bearer %%%', 'Bearer', 'Bearer wft_short', 'Basic YTpi']) expect((await request.get(`${url()}/api/v1/workflows`, { headers: { authorization } })).status()).toBe(401);
  expect((await request.get(`${url()}/api/v1/workflows?api_key=wft_abc`)).status()).toBe(401);
  expect((await (await request.get(`${url()}/healthz`)).json()).status).toBe('ok');
});

test('U13: after signing in nobody is sent to another site', async ({ page }) => {
  for (const next of ['//evil.example', 'https:evil.example', '/\\evil.example']) {
    await page.goto(`${url()}/sign-in?next=${encodeURIComponent(next)}`);
    await page.getByLabel('E-mail').fill(OWNER.email);
    await page.getByLabel('Password', { exact: true }).fill(OWNER.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL('**/workflows');
    expect(new URL(page.url()).origin).toBe(new URL(url()).origin);
    await page.context().clearCookies();
  }
});

test('pages carry a nonce policy, and nothing names the server', async ({ request }) => {
  const answer = await request.get(`${url()}/sign-in`, { headers: { 'content-security-policy': "script-src 'nonce-attacker'" } });
  const headers = answer.headers();
  expect(headers['content-security-policy']).toMatch(/script-src 'self' 'nonce-[A-Za-z0-9+/=]{20,}' 'strict-dynamic';/);
  expect(headers['content-security-policy']).not.toContain('unsafe-eval');
  expect(await answer.text()).not.toContain('nonce-attacker');
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers['x-powered-by']).toBeUndefined();
});

test('REST: a key, a workflow from JSON, its document, and errors in one shape', async () => {
  const api = await signedIn();
  const { key } = (await (await api.post('/api/trpc/apiKeys.create', { headers: json, data: { name: 'spec' } })).json()).result.data;
  const rest = await contexts.newContext({ baseURL: url(), extraHTTPHeaders: { authorization: `Bearer ${key}` } });
  const n8n = { name: 'From n8n', nodes: [{ name: 'Hook', type: 'n8n-nodes-base.webhook', typeVersion: 2, position: [0, 0], parameters: { httpMethod: 'POST', path: 'x', responseMode: 'lastNode' } }, { name: 'Set', type: 'n8n-nodes-base.set', typeVersion: 3.4, position: [200, 0], parameters: { assignments: { assignments: [{ id: 'a', name: 'n', type: 'number', value: '={{ $json.body.n + 1 }}' }] } } }], connections: { Hook: { main: [[{ node: 'Set', type: 'main', index: 0 }]] } } };
  const created = await rest.post('/api/v1/workflows', { data: n8n });
  expect(created.status()).toBe(201);
  const { id, webhooks, report } = await created.json();
  expect(report.nodes).toHaveLength(2);
  expect((await rest.post(`/api/v1/workflows/${id}/publish`)).status()).toBe(200);
  expect(await (await rest.post(webhooks[0].url, { data: { n: 1 } })).json()).toEqual({ n: 2 });
  await expect.poll(async () => (await (await rest.get(`/api/v1/executions?workflowId=${id}&status=success&limit=1`)).json()).items.length).toBe(1);
  const [execution] = (await (await rest.get(`/api/v1/executions?workflowId=${id}&limit=1`)).json()).items;
  const whole = await (await rest.get(`/api/v1/executions/${execution.id}`)).json();
  expect(whole.steps.map((step: { node: string; status: string; outputs: unknown }) => [step.node, step.status])).toEqual([['Hook', 'success'], ['Set', 'success']]);
  expect(whole.steps[1].outputs[0][0].json).toEqual({ n: 2 });
  const retried = await rest.post(`/api/v1/executions/${execution.id}/retry`);
  expect(retried.status()).toBe(202);
  expect((await rest.get(`/api/v1/workflows/${id}/export?format=n8n`)).status()).toBe(200);
  const document = await (await rest.get('/api/v1/openapi.json')).json();
  expect(Object.keys(document.paths)).toContain('/executions/{id}/cancel');
  for (const [path, status] of [['/api/v1/workflows/x', 400], ['/api/v1/workflows/01a1fb2d-d643-762a-9af8-ff5a61e8ee3e', 404], ['/api/v1/nothing', 404], ['/api/v1/executions?limit=1000', 400]] as const) {
    const answer = await rest.get(path);
    const { error } = await answer.json();
    expect([path, answer.status(), Object.keys(error).sort()]).toEqual([path, status, ['code', 'message', 'requestId']]);
  }
  expect((await rest.post('/api/v1/workflows', { headers: json, data: '{"nodes": [' })).status()).toBe(400);
  expect((await rest.post('/api/v1/workflows', { data: { nothing: true } })).status()).toBe(400);
  expect((await rest.delete(`/api/v1/workflows/${id}`)).status()).toBe(200);
  expect((await rest.get(`/api/v1/workflows/${id}`)).status()).toBe(404);
  await rest.dispose();
  await api.dispose();
});

test('B4: a page that a workflow answers runs nothing with the rights of Weft', async ({ page }) => {
  const api = await signedIn();
  const node = (id: string, type: string, typeVersion: number, parameters: object) => ({ id, name: id, type, typeVersion, position: { x: 0, y: 0 }, parameters });
  const body = '<!doctype html><title>before</title><script>document.title = "ran"; fetch("/api/trpc/session.get")</script><p>shown</p>';
  const definition = { nodes: [node('Hook', 'webhook', 2.1, { responseMode: 'responseNode' }), node('Page', 'respondToWebhook', 1.4, { respondWith: 'text', responseBody: body, options: { responseHeaders: { entries: [{ name: 'Content-Type', value: 'text/html' }] } } })], edges: [{ id: 'e', source: 'Hook', sourcePort: 'main:0', target: 'Page', targetPort: 'main:0' }], settings: { executionOrder: 'v1' }, variables: {}, pinData: {} };
  const { id } = (await (await api.post('/api/trpc/workflows.create', { headers: json, data: { name: 'Page', definition } })).json()).result.data;
  await api.post('/api/trpc/workflows.publish', { headers: json, data: { id, revision: 1 } });
  const { webhooks } = (await (await api.get(`/api/trpc/workflows.get?input=${encodeURIComponent(JSON.stringify({ id }))}`)).json()).result.data;
  await page.context().addCookies((await api.storageState()).cookies);
  await page.goto(webhooks[0].url);
  await expect(page.getByText('shown')).toBeVisible();
  expect(await page.title()).toBe('before');
  expect(await page.evaluate(() => { try { return document.cookie; } catch (error) { return (error as Error).name; } })).toBe('SecurityError');
  await api.dispose();
});

test('B7: paths that climb lead nowhere', async ({ request }) => {
  for (const path of ['/..%2f..%2fpackage.json', '/_next/static/..%2f..%2f..%2fpackage.json', '/webhook/..%2f..%2fetc%2fpasswd', '/api/v1/workflows/..%2f..%2fpackage.json', '/icon.svg/..%2f..%2fpackage.json', '/form-waiting/..%2f..%2fetc%2fpasswd']) {
    const answer = await request.get(url() + path, { maxRedirects: 0 });
    const body = await answer.text();
    expect(body, path).not.toMatch(/"dependencies"|root:x:0/);
    expect(answer.status(), path).toBeGreaterThanOrEqual(300);
  }
});
