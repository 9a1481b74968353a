// Health: whether the process lives, and whether it can do its work; what is wrong is said in words.
import { messageOf } from '~/lib/errors';
import { jsonResponse } from '~/server/answers';
import type { Container } from '~/server/container';

interface Check { name: string; ok: boolean; message: string }

async function checks(container: Container): Promise<Check[]> {
  const started = performance.now();
  const database = await Promise.race([
    container.database.ping().then(() => ({ ok: true, message: `answers in ${Math.round(performance.now() - started)} ms` })),
    new Promise<{ ok: boolean; message: string }>(resolve => setTimeout(() => resolve({ ok: false, message: 'does not answer within 2 s' }), 2000).unref()),
  ]).catch(error => ({ ok: false, message: messageOf(error, 200) }));
  const pool = container.database.pool();
  return [
    { name: 'database', ...database },
    { name: 'pool', ok: pool.waiting === 0, message: `${pool.busy} of ${pool.max} connections in use, ${pool.waiting} requests waiting` },
  ];
}

/** 200 while the process lives, with `status: degraded` when something is wrong. */
export async function healthResponse(container: Container): Promise<Response> {
  const list = await checks(container);
  return jsonResponse({ status: list.every(check => check.ok) ? 'ok' : 'degraded', checks: list, executions: { running: container.executor.runningCount(), room: container.executor.free() }, uptimeSeconds: Math.round(process.uptime()) });
}

/** 503 when it should not get traffic. */
export async function readyResponse(container: Container): Promise<Response> {
  const database = (await checks(container)).find(check => check.name === 'database');
  return database?.ok ? jsonResponse({ status: 'ready' }) : jsonResponse({ status: 'not ready', reason: `database: ${database?.message}` }, 503, { 'retry-after': '5' });
}
