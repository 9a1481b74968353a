// Forms over HTTP: the page, its checks, files, several pages, endings, test calls, and who may open them.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '~/lib/json';
import type { WorkflowDefinition } from '~/lib/workflow';
import { startTestServer, type TestServer } from '~/server/testing/container';
import { type Listening, startIngress } from '~/server/testing/http';
import { chain, node, setFields } from '~/server/testing/workflows';
import { cleanHtml } from './html';

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
const fieldsOf = (...values: JsonObject[]) => ({ formFields: { values } });
const trigger = (parameters: JsonObject, typeVersion = 2.2) => node('Form', 'formTrigger', typeVersion, { formTitle: 'Contact', ...parameters });

async function published(definition: WorkflowDefinition) {
  const { id } = await api().workflows.create({ name: 'Form', definition });
  await api().workflows.publish({ id, revision: 1 });
  const [hook] = (await api().workflows.get({ id })).webhooks;
  const local = (url: string | undefined) => `${ingress.url}${new URL(url ?? '').pathname}`;
  const items = async (executionId: string, name: string) => (await server.container.repositories.executions.steps(server.owner.orgId, executionId)).findLast(step => step.node === name)?.outputs?.[0] ?? [];
  const executions = async () => (await api().executions.list({ workflowId: id })).items;
  const last = async (name: string) => {
    await server.container.journal.drain();
    return items((await executions())[0]?.id ?? '', name);
  };
  return { id, url: local(hook?.url), testUrl: local(hook?.testUrl), executions, last };
}

function send(url: string, values: Record<string, string | string[] | Blob[]>, headers: Record<string, string> = {}): Promise<Response> {
  const body = new FormData();
  for (const [name, value] of Object.entries(values)) for (const one of [value].flat()) typeof one === 'string' ? body.append(name, one) : body.append(name, one, 'paper.pdf');
  return fetch(url, { method: 'POST', body, headers });
}

describe('a form trigger', () => {
  it('serves its page and starts an execution with the answers and files', async () => {
    const { url, executions, last } = await published(chain(trigger({ formDescription: 'Write <b>us</b><script>alert(1)</script>', ...fieldsOf(
      { fieldLabel: 'Name', requiredField: true, placeholder: '=Ana' }, { fieldLabel: 'Age', fieldType: 'number' }, { fieldLabel: 'Colour', fieldType: 'dropdown', multiselect: true, fieldOptions: { values: [{ option: 'red' }, { option: 'blue' }] } },
      { fieldLabel: 'My file!', fieldType: 'file', acceptFileTypes: '.pdf' }, { fieldType: 'hiddenField', fieldName: 'source', fieldValue: 'web' }, { fieldType: 'html', elementName: 'note', html: '<p onclick="x()">Hi <img src="javascript:x"></p>' }, { fieldLabel: 'Born', fieldType: 'date' }) })));
    const page = await fetch(`${url}?Name=%3Cb%3EBo&source=mail`);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    const html = await page.text();
    expect(html).toContain('<h1>Contact</h1>');
    expect(html).toContain('value="&#60;b&#62;Bo"');
    expect(html).toContain('type="hidden" name="field-4" value="mail"');
    expect(html).toContain('Write <b>us</b>');
    expect(html).not.toMatch(/<script|onclick|javascript:/);

    const wrong = await send(url, { 'field-0': ' ', 'field-1': 'x', 'field-2': ['green'], 'field-3': [new Blob(['a'], { type: 'text/plain' }), new Blob(['b'])], 'field-6': '2026-02-31x' });
    const problems = await wrong.text();
    expect(wrong.status).toBe(400);
    for (const words of ['Fill this in.', 'This is not a number.', 'Choose one of the choices.', 'This is not a date.']) expect(problems).toContain(words);
    expect(await executions()).toEqual([]);

    const right = await send(url, { 'field-0': 'Ana ', 'field-1': '7', 'field-2': ['red', 'blue'], 'field-3': [new Blob(['%PDF'], { type: 'application/pdf' })], 'field-4': 'mail', 'field-6': '2026-02-03' });
    expect([right.status, await right.text()]).toEqual([200, expect.stringContaining('Your response has been recorded')]);
    await expect.poll(async () => (await executions())[0]?.status).toBe('success');
    const [item] = await last('Form');
    expect(item?.json).toEqual({ Name: 'Ana', Age: 7, Colour: ['red', 'blue'], 'My file!': { filename: 'paper.pdf', mimetype: 'application/pdf', size: 4 }, source: 'mail', note: expect.stringContaining('<p'), Born: '2026-02-03', submittedAt: expect.stringMatching(/^\d{4}-/), formMode: 'production' });
    expect(Object.keys(item?.binary ?? {})).toEqual(['My_file_']);
  });

  it('answers as it is set to: a text, a redirect, the last step, or a step of its own', async () => {
    const respond = (values: JsonObject, more: JsonObject = {}) => trigger({ ...fieldsOf({ fieldLabel: 'Name' }), options: { respondWithOptions: { values } }, ...more });
    const text = await published(chain(respond({ respondWith: 'text', formSubmittedText: 'Merci' })));
    expect(await (await send(text.url, { 'field-0': 'a' })).text()).toContain('Merci');
    const redirect = await published(chain(respond({ respondWith: 'redirect', redirectUrl: 'https://example.com/a?b=1&c' })));
    expect(await (await send(redirect.url, { 'field-0': 'a' })).text()).toContain('content="0;url=https://example.com/a?b=1&#38;c"');
    const last = await published(chain(trigger({ responseMode: 'lastNode', ...fieldsOf({ fieldLabel: 'Name' }) }), setFields('Last', { formSubmittedText: '=Hello {{ $json.Name }}' })));
    expect(await (await send(last.url, { 'field-0': 'Ana' })).text()).toContain('Hello Ana');
    expect(await (await send(last.url, { 'field-0': 'Ana' }, { accept: 'application/json' })).json()).toMatchObject({ status: 'success', items: [{ formSubmittedText: 'Hello Ana' }] });
    const byNode = await published(chain(trigger({ responseMode: 'responseNode', ...fieldsOf({ fieldLabel: 'Name' }) }, 2.1), node('Answer', 'respondToWebhook', 1.1, { respondWith: 'text', responseBody: '=Yes {{ $json.Name }}' })));
    expect(await (await send(byNode.url, { 'field-0': 'Ana' })).text()).toBe('Yes Ana');
    const fails = await published(chain(trigger({ responseMode: 'lastNode', ...fieldsOf({ fieldLabel: 'Name' }) }), node('Stop', 'stopAndError', 1, { errorMessage: 'secret reason' })));
    const failed = await (await send(fails.url, { 'field-0': 'Ana' })).text();
    expect([failed.includes('There was a problem'), failed.includes('secret reason')]).toEqual([true, false]);
  });

  it('leads through further pages to the ending, file included, with one URL', async () => {
    const { url, executions, last } = await published(chain(
      trigger(fieldsOf({ fieldLabel: 'Name' })),
      node('Page 2', 'form', 2.3, fieldsOf({ fieldLabel: 'City', requiredField: true })),
      setFields('Greet', { text: '={{ $("Form").item.json.Name }} from {{ $json.City }}' }),
      node('File', 'convertToFile', 1.1, { operation: 'toText', sourceProperty: 'text' }),
      node('End', 'form', 2.3, { operation: 'completion', respondWith: 'returnBinary', completionTitle: '=Thanks', completionMessage: 'Here it is' }),
    ));
    const second = await send(url, { 'field-0': 'Ana' });
    expect(second.url).toContain('/form-next/');
    expect(await second.text()).toMatch(/<h1>Contact<\/h1>.*City/s);
    expect((await send(second.url, { 'field-0': '' })).status).toBe(400);
    const end = await send(second.url, { 'field-0': 'Berlin' });
    expect([end.status, end.url]).toEqual([200, second.url]);
    expect(await end.text()).toMatch(/<h1>Thanks<\/h1>.*Here it is/s);
    expect(await (await fetch(`${second.url}/file`)).text()).toBe('Ana from Berlin');
    expect((await last('Page 2'))[0]?.json).toMatchObject({ City: 'Berlin', formMode: 'production' });
    expect((await executions()).map(execution => execution.status)).toEqual(['success']);
    expect(await (await send(second.url, { 'field-0': 'again' })).text()).toContain('Thanks');
    expect((await fetch(second.url.slice(0, -2))).status).toBe(404);
    expect((await fetch(`${second.url.replace(/\.[0-9a-f]+$/, `.${'0'.repeat(43)}`)}`)).status).toBe(404);
  });

  it('shows endings: a message, own HTML without scripts, a redirect', async () => {
    const ending = async (parameters: JsonObject) => (await send((await published(chain(trigger(fieldsOf({ fieldLabel: 'Name' })), node('End', 'form', 1, { operation: 'completion', ...parameters })))).url, { 'field-0': 'Ana' })).text();
    expect(await ending({ completionTitle: 'Bye', completionMessage: '={{ $json.Name }}' })).toMatch(/<h1>Bye<\/h1>.*Ana/s);
    expect(await ending({ respondWith: 'showText', responseText: '<h2>Hi</h2><script>x</script><img src="https://a.test/i.png" onerror="x">' })).toContain('<h2>Hi</h2><img src="https://a.test/i.png">');
    expect(await ending({ respondWith: 'redirect', redirectUrl: 'https://example.com/done' })).toContain('content="0;url=https://example.com/done"');
  });

  it('resolves expressions in what it asks, and takes files of some size', async () => {
    const { url, last } = await published(chain(trigger({ formTitle: '={{ "Form of " + $workflow.name }}', ...fieldsOf({ fieldLabel: 'Pick', fieldType: 'dropdown', fieldOptions: { values: [{ option: '={{ 1 + 1 }}' }] } }, { fieldLabel: 'File', fieldType: 'file' }) })));
    expect(await (await fetch(url)).text()).toMatch(/<h1>Form of Form<\/h1>.*<option>2<\/option>/s);
    expect((await send(url, { 'field-0': '2', 'field-1': [new Blob([new Uint8Array(9 * 1024 * 1024)])] })).status).toBe(200);
    await expect.poll(async () => (await last('Form'))[0]?.binary?.File?.fileSize).toBe(9 * 1024 * 1024);
  });

  it('opens for the user and password it is set to, and not for crawlers', async () => {
    const credential = await api().credentials.create({ name: `Login ${Date.now()}`, type: 'httpBasicAuth', fields: { user: 'u', password: 'p' } });
    const definition = chain(trigger({ authentication: 'basicAuth', ...fieldsOf({ fieldLabel: 'Name' }), options: { ignoreBots: true } }));
    definition.nodes = definition.nodes.map(one => ({ ...one, credentials: { httpBasicAuth: { id: credential.id, name: 'Login' } } }));
    const { url, executions } = await published(definition);
    const refused = await fetch(url);
    expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([401, expect.stringContaining('Basic')]);
    expect((await send(url, { 'field-0': 'a' })).status).toBe(401);
    const authorization = `Basic ${Buffer.from('u:p').toString('base64')}`;
    expect((await fetch(url, { headers: { authorization } })).status).toBe(200);
    expect((await fetch(url, { headers: { authorization, 'user-agent': 'Googlebot/2.1' } })).status).toBe(403);
    expect(await executions()).toEqual([]);
    expect((await send(url, { 'field-0': 'a' }, { authorization })).status).toBe(200);
  });

  it('takes test calls only while the editor listens, with the draft', async () => {
    const { id, testUrl, url, last } = await published(chain(trigger(fieldsOf({ fieldLabel: 'Name' }))));
    expect((await fetch(testUrl)).status).toBe(404);
    expect((await api().workflows.listen({ id })).until).not.toBeNull();
    expect((await fetch(testUrl)).status).toBe(200);
    expect((await send(testUrl, { 'field-0': 'Ana' })).status).toBe(200);
    await expect.poll(async () => (await last('Form'))[0]?.json.formMode).toBe('test');
    expect((await send(testUrl, { 'field-0': 'Ana' })).status).toBe(404);
    await api().workflows.unpublish({ id });
    expect((await fetch(url)).status).toBe(404);
    expect((await fetch(url.replace('/form/', '/webhook/'))).status).toBe(404);
    expect((await fetch(`${ingress.url}/form/nope`)).status).toBe(404);
  });
});

describe('HTML of people', () => {
  it.each([
    ['<p style="x" class="y">a<b>b</b></p>', '<p>a<b>b</b></p>'],
    ['<a href="javascript:x">a</a><a href="https://a.test">b</a>', '<a target="_blank" rel="noopener noreferrer nofollow">a</a><a href="https://a.test" target="_blank" rel="noopener noreferrer nofollow">b</a>'],
    ['<custom><i onclick="x">k</i></custom><form><input></form><!-- c --><svg><a href="x"></a></svg>', '<i>k</i>'],
    ['<img src="data:text/html,x"><img src="https://a.test/x.png" alt="a">', '<img><img src="https://a.test/x.png" alt="a">'],
    ['<scr<script>ipt>alert(1)</script>', expect.not.stringContaining('<script')],
  ])('%s', (html, wanted) => expect(cleanHtml(html)).toEqual(wanted));
});
