// Triggers that stay open, in a whole server: streams, watched files, and what happens to workflows.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '~/lib/json';
import type { WorkflowNode } from '~/lib/workflow';
import { startTestServer, type TestServer } from '~/server/testing/container';
import { startTarget, type Target } from '~/server/testing/http';
import { chain, node } from '~/server/testing/workflows';

let server: TestServer;
let target: Target;
let streams: ServerResponse[] = [];
beforeAll(async () => {
  target = await startTarget((request, response) => {
    if (request.url === '/broken') return response.writeHead(500).end();
    streams.push(response);
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': welcome\n\nretry: 150\n\n');
  });
  server = await startTestServer({ WEFT_EGRESS_ALLOW: `127.0.0.1:${target.port}` });
});
afterAll(async () => {
  await server.stop();
  await target.close();
});

async function published(trigger: WorkflowNode) {
  const api = server.as(server.owner);
  const definition = chain(trigger, node('Done', 'noOp', 1));
  const { id } = await api.workflows.create({ name: 'Standing', definition });
  await api.workflows.publish({ id, revision: 1 });
  const items = async (): Promise<JsonObject[]> => {
    await server.container.journal.drain();
    const list = (await api.executions.list({ workflowId: id })).items.toReversed();
    const steps = await Promise.all(list.map(execution => server.container.repositories.executions.steps(server.owner.orgId, execution.id)));
    return steps.flatMap(each => each[0]?.outputs?.[0]?.map(item => item.json) ?? []);
  };
  return { id, api, items, definition };
}
const soon = { timeout: 15_000, interval: 100 };

describe('standing triggers', () => {
  it('read a stream, open it again after it broke, and stop when the workflow is taken down', async () => {
    streams = [];
    const { id, api, items } = await published(node('Stream', 'sseTrigger', 1, { url: `={{ "${target.url}" }}/events` }));
    await expect.poll(() => streams.length, soon).toBe(1);
    streams[0]?.write('id: 7\ndata: {"a":\ndata: 1}\n\ndata: plain\n\n');
    await expect.poll(items, soon).toEqual([{ a: 1 }, { data: 'plain' }]);
    streams[0]?.destroy();
    await expect.poll(() => streams.length, soon).toBe(2);
    expect(target.requests.at(-1)?.headers['last-event-id']).toBe('7');
    streams[1]?.write('data: [1]\n\n');
    await expect.poll(async () => (await items()).length, soon).toBe(3);
    const gone = new Promise(resolve => streams[1]?.on('close', resolve));
    await api.workflows.unpublish({ id });
    await gone;
  });

  it('tell about a stream that cannot be read, once', async () => {
    const { id, api } = await published(node('Stream', 'sseTrigger', 1, { url: `${target.url}/broken` }));
    await expect.poll(async () => (await api.notifications.list()).filter(notification => notification.link === `/workflows/${id}`), soon).toMatchObject([{ type: 'trigger_failed', title: '"Stream" does not work', message: expect.stringContaining('500') }]);
    await api.workflows.unpublish({ id });
  });

  it('watch the file area of the organization and nothing else', async () => {
    const area = join(server.container.env.dataDir, 'files', server.owner.orgId);
    await mkdir(join(area, 'in'), { recursive: true });
    const { id, api, items } = await published(node('Files', 'localFileTrigger', 1, { triggerOn: 'folder', path: '/in', events: ['add', 'unlink'], options: { ignored: '**/*.tmp' } }));
    let count = 0;
    await expect.poll(async () => {
      await writeFile(join(area, `in/${++count}.txt`), 'x');
      return (await items()).length;
    }, { timeout: 15_000, interval: 500 }).toBeGreaterThan(0);
    await writeFile(join(area, 'in/a.tmp'), 'x');
    await writeFile(join(area, 'outside.txt'), 'x');
    await rm(join(area, `in/${count}.txt`));
    await expect.poll(items, soon).toContainEqual({ event: 'unlink', path: `in/${count}.txt` });
    expect((await items()).map(json => String(json.path)).filter(path => !/^in\/\d+\.txt$/.test(path))).toEqual([]);
    await api.workflows.unpublish({ id });
    const climbing = await published(node('Files', 'localFileTrigger', 1, { path: '../../secret', triggerOn: 'file' }));
    await expect.poll(async () => (await api.notifications.list()).some(notification => notification.link === `/workflows/${climbing.id}` && notification.message.includes('not allowed')), soon).toBe(true);
    await api.workflows.unpublish({ id: climbing.id });
  });

  it('say when their workflow is published and updated', async () => {
    const { id, api, items, definition } = await published(node('Life', 'workflowTrigger', 1, { events: ['activate', 'update'] }));
    await expect.poll(items, soon).toEqual([{ event: 'Workflow activated', timestamp: expect.any(String), workflow_id: id }]);
    await api.workflows.save({ id, revision: 1, definition: { ...definition, settings: { ...definition.settings, timezone: 'UTC' } } });
    await api.workflows.publish({ id, revision: 2 });
    await expect.poll(async () => (await items()).map(json => json.event), soon).toEqual(['Workflow activated', 'Workflow updated']);
    const { executionId } = await api.workflows.run({ id });
    await expect.poll(async () => (await api.executions.get({ id: executionId })).status).toBe('success');
  });

  it('cannot be tried by hand where something must happen first', async () => {
    const api = server.as(server.owner);
    const { id } = await api.workflows.create({ name: 'By hand', definition: chain(node('Stream', 'sseTrigger', 1, { url: target.url })) });
    await expect(api.workflows.run({ id })).rejects.toThrow('once the workflow is published');
  });
});
