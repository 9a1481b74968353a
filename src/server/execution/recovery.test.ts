// Recovery: executions whose process is gone go on from their recorded steps, fences hold, waits resume, cancels are honoured.
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { newId } from '~/lib/ids';
import type { WorkflowDefinition } from '~/lib/workflow';
import { createContainer } from '~/server/container';
import { startIngress, startTarget, type Listening, type Target } from '~/server/testing/http';
import { sha256 } from '~/server/crypto/hash';
import { startTestServer, type TestServer } from '~/server/testing/container';
import { chain, hook, manual, node, setFields } from '~/server/testing/workflows';

let server: TestServer;
let target: Target;
let ingress: Listening;
beforeAll(async () => {
  target = await startTarget((request, response) => {
    if (request.url === '/slow') return void setTimeout(() => response.end('{}'), 5000);
    response.setHeader('content-type', 'application/json').end('{"ok":true}');
  });
  server = await startTestServer({ WEFT_EGRESS_ALLOW: `127.0.0.1:${target.port}` });
  ingress = await startIngress(server.container);
});
afterAll(async () => {
  await ingress.close();
  await target.close();
  await server.stop();
});

const api = () => server.as(server.owner);
const create = async (definition: WorkflowDefinition) => (await api().workflows.create({ name: 'Recovery', definition })).id;
const statusOf = async (id: string) => (await api().executions.get({ id })).status;
const ended = (id: string, status: string) => expect.poll(() => statusOf(id), { timeout: 15_000, interval: 100 }).toBe(status);

/** Rows as a process leaves them that was killed in the middle: running, held by somebody who is gone. */
async function abandoned(definition: WorkflowDefinition, finished: { node: string; outputs: object[][] }[], interrupted?: { node: string; effect: string }): Promise<string> {
  const workflowId = await create(definition);
  const { executionId } = await api().workflows.run({ id: workflowId });
  await expect.poll(() => statusOf(executionId)).not.toBe('running');
  const { sql } = server.container.database;
  const [original] = await sql`select * from executions where id = ${executionId}`;
  const id = newId();
  await sql`insert into executions (id, org_id, workflow_id, version_id, status, mode, start_node, input, started_at, lease_owner, fence)
    values (${id}, ${original?.org_id}, ${workflowId}, ${original?.version_id}, 'pending', 'manual', 'Start', '[[{"json":{}}]]', now(), null, 1)`;
  await sql`update executions set status = 'paused' where id = ${id}`;
  const insert = async (name: string, status: string, outputs: object[][] | null, effect: string) => {
    const of = definition.nodes.find(candidate => candidate.name === name);
    const before = definition.edges.find(edge => edge.target === of?.id);
    const source = definition.nodes.find(candidate => candidate.id === before?.source);
    await sql`insert into execution_steps (execution_id, id, org_id, node_id, node, type, run_index, attempt, status, effect, sources, outputs, started_at, ended_at)
      values (${id}, ${newId()}, ${original?.org_id}, ${of?.id ?? ''}, ${name}, ${of?.type ?? ''}, 0, 1, ${status}, ${effect}, ${JSON.stringify(source ? [{ node: source.name, output: 0, runIndex: 0 }] : [])}::text::json, ${outputs ? JSON.stringify(outputs) : null}::text::json, now(), ${outputs ? new Date().toISOString() : null})`;
  };
  for (const step of finished) await insert(step.node, 'success', step.outputs, 'pure');
  if (interrupted) await insert(interrupted.node, 'running', null, interrupted.effect);
  await sql`update executions set status = 'running', lease_owner = ${newId()} where id = ${id}`;
  return id;
}

describe('between tries', () => {
  it('a long wait is stored, holds no process and ends with the next try', async () => {
    let calls = 0;
    const flaky = await startTarget((_request, response) => {
      calls += 1;
      response.statusCode = calls === 1 ? 503 : 200;
      response.setHeader('content-type', 'application/json').end('{"ok":true}');
    });
    const own = await startTestServer({ WEFT_EGRESS_ALLOW: `127.0.0.1:${flaky.port}` });
    try {
      const call = { ...node('Call', 'httpRequest', 4.2, { url: `${flaky.url}/flaky` }), retryOnFail: true, retry: { tries: 3, wait: 3_600_000, factor: 2, maxWait: 7_200_000 } };
      const { id } = await own.as(own.owner).workflows.create({ name: 'Patient', definition: chain(manual(), call) });
      const { executionId } = await own.as(own.owner).workflows.run({ id });
      const run = () => own.as(own.owner).executions.get({ id: executionId });
      await expect.poll(async () => (await run()).status, { timeout: 15_000 }).toBe('waiting');
      await expect.poll(() => own.container.executor.runningCount()).toBe(0);
      expect(calls).toBe(1);
      const { sql } = own.container.database;
      const [due] = await sql`select extract(epoch from wait_until - now())::int as seconds from executions where id = ${executionId}`;
      expect(due?.seconds).toBeGreaterThan(3500);
      await sql`update execution_steps set wait = '{"kind":"time","until":0}' where execution_id = ${executionId} and wait is not null`;
      await sql`update executions set wait_until = now() where id = ${executionId}`;
      await expect.poll(async () => (await run()).status, { timeout: 15_000 }).toBe('success');
      expect((await run()).steps.filter(step => step.node === 'Call').map(step => [step.attempt, step.status])).toEqual([[1, 'failed'], [2, 'success']]);
      expect(calls).toBe(2);
    } finally {
      await flaky.close();
      await own.stop();
    }
  });
});

describe('after a crash', () => {
  it('G4, G6: goes on after the last finished step and does not run finished ones again', async () => {
    const definition = chain(manual(), setFields('First', { from: 'run' }), setFields('Second', { seen: '={{ $json.from }}' }));
    const id = await abandoned(definition, [{ node: 'Start', outputs: [[{ json: {} }]] }, { node: 'First', outputs: [[{ json: { from: 'the journal' } }]] }]);
    await ended(id, 'success');
    await server.container.journal.drain();
    const run = await api().executions.get({ id });
    expect(run.steps.map(step => step.node)).toEqual(['Start', 'First', 'Second']);
    const last = run.steps.at(-1);
    const data = await api().executions.stepData({ executionId: id, stepId: last?.id ?? '', side: 'output' });
    expect(data.items[0]?.json).toEqual({ seen: 'the journal' });
  });

  it('a write step that was under way without a key stops as needs_attention', async () => {
    const definition = chain(manual(), node('Charge', 'httpRequest', 4.2, { method: 'POST', url: `${target.url}/charge` }));
    const before = target.requests.length;
    const id = await abandoned(definition, [{ node: 'Start', outputs: [[{ json: {} }]] }], { node: 'Charge', effect: 'write' });
    await ended(id, 'needs_attention');
    expect(target.requests.length).toBe(before + 1); // only the run that made the version
  });

  it('R11: three crashes end it with a reason', async () => {
    const id = await abandoned(chain(manual(), setFields('A', { a: 1 })), []);
    await server.container.database.sql`update executions set crashes = 3 where id = ${id} and status = 'running'`;
    await expect.poll(() => statusOf(id), { timeout: 10_000 }).toMatch(/failed|success/);
  });

  it('G7: a process with an older fence changes nothing', async () => {
    const workflowId = await create(chain(manual(), setFields('A', { a: 1 })));
    const { executionId } = await api().workflows.run({ id: workflowId });
    await ended(executionId, 'success');
    const { sql } = server.container.database;
    await sql`update executions set status = 'running', fence = 7, lease_owner = ${server.container.processId} where id = ${executionId}`;
    const steps = async () => (await sql`select count(*)::int as count from execution_steps where execution_id = ${executionId}`)[0]?.count;
    const before = await steps();
    const stale = { orgId: server.owner.orgId, executionId, fence: 6, step: { id: newId(), nodeId: 'A', node: 'A', type: 'set', runIndex: 1, attempt: 1, status: 'success' as const, effect: 'pure' as const, sources: [], outputs: [[]], error: null, startedAt: Date.now(), endedAt: Date.now() } };
    await server.container.journal.stepDurably(stale);
    expect(await steps()).toBe(before);
    const change = { id: executionId, status: 'failed' as const, error: null, endedAt: Date.now(), lastNode: null, waitUntil: null };
    expect(await server.container.journal.change({ ...change, fence: 6 })).toBe(false);
    expect(await server.container.journal.change({ ...change, fence: 7, status: 'success' })).toBe(true);
    expect(await server.container.journal.change({ ...change, fence: 7 })).toBe(false); // G8: an end is final
  });

  it('an execution that this process cannot go on with is taken up again, and its place is free', async () => {
    const { executor, repositories } = server.container;
    const definition = chain(manual(), setFields('A', { a: 1 }));
    const workflowId = await create(definition);
    const version = await repositories.versions.snapshot(server.owner.orgId, { workflowId, definition, contentHash: 'dropped', reason: 'run', authorId: null });
    await expect.poll(() => executor.runningCount()).toBe(0);
    const free = executor.free();
    const file = { id: newId(), mimeType: 'text/plain', fileSize: 1 };
    // A database error right after the execution was accepted: this is no id to look files up by.
    const { executionId, finished } = await executor.start({ orgId: server.owner.orgId, workflowId, versionId: version.id, mode: 'manual', startNode: 'Start', input: [[{ json: {}, binary: { file } }]], filesOf: 'nobody' });
    await expect(finished).rejects.toThrow();
    await ended(executionId, 'success');
    await expect.poll(() => executor.free()).toBe(free);
    expect(executor.dropped()).toEqual([]);
  });

  it('one bad row does not take its neighbours with it', async () => {
    const definition = chain(manual(), setFields('A', { a: 1 }));
    const workflowId = await create(definition);
    const good = api().workflows.run({ id: workflowId });
    const bad = server.container.journal.accept({ id: newId(), orgId: server.owner.orgId, workflowId: newId(), versionId: newId(), status: 'running', mode: 'manual', startNode: 'x', input: [], destination: null, retryOf: null, parentId: null, callKey: null, depth: 0, eventId: null, startedBy: null, leaseOwner: null, fence: 1, receiving: false }, null);
    await expect(bad).rejects.toThrow();
    await ended((await good).executionId, 'success');
  });
});

describe('a second process', () => {
  it('refuses to execute and says why, and takes over when the first one ends', async () => {
    const first = await startTestServer();
    const second = await createContainer({ env: first.container.env, databaseUrl: first.databaseUrl, root: process.cwd(), sandboxChild: inject('sandboxChild'), workshopChild: inject('workshopChild'), log: pino({ level: 'silent' }) });
    expect(await second.recovery.start()).toContain('Another Weft executes');
    const owner = first.as(first.owner);
    const { id } = await owner.workflows.create({ name: 'Once', definition: chain(manual(), setFields('A', { a: 1 })) });
    await owner.workflows.run({ id });
    const draft = await owner.workflows.get({ id });
    const version = await second.repositories.versions.snapshot(first.owner.orgId, { workflowId: id, definition: draft.definition, contentHash: 'second', reason: 'run', authorId: null });
    const start = () => second.executor.start({ orgId: first.owner.orgId, workflowId: id, versionId: version.id, mode: 'manual', startNode: 'Start', input: [[{ json: {} }]] });
    await expect(start()).rejects.toMatchObject({ code: 'unavailable', details: { reason: 'standby' } });
    await first.container.recovery.stop();
    await expect.poll(() => start().then(() => true, () => false), { timeout: 10_000, interval: 200 }).toBe(true);
    await second.executor.settle(5000);
    await second.close();
    await first.stop();
  });
});

describe('waiting', () => {
  it('goes on when the time is over, and the process is free meanwhile', async () => {
    const id = await create(chain(manual(), node('Pause', 'wait', 1.1, { amount: 2, unit: 'seconds' }), setFields('After', { done: true })));
    const { executionId } = await api().workflows.run({ id });
    await ended(executionId, 'waiting');
    expect(server.container.executor.runningCount()).toBe(0);
    await ended(executionId, 'success');
  });

  const asking = async () => {
    const id = await create(chain(manual(), setFields('Link', { url: '={{ $execution.resumeUrl }}' }), node('Approval', 'wait', 1.1, { resume: 'webhook', httpMethod: 'POST' }), setFields('After', { answer: '={{ $json.body.answer }}' })));
    const { executionId } = await api().workflows.run({ id });
    await ended(executionId, 'waiting');
    await server.container.journal.drain();
    const itemsOf = async (name: string) => {
      const step = (await api().executions.get({ id: executionId })).steps.find(each => each.node === name);
      return (await api().executions.stepData({ executionId, stepId: step?.id ?? '', side: 'output' })).items;
    };
    return { executionId, itemsOf, path: new URL((await itemsOf('Link'))[0]?.json.url as string).pathname };
  };

  it('goes on with what its resume URL was called with, once', async () => {
    const { executionId, itemsOf, path } = await asking();
    const call = () => fetch(`${ingress.url}${path}`, { method: 'POST', body: '{"answer":"yes"}', headers: { 'content-type': 'application/json' } });
    expect((await call()).status).toBe(200);
    expect((await call()).status).toBe(409);
    await ended(executionId, 'success');
    expect((await call()).status).toBe(409);
    expect((await fetch(`${ingress.url}${path.replace(/.$/, last => (last === '0' ? '1' : '0'))}`, { method: 'POST' })).status).toBe(404);
    await server.container.journal.drain();
    expect((await itemsOf('After'))[0]?.json).toEqual({ answer: 'yes' });
  });

  it('loses nothing of the call when the process that took it ends before it is recorded', async () => {
    const { executionId, itemsOf, path } = await asking();
    const [waiting] = (await server.container.journalRepository.findResumable(executionId))?.waiting ?? [];
    const open = await server.container.journalRepository.claimByResume(newId(), { executionId, stepId: waiting?.id ?? '', key: sha256(path.split('/').at(-1) ?? '') }, [{ json: { body: { answer: 'kept \u0000' } } }]);
    expect(open?.id).toBe(executionId);
    await ended(executionId, 'success');
    await server.container.journal.drain();
    expect((await itemsOf('After'))[0]?.json).toEqual({ answer: 'kept \u0000' });
  });
});

describe('code', () => {
  it('runs in the sandbox, logs what it says and gives what it returns', async () => {
    const id = await create(chain(manual(), node('Code', 'code', 2, { jsCode: 'console.log("from inside"); return [{ json: { sum: 1 + 2, env: typeof process } }]' })));
    const { executionId } = await api().workflows.run({ id });
    await ended(executionId, 'success');
    await server.container.journal.drain();
    const step = (await api().executions.get({ id: executionId })).steps.at(-1);
    expect((await api().executions.stepData({ executionId, stepId: step?.id ?? '', side: 'output' })).items[0]?.json).toEqual({ sum: 3, env: 'undefined' });
    expect((await api().executions.logs({ executionId })).map(line => line.message)).toEqual(['from inside']);
  });
});

describe('static data', () => {
  it('of a node with the name of what every object has is its own', async () => {
    const jsCode = 'const state = getWorkflowStaticData("node"); state.n = (state.n ?? 0) + 1; return [{ json: { n: state.n } }]';
    const id = await create(chain(manual(), node('toString', 'code', 2, { jsCode })));
    const { executionId } = await api().workflows.run({ id });
    await ended(executionId, 'success');
    expect(Object.keys(Object.prototype.toString)).toEqual([]);
  });
});

describe('people', () => {
  it('G13: cancel ends a running request and a wait', async () => {
    const slow = await create(chain(manual(), node('Slow', 'httpRequest', 4.2, { url: `${target.url}/slow` })));
    const { executionId } = await api().workflows.run({ id: slow });
    await expect.poll(() => target.requests.some(request => request.url === '/slow')).toBe(true);
    const from = Date.now();
    await api().executions.cancel({ id: executionId });
    await ended(executionId, 'cancelled');
    expect(Date.now() - from).toBeLessThan(2000);

    const waits = await create(chain(manual(), node('Pause', 'wait', 1.1, { amount: 1, unit: 'hours' })));
    const second = (await api().workflows.run({ id: waits })).executionId;
    await ended(second, 'waiting');
    await api().executions.cancel({ id: second });
    await ended(second, 'cancelled');
    await expect(api().executions.cancel({ id: second })).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('retry from the failed step keeps what ran before it', async () => {
    let fail = true;
    const flaky = await startTarget((_request, response) => response.writeHead(fail ? 500 : 200, { 'content-type': 'application/json' }).end('{"ok":true}'));
    const other = await startTestServer({ WEFT_EGRESS_ALLOW: `127.0.0.1:${flaky.port}` });
    const there = other.as(other.owner);
    const { id } = await there.workflows.create({ name: 'Flaky', definition: chain(manual(), setFields('Once', { at: '={{ $now.toMillis() }}' }), node('Call', 'httpRequest', 4.2, { url: flaky.url })) });
    const { executionId } = await there.workflows.run({ id });
    await expect.poll(async () => (await there.executions.get({ id: executionId })).status, { timeout: 10_000 }).toBe('failed');
    fail = false;
    const retried = (await there.executions.retry({ id: executionId, from: 'failed' })).executionId;
    await expect.poll(async () => (await there.executions.get({ id: retried })).status, { timeout: 10_000 }).toBe('success');
    await other.container.journal.drain();
    const output = async (execution: string) => {
      const step = (await there.executions.get({ id: execution })).steps.find(candidate => candidate.node === 'Once');
      return (await there.executions.stepData({ executionId: execution, stepId: step?.id ?? '', side: 'output' })).items;
    };
    expect(await output(retried)).toEqual(await output(executionId));
    await other.stop();
    await flaky.close();
  });

  it('sees live events of its own organization only', async () => {
    const stranger = await server.stranger();
    const stop = new AbortController();
    const mine: string[] = [];
    const theirs: string[] = [];
    const watch = async (orgId: string, into: string[]) => { for await (const event of server.container.live.watch({ orgId }, stop.signal)) into.push(event.kind === 'step' ? event.step.node : event.execution.status); };
    void watch(server.owner.orgId, mine);
    void watch(stranger.orgId, theirs);
    const id = await create(chain(manual(), setFields('A', { a: 1 })));
    const { executionId } = await api().workflows.run({ id });
    await ended(executionId, 'success');
    await expect.poll(() => mine.includes('success') && mine.includes('A')).toBe(true);
    expect(theirs).toEqual([]);
    stop.abort();
  });
});

describe('schedules', () => {
  it('fire each slot once and go on', async () => {
    const id = await create(chain(node('Every second', 'scheduleTrigger', 1.2, { rule: { interval: [{ field: 'seconds', secondsInterval: 1 }] } }), setFields('A', { a: 1 })));
    await api().workflows.publish({ id, revision: 1 });
    await expect.poll(async () => (await api().executions.list({ workflowId: id })).items.length, { timeout: 10_000 }).toBeGreaterThan(1);
    await api().workflows.unpublish({ id });
    const slots = await server.container.database.sql`select slot, count(*)::int as count from schedule_slots group by slot having count(*) > 1`;
    expect(slots).toHaveLength(0);
    expect((await api().executions.list({ workflowId: id })).items.every(item => item.mode === 'trigger')).toBe(true);
  });

  it('a hook without a caller that waits forever is answered when its workflow ends', async () => {
    const id = await create(chain(hook({ responseMode: 'responseNode' }), setFields('A', { a: 1 })));
    await api().workflows.publish({ id, revision: 1 });
    const path = new URL((await api().workflows.get({ id })).webhooks[0]?.url ?? '').pathname;
    const answer = await fetch(ingress.url + path, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } });
    expect([answer.status, await answer.json()]).toEqual([200, { message: 'Workflow executed successfully' }]);
  });
});
