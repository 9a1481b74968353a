// Settings of a workflow that the executor keeps: how many executions at once, and which are not kept.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WorkflowDefinition, WorkflowSettings } from '~/lib/workflow';
import { type Listening, startIngress, startTarget, type Target } from '~/server/testing/http';
import { startTestServer, type TestServer } from '~/server/testing/container';
import { chain, hook, manual, node } from '~/server/testing/workflows';

let server: TestServer;
let ingress: Listening;
let target: Target;
let under = 0;
let most = 0;

beforeAll(async () => {
  const open = new Set<() => void>();
  target = await startTarget((request, response) => {
    most = Math.max(most, ++under);
    const answer = (): void => {
      if (!open.delete(answer)) return;
      under -= 1;
      response.end('done');
    };
    open.add(answer);
    // Two are answered together, so that one after another they would wait for ever; a last one alone after a while.
    if (open.size >= 2) setTimeout(() => { for (const each of [...open]) each(); }, 30);
    else if (request.url === '/slow') setTimeout(answer, 400);
  });
  server = await startTestServer({ WEFT_EGRESS_ALLOW: `127.0.0.1:${target.port}` });
  ingress = await startIngress(server.container);
});
afterAll(async () => {
  await ingress.close();
  await target.close();
  await server.stop();
});

async function publish(definition: WorkflowDefinition, settings: Partial<WorkflowSettings>): Promise<{ id: string; url: string }> {
  const api = server.as(server.owner);
  const { id } = await api.workflows.create({ name: 'Settings', definition: { ...definition, settings: { ...definition.settings, ...settings } } });
  await api.workflows.publish({ id, revision: 1 });
  const [first] = (await api.workflows.get({ id })).webhooks;
  return { id, url: ingress.url + new URL(first?.url ?? ingress.url).pathname };
}

const call = (url: string) => fetch(url, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } });
const executionsOf = async (workflowId: string) => (await server.as(server.owner).executions.list({ workflowId, limit: 50 })).items;
const slow = () => chain(hook(), node('Slow', 'httpRequest', 4.2, { url: `${target.url}/slow` }));

describe('executions at once', () => {
  it('are no more than the workflow allows; the others wait their turn', async () => {
    const { id, url } = await publish(slow(), { concurrency: 2 });
    most = 0;
    const answers = await Promise.all(Array.from({ length: 7 }, () => call(url)));
    expect(answers.map(answer => answer.status)).toEqual(Array(7).fill(200));
    await expect.poll(async () => (await executionsOf(id)).filter(run => run.status === 'success').length, { timeout: 10_000 }).toBe(7);
    expect(most).toBe(2);
  });

  it('do not keep a person from running it by hand', async () => {
    const definition = chain(manual(), node('Slow', 'httpRequest', 4.2, { url: `${target.url}/both` }));
    const api = server.as(server.owner);
    const { id } = await api.workflows.create({ name: 'By hand', definition: { ...definition, settings: { ...definition.settings, concurrency: 1 } } });
    most = 0;
    await Promise.all([api.workflows.run({ id }), api.workflows.run({ id })]);
    await expect.poll(async () => (await executionsOf(id)).filter(run => run.status === 'success').length, { timeout: 10_000 }).toBe(2);
    expect(most).toBe(2);
  });
});

describe('executions that are not to be kept', () => {
  it('leave nothing when they succeed, and stay when they fail', async () => {
    const { id, url } = await publish(chain(hook({ responseMode: 'lastNode' }), node('Stop', 'if', 2.2, { conditions: { options: { caseSensitive: true, leftValue: '', typeValidation: 'strict' }, combinator: 'and', conditions: [{ id: 'c', leftValue: '={{ $json.body.n }}', rightValue: 1, operator: { type: 'number', operation: 'equals' } }] } })), { saveDataSuccessExecution: 'none' });
    expect((await fetch(url, { method: 'POST', body: '{"n":1}', headers: { 'content-type': 'application/json' } })).status).toBe(200);
    await expect.poll(() => executionsOf(id)).toEqual([]);
    const [left] = await server.container.database.sql`select count(*)::int as steps from execution_steps s where not exists (select 1 from executions e where e.id = s.execution_id)`;
    expect(left?.steps).toBe(0);
    expect((await fetch(url, { method: 'POST', body: '{"n":"one"}', headers: { 'content-type': 'application/json' } })).status).toBe(500);
    expect((await executionsOf(id)).map(run => run.status)).toEqual(['failed']);
  });

  it('leave nothing when they fail, where that is wanted', async () => {
    const { id, url } = await publish(chain(hook({ responseMode: 'lastNode' }), node('Stop', 'stopAndError', 1, { errorMessage: 'no' })), { saveDataErrorExecution: 'none' });
    expect((await call(url)).status).toBe(500);
    await expect.poll(() => executionsOf(id)).toEqual([]);
  });
});

describe('the error workflow', () => {
  it('is told which node of which workflow failed, why, and where the execution is', async () => {
    const catcher = await publish(chain(node('Error', 'errorTrigger', 1), node('Keep', 'noOp', 1)), {});
    const { id, url } = await publish(chain(hook(), node('Stop', 'stopAndError', 1, { errorMessage: 'out of paper' })), { errorWorkflowId: catcher.id });
    await call(url);
    await expect.poll(async () => (await executionsOf(catcher.id))[0]?.status, { timeout: 10_000 }).toBe('success');
    const [failed] = await executionsOf(id);
    const [run] = await executionsOf(catcher.id);
    const [first] = await server.container.repositories.executions.steps(server.owner.orgId, run?.id ?? '');
    expect(first?.outputs?.[0]?.[0]?.json).toMatchObject({
      execution: { id: failed?.id, url: `${server.container.env.url}/executions/${failed?.id}`, mode: 'webhook', lastNodeExecuted: 'Stop', error: { message: 'out of paper' } },
      workflow: { id, name: 'Settings' },
    });
  });
});
