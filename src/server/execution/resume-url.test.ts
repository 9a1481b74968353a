// Resume URLs: what holds while an execution waits for a call or for a form, and who is turned away.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '~/lib/ids';
import type { JsonObject } from '~/lib/json';
import type { WorkflowDefinition } from '~/lib/workflow';
import { type Listening, startIngress } from '~/server/testing/http';
import { startTestServer, type TestServer } from '~/server/testing/container';
import { chain, manual, node, setFields } from '~/server/testing/workflows';

let server: TestServer;
let ingress: Listening;
beforeAll(async () => {
  server = await startTestServer();
  ingress = await startIngress(server.container);
});
afterAll(async () => {
  await ingress.close();
  await server.stop();
});

const api = () => server.as(server.owner);
const create = async (definition: WorkflowDefinition) => (await api().workflows.create({ name: 'Resume', definition })).id;
const ended = (id: string, status: string) => expect.poll(async () => (await api().executions.get({ id })).status, { timeout: 15_000, interval: 100 }).toBe(status);

describe('a resume URL', () => {
  const said = async (workflowId: string) => {
    const { executionId } = await api().workflows.run({ id: workflowId });
    let url: unknown;
    while (typeof url !== 'string') {
      await server.container.journal.drain();
      const link = (await api().executions.get({ id: executionId })).steps.find(step => step.node === 'Link');
      url = link && (await api().executions.stepData({ executionId, stepId: link.id, side: 'output' })).items[0]?.json.url;
    }
    return { executionId, url: `${ingress.url}${new URL(url).pathname}` };
  };
  const link = () => setFields('Link', { url: '={{ $execution.resumeUrl }}' });

  it('may be called before the execution waits for it, and holds through a wait for a time', async () => {
    const { executionId, url } = await said(await create(chain(manual(), link(), node('Pause', 'wait', 1.1, { amount: 1 }), node('Approval', 'wait', 1.1, { resume: 'webhook' }))));
    expect((await fetch(url)).status).toBe(200);
    await ended(executionId, 'success');
  });

  it('says that it is called too early when the execution comes there much later', async () => {
    const { executionId, url } = await said(await create(chain(manual(), link(), node('Pause', 'wait', 1.1, { amount: 1, unit: 'hours' }), node('Approval', 'wait', 1.1, { resume: 'webhook' }))));
    await ended(executionId, 'waiting');
    const early = await fetch(url);
    expect([early.status, ((await early.json()) as { error: { message: string } }).error.message]).toEqual([409, 'The execution has not come to the step that waits for this call. Call again later.']);
  });

  it('holds when the process that gave it out is gone before the execution waits', async () => {
    const { executionId, url } = await said(await create(chain(manual(), link(), node('Approval', 'wait', 1.1, { resume: 'webhook' }))));
    await ended(executionId, 'waiting');
    const { sql } = server.container.database;
    // As a process leaves it behind that ended in front of the wait.
    await sql`delete from execution_steps where execution_id = ${executionId} and node = 'Approval'`;
    await sql`update executions set status = 'running', lease_owner = ${newId()} where id = ${executionId}`;
    await ended(executionId, 'waiting');
    expect((await fetch(url)).status).toBe(200);
    await ended(executionId, 'success');
  });

  it('ends the wait it is meant for where branches wait side by side, by its suffix', async () => {
    const waitFor = (suffix: string) => node(`For ${suffix}`, 'wait', 1.1, { resume: 'webhook', options: { webhookSuffix: suffix } });
    const [one, other] = [chain(manual(), link(), waitFor('a')), waitFor('b')];
    const beside = { ...(one.edges.at(-1) as WorkflowDefinition['edges'][number]), id: 'beside', target: other.id };
    const { executionId, url } = await said(await create({ ...one, nodes: [...one.nodes, other], edges: [...one.edges, beside], settings: { ...one.settings, parallel: true } }));
    await ended(executionId, 'waiting');
    expect((await fetch(`${url}/b`)).status).toBe(200);
    expect((await fetch(`${url}/b`)).status).toBe(404);
    expect((await fetch(`${url}/a`)).status).toBe(200);
    await ended(executionId, 'success');
  });
});

describe('waiting for a form', () => {
  it('shows the page, names what is wrong, and goes on with the answers, once', async () => {
    const form: JsonObject = { resume: 'form', formTitle: '<b>Approve?</b>', formDescription: 'Refund', formFields: { values: [{ fieldLabel: 'Answer', fieldType: 'dropdown', requiredField: true, fieldOptions: { values: [{ option: 'yes' }, { option: 'no' }] } }, { fieldLabel: 'Paper', fieldType: 'file' }] } };
    const id = await create(chain(manual(), setFields('Link', { url: '={{ $execution.resumeFormUrl }}' }), node('Ask', 'wait', 1.1, form), setFields('After', { answer: '={{ $json.Answer }}', file: '={{ $binary.Paper.fileName }}' })));
    const { executionId } = await api().workflows.run({ id });
    await ended(executionId, 'waiting');
    await server.container.journal.drain();
    const link = (await api().executions.get({ id: executionId })).steps.find(step => step.node === 'Link');
    const url = `${ingress.url}${new URL((await api().executions.stepData({ executionId, stepId: link?.id ?? '', side: 'output' })).items[0]?.json.url as string).pathname}`;
    const page = await (await fetch(url)).text();
    expect(page).toContain('&#60;b&#62;Approve?');
    expect((await fetch(url.replace('/form-waiting/', '/webhook-waiting/'), { method: 'POST' })).status).toBe(404);
    const send = (answer: string) => {
      const body = new FormData();
      body.append('field-0', answer);
      body.append('field-1', new Blob(['x']), 'paper.txt');
      return fetch(url, { method: 'POST', body });
    };
    const wrong = await send('maybe');
    expect([wrong.status, (await wrong.text()).includes('Choose one of the choices')]).toEqual([400, true]);
    expect((await send('yes')).status).toBe(200);
    expect((await send('yes')).status).toBe(409);
    await ended(executionId, 'success');
    await server.container.journal.drain();
    const after = (await api().executions.get({ id: executionId })).steps.find(step => step.node === 'After');
    expect((await api().executions.stepData({ executionId, stepId: after?.id ?? '', side: 'output' })).items[0]?.json).toEqual({ answer: 'yes', file: 'paper.txt' });
  });
});
