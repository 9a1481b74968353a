// How fast webhooks are accepted and executed, every step stored, beside a bare Node server in the same run.
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, createServer, request, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { startEmbedded } from '~/db/embedded';
import { migrateDatabase } from '~/db/migrate';
import type { WorkflowDefinition } from '~/lib/workflow';
import { createContainer } from '~/server/container';
import { readEnv } from '~/server/env';
import { createIngress } from '~/server/ingress/server';
import { createDraft } from '~/server/workflows/drafts';
import { publish } from '~/server/workflows/publish';
import { row, type Table } from './table';

const REQUESTS = 5000;
const CLIENTS = 64;

const node = (id: string, type: string, typeVersion: number, parameters: object, x: number) => ({ id, name: id, type, typeVersion, position: { x, y: 0 }, parameters });
const edge = (source: string, target: string) => ({ id: `${source}${target}`, source, sourcePort: 'main:0' as const, target, targetPort: 'main:0' as const });
const definition = {
  nodes: [
    node('Hook', 'webhook', 2.1, { httpMethod: 'POST', responseMode: 'responseNode' }, 0),
    node('Set', 'set', 3.4, { assignments: { assignments: [{ id: '1', name: 'total', type: 'number', value: '={{ $json.body.n * 2 }}' }] } }, 200),
    node('If', 'if', 2.2, { conditions: { options: { caseSensitive: true, typeValidation: 'strict', version: 2 }, combinator: 'and', conditions: [{ id: 'c', leftValue: '={{ $json.total }}', rightValue: -1, operator: { type: 'number', operation: 'gt' } }] } }, 400),
    node('Answer', 'respondToWebhook', 1.4, { respondWith: 'firstIncomingItem' }, 600),
  ],
  edges: [edge('Hook', 'Set'), edge('Set', 'If'), edge('If', 'Answer')],
  settings: { executionOrder: 'v1' }, variables: {}, pinData: {},
} as unknown as WorkflowDefinition;

export async function measureJournal(): Promise<Table> {
  const dataDir = await mkdtemp(join(tmpdir(), 'weft-bench-'));
  const cluster = await startEmbedded({ dataDir, purpose: 'command', log: () => {} });
  await migrateDatabase(cluster.url, process.cwd());
  const env = readEnv({ NODE_ENV: 'production', PORT: '0', WEFT_DATA_DIR: dataDir } as NodeJS.ProcessEnv);
  const container = await createContainer({ env, databaseUrl: cluster.url, root: process.cwd(), log: pino({ level: 'error' }) });
  await container.recovery.start();
  const { userId, orgId } = await container.repositories.people.createWithOrganization({ email: 'bench@example.com', name: 'Bench', passwordHash: 'x' }, 'Bench');
  const { id } = await createDraft(container.repositories, orgId, userId, { name: 'Bench', definition });
  await publish(container.repositories, 'UTC', orgId, userId, { id, revision: null });
  const [hook] = await container.repositories.webhooks.list(orgId, id);

  const weft = await listen(createIngress(container, { dev: false, pages: (_request, response) => { response.end(); } }));
  const bare = await listen(createServer((incoming, response) => {
    incoming.resume().on('end', () => response.setHeader('content-type', 'application/json').end('{"total":2}'));
  }));
  await load(weft.port, `/webhook/${hook?.token}`, 1000);
  const plain = await load(bare.port, '/', REQUESTS);
  const stored = await load(weft.port, `/webhook/${hook?.token}`, REQUESTS);
  const memory = process.memoryUsage().rss / 1024 / 1024;
  await Promise.all([weft.close(), bare.close()]);
  await container.close();
  await cluster.stop();
  await rm(dataDir, { recursive: true, force: true });
  return {
    title: `webhook -> set -> if -> respond, every step stored, ${CLIENTS} clients, ${REQUESTS} calls`,
    rows: [row('Weft, executions a second', stored.toFixed(0)), row('a bare Node server that stores nothing, answers a second', plain.toFixed(0)), row('ratio', (stored / plain).toFixed(3)), row('memory of client and server together, MB', memory.toFixed(0))],
  };
}

function listen(server: Server): Promise<{ port: number; close(): Promise<void> }> {
  return new Promise(resolve => server.listen(0, '127.0.0.1', () => resolve({ port: (server.address() as { port: number }).port, close: () => new Promise(done => { server.close(() => done()); server.closeAllConnections(); }) })));
}

/** Calls a second. */
async function load(port: number, path: string, total: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });
  let left = total;
  const from = performance.now();
  await Promise.all(Array.from({ length: CLIENTS }, async () => {
    while (left-- > 0) await call(agent, port, path);
  }));
  agent.destroy();
  return (total / (performance.now() - from)) * 1000;
}

function call(agent: Agent, port: number, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ agent, port, path, host: '127.0.0.1', method: 'POST', headers: { 'content-type': 'application/json' } }, response => {
      if (response.statusCode !== 200) reject(new Error(`answered ${response.statusCode}`));
      response.resume().on('end', resolve);
    });
    outgoing.on('error', reject).end('{"n":1}');
  });
}
