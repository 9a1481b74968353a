// "Send and wait" in a whole server: the message's link leads to a form, and the answer goes on.
import type { AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '~/lib/json';
import { startTestServer, type TestServer } from '~/server/testing/container';
import { type Listening, startIngress } from '~/server/testing/http';
import { chain, manual, node } from '~/server/testing/workflows';

let server: TestServer;
let ingress: Listening;
let smtp: SMTPServer;
let credential: { id: string };
const mails: string[] = [];
beforeAll(async () => {
  smtp = new SMTPServer({ disabledCommands: ['STARTTLS', 'AUTH'], onData(stream, _, done) {
    let source = '';
    stream.on('data', chunk => { source += String(chunk); });
    stream.on('end', () => { mails.push(source); done(); });
  } });
  await new Promise<void>(resolve => { smtp.listen(0, '127.0.0.1', resolve); });
  const { port } = smtp.server.address() as AddressInfo;
  server = await startTestServer({ WEFT_EGRESS_ALLOW: `127.0.0.1:${port}` });
  ingress = await startIngress(server.container);
  credential = await server.as(server.owner).credentials.create({ name: 'Mail', type: 'smtp', fields: { host: '127.0.0.1', port: String(port), secure: 'false' } });
});
afterAll(async () => {
  await ingress.close();
  await server.stop();
  await new Promise<void>(resolve => { smtp.close(() => resolve()); });
});

async function asked(parameters: JsonObject) {
  const api = server.as(server.owner);
  const ask = node('Ask', 'emailSend', 2.1, { operation: 'sendAndWait', fromEmail: 'a@x.test', toEmail: 'b@x.test', subject: 'Refund', message: 'Refund <b>5</b>?', ...parameters }, { credentials: { smtp: { id: credential.id, name: 'Mail' } } });
  const { id } = await api.workflows.create({ name: 'Ask', definition: chain(manual(), ask, node('After', 'noOp', 1)) });
  const { executionId } = await api.workflows.run({ id });
  await expect.poll(async () => (await api.executions.get({ id: executionId })).status).toBe('waiting');
  const mail = await simpleParser(mails.pop() ?? '');
  const url = `${ingress.url}${new URL(/https?:\S+/.exec(mail.text ?? '')?.[0] ?? '').pathname}`;
  const answer = async (values: Record<string, string>) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(values)) body.append(name, value);
    return fetch(url, { method: 'POST', body });
  };
  const given = async () => {
    await expect.poll(async () => (await api.executions.get({ id: executionId })).status).toBe('success');
    await server.container.journal.drain();
    return (await server.container.repositories.executions.steps(server.owner.orgId, executionId)).findLast(step => step.node === 'Ask')?.outputs?.[0]?.map(item => item.json);
  };
  return { mail, url, answer, given };
}

describe('send and wait', () => {
  it('asks for a decision, which opening the link does not make', async () => {
    const { mail, url, answer, given } = await asked({ approvalOptions: { values: { approvalType: 'double', approveLabel: 'Yes' } } });
    expect(mail.html).toContain('Refund &#60;b&#62;5');
    const page = await (await fetch(url)).text();
    expect(page).toMatch(/value="approve">Yes<.*value="decline">Decline</s);
    expect((await answer({})).status).toBe(400);
    expect((await answer({ decision: 'decline' })).status).toBe(200);
    expect(await given()).toEqual([{ data: { approved: false } }]);
    expect((await answer({ decision: 'approve' })).status).toBe(409);
  });

  it('asks for a text, or with a form', async () => {
    const text = await asked({ responseType: 'freeText' });
    expect((await text.answer({ 'field-0': ' ' })).status).toBe(400);
    await text.answer({ 'field-0': 'because' });
    expect(await text.given()).toEqual([{ data: { text: 'because' } }]);
    const form = await asked({ responseType: 'customForm', formFields: { values: [{ fieldLabel: 'Amount', fieldType: 'number' }] }, options: { responseFormTitle: 'How much?' } });
    expect(await (await fetch(form.url)).text()).toContain('How much?');
    await form.answer({ 'field-0': '5' });
    expect(await form.given()).toEqual([{ data: { Amount: 5 } }]);
  });
});
