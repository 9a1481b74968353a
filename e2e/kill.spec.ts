// kill -9 in the middle of an execution: the next start goes on where it was, with no step run twice that had ended.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';

const root = fileURLToPath(new URL('..', import.meta.url));
const dataDir = mkdtempSync(join(tmpdir(), 'weft-kill-'));
const hits: string[] = [];
let target: Server;
let targetPort: number;
let weft: ChildProcess | null = null;

const environment = (port: number): NodeJS.ProcessEnv => ({ ...process.env, NODE_ENV: 'production', PORT: String(port), WEFT_URL: `http://localhost:${port}`, WEFT_DATA_DIR: dataDir, WEFT_EGRESS_ALLOW: `127.0.0.1:${targetPort}`, WEFT_LOG: 'error' });
const command = (...args: string[]) => execFileSync(process.execPath, ['src/cli/weft.mjs', ...args], { cwd: root, env: environment(0), encoding: 'utf8' });

async function startWeft(port: number): Promise<number> {
  const from = Date.now();
  const child = spawn(process.execPath, ['src/cli/bootstrap.mjs', 'start'], { cwd: root, env: environment(port), stdio: ['ignore', 'pipe', 'inherit'] });
  weft = child;
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', chunk => { if (String(chunk).includes('Weft runs on')) resolve(); });
    child.once('exit', code => reject(new Error(`Weft ended with ${code}`)));
  });
  return Date.now() - from;
}

test.beforeAll(async () => {
  target = createServer((request, response) => {
    hits.push(request.url ?? '');
    setTimeout(() => response.setHeader('content-type', 'application/json').end('{"ok":true}'), request.url === '/slow' ? 3000 : 0);
  });
  await new Promise<void>(resolve => target.listen(0, '127.0.0.1', resolve));
  targetPort = (target.address() as { port: number }).port;
});

test.afterAll(async () => {
  const child = weft;
  if (child) {
    const gone = new Promise(resolve => child.once('exit', resolve));
    child.kill('SIGTERM');
    await gone;
  }
  target.close();
  rmSync(dataDir, { recursive: true, force: true });
});

test('an accepted call survives kill -9, and finished steps are not run again', async ({ request }) => {
  test.setTimeout(120_000);
  command('user', 'create', '--email', 'k@example.com', '--password', 'correct horse battery', '--owner');
  const key = command('api-key', 'create', '--email', 'k@example.com').trim();
  const port = 20_000 + (process.pid % 20_000);
  await startWeft(port);

  const node = (id: string, type: string, typeVersion: number, parameters: object, x: number) => ({ id, name: id, type, typeVersion, position: { x, y: 0 }, parameters });
  const edge = (source: string, to: string) => ({ id: `${source}-${to}`, source, sourcePort: 'main:0', target: to, targetPort: 'main:0' });
  const definition = {
    nodes: [node('Hook', 'webhook', 2.1, { httpMethod: 'POST' }, 0), node('First', 'httpRequest', 4.2, { url: `http://127.0.0.1:${targetPort}/first` }, 200), node('Charge', 'httpRequest', 4.2, { method: 'POST', url: `http://127.0.0.1:${targetPort}/charge` }, 400), node('Slow', 'httpRequest', 4.2, { url: `http://127.0.0.1:${targetPort}/slow` }, 600), node('Last', 'set', 3.4, { assignments: { assignments: [{ id: '1', name: 'done', type: 'boolean', value: true }] } }, 800)],
    edges: [edge('Hook', 'First'), edge('First', 'Charge'), edge('Charge', 'Slow'), edge('Slow', 'Last')],
  };
  const headers = { authorization: `Bearer ${key}` };
  const api = `http://localhost:${port}/api/v1`;
  const { id, webhooks } = await (await request.post(`${api}/workflows`, { headers, data: { name: 'Survivor', definition } })).json();
  await request.post(`${api}/workflows/${id}/publish`, { headers });
  expect((await request.post(webhooks[0].url, { data: {} })).status()).toBe(200);
  await expect.poll(() => hits.includes('/slow')).toBe(true);

  const dead = weft as ChildProcess;
  const gone = new Promise(resolve => dead.once('exit', resolve));
  dead.removeAllListeners('exit');
  dead.kill('SIGKILL');
  await Promise.race([gone, new Promise(resolve => setTimeout(resolve, 500))]);

  await startWeft(port);
  await expect.poll(async () => (await (await request.get(`${api}/executions?workflowId=${id}`, { headers })).json()).items.map((item: { status: string }) => item.status), { timeout: 30_000 }).toEqual(['success']);
  expect([hits.filter(hit => hit === '/first').length, hits.filter(hit => hit === '/charge').length]).toEqual([1, 1]);
  expect(hits.filter(hit => hit === '/slow').length).toBe(2);
  expect(JSON.parse(readFileSync(join(dataDir, 'postgres.json'), 'utf8')).owner).toBe(weft?.pid);
});
