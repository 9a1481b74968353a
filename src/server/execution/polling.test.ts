// Polling triggers in a whole server: new items start executions, nothing new starts none, failures are told once and slowed down.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WorkflowNode } from '~/lib/workflow';
import { startTestServer, type TestServer } from '~/server/testing/container';
import { startTarget, type Target } from '~/server/testing/http';
import { chain, node } from '~/server/testing/workflows';

let server: TestServer;
let target: Target;
let entries: string[] = [];
let status = 200;
beforeAll(async () => {
  target = await startTarget((_request, response) => { response.writeHead(status).end(`<rss><channel>${entries.join('')}</channel></rss>`); });
  server = await startTestServer({ WEFT_EGRESS_ALLOW: `127.0.0.1:${target.port}` });
});
afterAll(async () => {
  await server.stop();
  await target.close();
});

const entry = (name: string, at: Date) => `<item><title>${name}</title><pubDate>${at.toUTCString()}</pubDate></item>`;
const definition = (pollTimes = {}) => chain(node('Feed', 'rssFeedReadTrigger', 1, { feedUrl: target.url, pollTimes }), node('Done', 'noOp', 1));

async function published() {
  const api = server.as(server.owner);
  const { id } = await api.workflows.create({ name: 'Feed reader', definition: definition({ item: [{ mode: 'everyX', unit: 'hours', value: 5 }] }) });
  await api.workflows.publish({ id, revision: 1 });
  const due = async () => {
    const found = (await server.container.repositories.schedules.due(new Date(Date.now() + 10 * 86_400_000), 50)).find(schedule => schedule.workflowId === id);
    if (!found?.versionId) throw new Error('no schedule');
    return { ...found, versionId: found.versionId };
  };
  const poll = async () => {
    const schedule = await due();
    const workflow = await server.container.loader.load(schedule.orgId, schedule.versionId);
    server.container.polling.begin({ scheduleId: schedule.id, orgId: schedule.orgId, workflow, node: workflow.definition.nodes[0] as WorkflowNode });
    await server.container.polling.settle();
  };
  const executions = async () => (await api.executions.list({ workflowId: id })).items;
  return { id, api, due, poll, executions };
}

describe('polling', () => {
  it('starts one execution with what is new, and none for nothing', async () => {
    const { poll, executions, api, due } = await published();
    expect((await due()).cron).toMatch(/^\d+ 0 \*\/5 \* \* \*$/);
    entries = [entry('old', new Date(Date.now() - 60_000))];
    await poll();
    expect(await executions()).toEqual([]);
    entries.unshift(entry('b', new Date(Date.now() + 2000)), entry('a', new Date(Date.now() + 1000)));
    await poll();
    await poll();
    const list = await executions();
    expect(list).toHaveLength(1);
    await expect.poll(async () => (await api.executions.get({ id: list[0]?.id ?? '' })).status).toBe('success');
    const steps = await server.container.repositories.executions.steps(server.owner.orgId, list[0]?.id ?? '');
    expect(steps[0]?.outputs?.[0]?.map(item => item.json.title)).toEqual(['b', 'a']);
  });

  it('tells a failure once, pauses longer and longer, and goes on when it is over', async () => {
    const { id, poll, executions, api, due } = await published();
    entries = [];
    await poll();
    status = 500;
    const before = (await due()).nextAt?.getTime() ?? 0;
    await poll();
    await poll();
    const told = (await api.notifications.list()).filter(notification => notification.link === `/workflows/${id}`);
    expect(told).toMatchObject([{ type: 'poll_failed', title: '"Feed" cannot look for new items' }]);
    for (let more = 0; more < 12; more++) await poll();
    const paused = (await due()).nextAt?.getTime() ?? 0;
    expect(paused).toBeGreaterThanOrEqual(Math.max(before, Date.now() + 3_500_000));
    status = 200;
    entries = [entry('after', new Date(Date.now() + 5000))];
    await poll();
    expect(await executions()).toHaveLength(1);
    status = 500;
    await poll();
    expect((await api.notifications.list()).filter(notification => notification.link === `/workflows/${id}`)).toHaveLength(2);
    status = 200;
  });

  it('fires from the schedule', async () => {
    const { id, executions, poll } = await published();
    entries = [];
    await poll();
    entries = [entry('scheduled', new Date(Date.now() + 1000))];
    const { orgId } = server.owner;
    await server.container.repositories.schedules.replace(orgId, id, [{ nodeId: 'Feed', rule: 0, cron: '0 0 0 1 1 *', every: 1, timezone: 'UTC', nextAt: new Date() }]);
    await expect.poll(async () => (await executions()).length, { timeout: 10_000 }).toBe(1);
  });

  it('can be tried by hand, and says when there is nothing', async () => {
    const api = server.as(server.owner);
    entries = [entry('newest', new Date()), entry('older', new Date())];
    const { id } = await api.workflows.create({ name: 'By hand', definition: definition() });
    const { executionId } = await api.workflows.run({ id });
    await expect.poll(async () => (await api.executions.get({ id: executionId })).status).toBe('success');
    const steps = await server.container.repositories.executions.steps(server.owner.orgId, executionId);
    expect(steps[0]?.outputs?.[0]?.map(item => item.json.title)).toEqual(['newest']);
    entries = [];
    await expect(api.workflows.run({ id })).rejects.toThrow('found nothing to run with');
    status = 404;
    await expect(api.workflows.run({ id })).rejects.toThrow('cannot look for new items');
    status = 200;
  });
});
