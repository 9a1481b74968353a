// Chats over HTTP: an agent with memory behind a chat trigger, its page, who may write, test chats, and a killed tool call.
import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '~/lib/json';
import { newId } from '~/lib/ids';
import type { WorkflowDefinition, WorkflowNode } from '~/lib/workflow';
import { type ModelServer, startModel } from '~/nodes/ai/testing/model-server';
import { createNodeStoreRepository } from '~/server/repositories/node-stores';
import { startTestServer, type TestServer } from '~/server/testing/container';
import { listen, type Listening, startIngress } from '~/server/testing/http';
import { chain, node } from '~/server/testing/workflows';

let server: TestServer;
let ingress: Listening;
let model: ModelServer;
/** Says one word, and the other when it is told to. */
let slow: Listening;
let goOn: () => void;
beforeAll(async () => {
  const told = new Promise<void>(resolve => { goOn = resolve; });
  slow = await listen(createServer((request, response) => {
    const chunk = (content: string) => response.write(`data: ${JSON.stringify({ choices: [{ index: 0, delta: { content }, finish_reason: null }] })}\n\n`);
    request.resume().on('end', () => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      chunk('first ');
      void told.then(() => { chunk('second'); response.end('data: [DONE]\n\n'); });
    });
  }));
  model = await startModel((body, n) => {
    const messages = body.messages as JsonObject[];
    if (messages.at(-1)?.content === 'calculate') return { calls: [{ name: 'Calculator', arguments: { input: '6*7' } }] };
    return `answer ${n + 1} after ${messages.length}: ${String(messages.at(-1)?.content)}`;
  });
  server = await startTestServer({ WEFT_EGRESS_ALLOW: `127.0.0.1:${model.port},127.0.0.1:${slow.port}` });
  ingress = await startIngress(server.container);
});
afterAll(async () => {
  await ingress.close();
  await server.stop();
  await model.close();
  await slow.close();
});

const api = () => server.as(server.owner);

async function agentChat(trigger: JsonObject = {}, modelUrl = model.url): Promise<WorkflowDefinition> {
  const { id: credentialId } = await api().credentials.create({ name: `OpenAI ${Math.random()}`, type: 'openAiApi', fields: { apiKey: 'sk-secret', url: modelUrl }, allowedHosts: ['127.0.0.1'] });
  const openAi: WorkflowNode = { ...node('Model', 'lmChatOpenAi', 1.2, { model: 'm' }), credentials: { openAiApi: { id: credentialId, name: 'OpenAI' } } };
  const memory = node('Memory', 'memoryBufferWindow', 1.3, {});
  const calculator = node('Calculator', 'toolCalculator', 1, {});
  const definition = chain(node('Chat', 'chatTrigger', 1.1, { public: true, ...trigger }), node('Agent', 'agent', 2, {}));
  const agent = definition.nodes[1] as WorkflowNode;
  definition.nodes.push(openAi, memory, calculator);
  for (const [source, type] of [[openAi, 'ai_languageModel'], [memory, 'ai_memory'], [calculator, 'ai_tool']] as const) definition.edges.push({ id: `${source.id}-e`, source: source.id, sourcePort: `${type}:0`, target: agent.id, targetPort: `${type}:0` });
  definition.edges.push({ id: 'm-c', source: memory.id, sourcePort: 'ai_memory:0', target: (definition.nodes[0] as WorkflowNode).id, targetPort: 'ai_memory:0' });
  return definition;
}

async function published(trigger: JsonObject = {}, modelUrl?: string) {
  const { id } = await api().workflows.create({ name: 'Chat', definition: await agentChat(trigger, modelUrl) });
  await api().workflows.publish({ id, revision: 1 });
  const [hook] = (await api().workflows.get({ id })).webhooks;
  const local = (url: string | undefined) => `${ingress.url}${new URL(url ?? '').pathname}`;
  return { id, url: local(hook?.url), testUrl: local(hook?.testUrl) };
}
const say = async (url: string, body: JsonObject, headers: Record<string, string> = {}) => {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
  return { status: response.status, headers: response.headers, json: (await response.json()) as JsonObject };
};

describe('a public chat', () => {
  it('answers with the agent, which remembers the session and uses its tools', async () => {
    const { id, url } = await published({ options: { loadPreviousSession: 'memory' } });
    const first = await say(url, { sessionId: 's1', chatInput: 'hello' }, { origin: 'https://site.test' });
    expect([first.status, first.headers.get('access-control-allow-origin')]).toEqual([200, '*']);
    expect(first.json.output).toMatch(/after 1: hello$/);
    expect((await say(url, { sessionId: 's1', chatInput: 'again' })).json.output).toMatch(/after 3: again$/);
    expect((await say(url, { sessionId: 's2', chatInput: 'calculate' })).json.output).toMatch(/after 3: 42$/);
    expect((await say(url, { sessionId: 's1', action: 'loadPreviousSession' })).json.data).toMatchObject([{ id: expect.arrayContaining(['HumanMessage']), kwargs: { content: 'hello' } }, { id: expect.arrayContaining(['AIMessage']) }, { kwargs: { content: 'again' } }, {}]);

    await server.container.journal.drain();
    const [last] = (await api().executions.list({ workflowId: id })).items;
    expect(last).toMatchObject({ status: 'success', mode: 'chat' });
    const { steps } = await api().executions.get({ id: last?.id ?? '' });
    expect(steps.map(step => step.node)).toEqual(['Chat', 'Agent', 'Memory', 'Model', 'Calculator', 'Model', 'Memory']);
    const asked = await api().executions.stepData({ executionId: last?.id ?? '', stepId: steps[4]?.id ?? '', side: 'input' });
    expect(asked.items.map(item => item.json)).toEqual([{ arguments: { input: '6*7' } }]);
    expect(JSON.stringify(await server.container.repositories.executions.steps(server.owner.orgId, last?.id ?? ''))).not.toContain('sk-secret');
  });

  it('serves its page with nothing on it that runs but its own script', async () => {
    const { url } = await published({ initialMessages: 'Hi <b>you</b>\nAsk', options: { title: 'Help <script>x</script>' } });
    const page = await fetch(url);
    const html = await page.text();
    expect(page.headers.get('content-security-policy')).toMatch(/default-src 'none'.*script-src 'self'/);
    expect(html).toContain('<li>Hi &#60;b&#62;you&#60;/b&#62;</li><li>Ask</li>');
    expect(html.match(/<script/g)).toHaveLength(1);
  });

  it('refuses what is no message', async () => {
    const { url } = await published();
    expect((await say(url, { sessionId: 's', chatInput: ' ' })).status).toBe(400);
    expect((await fetch(url, { method: 'PUT' })).status).toBe(405);
    expect((await fetch(url, { method: 'OPTIONS', headers: { origin: 'https://a.test' } })).status).toBe(204);
    expect((await say(url.replace(/[^/]+$/, 'x'.repeat(30)), { chatInput: 'x' })).status).toBe(404);
  });

  it('is closed where it is not public, and asks for a password where it has one', async () => {
    expect((await say((await published({ public: false })).url, { chatInput: 'x' })).status).toBe(404);
    expect((await say((await published({ authentication: 'basicAuth' })).url, { chatInput: 'x' })).status).toBe(503);
  });
});

describe('files and streams', () => {
  async function echo(options: JsonObject) {
    const definition = chain(node('Chat', 'chatTrigger', 1.4, { public: true, options }), node('Read', 'set', 3.4, { mode: 'raw', jsonOutput: '={{ { output: $json.chatInput + " " + JSON.stringify($json.files ?? null) + " " + Object.keys($binary).join() } }}' }));
    const { id } = await api().workflows.create({ name: 'Files', definition });
    await api().workflows.publish({ id, revision: 1 });
    return { id, url: `${ingress.url}${new URL((await api().workflows.get({ id })).webhooks[0]?.url ?? '').pathname}` };
  }
  const post = async (url: string, files: [name: string, type: string, text: string][], chatInput = 'look') => {
    const body = new FormData();
    body.append('sessionId', 's');
    body.append('chatInput', chatInput);
    for (const [name, type, text] of files) body.append('files', new File([text], name, { type }));
    const response = await fetch(url, { method: 'POST', body });
    return { status: response.status, text: await response.text() };
  };

  it('takes files where it may, of the kinds it may', async () => {
    const { id, url } = await echo({ allowFileUploads: true, allowedFilesMimeTypes: 'image/*, text/plain' });
    const { status, text } = await post(url, [['a.txt', 'text/plain', 'hello'], ['b.png', 'image/png', 'png']], '');
    expect([status, (JSON.parse(text) as JsonObject).output]).toEqual([200, ' [{"fileName":"a.txt","fileSize":"5 B","fileType":"text","mimeType":"text/plain","fileExtension":"txt","binaryKey":"data0"},{"fileName":"b.png","fileSize":"3 B","fileType":"image","mimeType":"image/png","fileExtension":"png","binaryKey":"data1"}] data0,data1']);
    await server.container.journal.drain();
    expect((await api().executions.list({ workflowId: id })).items).toHaveLength(1);
    const refused = await post(url, [['x.exe', 'application/x-msdownload', 'MZ']]);
    expect([refused.status, refused.text]).toEqual([415, expect.stringContaining('does not take')]);
    expect((await post(url, Array.from({ length: 21 }, (_, index) => [`${index}.txt`, 'text/plain', 'x']))).status).toBe(413);
    const page = await (await fetch(url)).text();
    expect(page).toContain('accept="image/*, text/plain"');
  });
  it('leaves files out where it takes none', async () => {
    const { url } = await echo({});
    expect((JSON.parse((await post(url, [['a.txt', 'text/plain', 'hello']])).text) as JsonObject).output).toBe('look null ');
    expect((await post(url, [['a.txt', 'text/plain', 'hello']], '')).status).toBe(400);
    expect(await (await fetch(url)).text()).not.toContain('type="file"');
  });
  it('passes on what the agent says while it says it, and records it whole', async () => {
    const { id, url } = await published({ options: { responseMode: 'streaming' } });
    const answered = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ sessionId: 'live', chatInput: 'calculate' }) });
    const lines = (await answered.text()).trim().split('\n').map(line => JSON.parse(line) as JsonObject);
    expect(lines.map(line => line.type).join(' ')).toMatch(/^begin item( item)+ end$/);
    const said = lines.filter(line => line.type === 'item').map(line => line.content).join('');
    expect(said).toMatch(/^answer \d+ after 3: 42$/);
    await server.container.journal.drain();
    const [last] = (await api().executions.list({ workflowId: id })).items;
    const { steps } = await api().executions.get({ id: last?.id ?? '' });
    const agent = steps.find(step => step.node === 'Agent');
    expect((await api().executions.stepData({ executionId: last?.id ?? '', stepId: agent?.id ?? '', side: 'output' })).items.map(item => item.json)).toEqual([{ output: said }]);
  });
  it('lets the caller hear a word before the model has said the next one', async () => {
    const { url } = await published({ options: { responseMode: 'streaming' } }, `${slow.url}/v1`);
    const answered = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ sessionId: 'slow', chatInput: 'hello' }) });
    const reader = answered.body?.pipeThrough(new TextDecoderStream()).getReader();
    let heard = '';
    while (!heard.includes('first')) heard += (await reader?.read())?.value ?? '';
    expect(heard).not.toContain('second');
    goOn();
    for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) heard += piece.value;
    expect(heard.trim().split('\n').map(line => (JSON.parse(line) as JsonObject).content ?? '').join('')).toBe('first second');
  });
  it('answers in the form of a stream', async () => {
    const { url } = await echo({ responseMode: 'streaming' });
    const lines = (await post(url, [])).text.trim().split('\n').map(line => JSON.parse(line) as JsonObject);
    expect(lines).toMatchObject([{ type: 'begin', metadata: { nodeName: 'Chat' } }, { type: 'item', content: 'look null ' }, { type: 'end' }]);
  });
});

describe('an agent whose process was killed', () => {
  it('goes on after the tool call it had recorded: neither model nor tool is asked again', async () => {
    const { id, url } = await published();
    await say(url, { sessionId: 'k', chatInput: 'calculate' });
    await server.container.journal.drain();
    const [last] = (await api().executions.list({ workflowId: id })).items;
    const executionId = last?.id ?? '';
    const { steps } = await api().executions.get({ id: executionId });
    const { sql } = server.container.database;
    // As it stood right after the tool: the agent and what came after its call are not on disk.
    for (const step of steps.filter((one, index) => one.node === 'Agent' || index > 4)) await sql`delete from execution_steps where execution_id = ${executionId} and id = ${step.id}`;
    const asked = model.requests.length;
    await sql`update executions set status = 'running', ended_at = null, lease_owner = ${newId()} where id = ${executionId}`;
    await expect.poll(async () => (await api().executions.get({ id: executionId })).status, { timeout: 15_000, interval: 100 }).toBe('success');
    await server.container.journal.drain();
    expect(model.requests.length - asked).toBe(1);
    const after = (await api().executions.get({ id: executionId })).steps;
    expect(after.map(step => `${step.node} ${step.runIndex}`).sort()).toEqual(['Agent 0', 'Calculator 0', 'Chat 0', 'Memory 0', 'Memory 1', 'Model 0', 'Model 1']);
  });
});

describe('in the editor', () => {
  it('a message starts the draft, and a test chat goes on while somebody listens', async () => {
    const { id, testUrl } = await published({ public: false });
    await expect(api().workflows.run({ id })).rejects.toThrow('starts with a message');
    const trigger = (await api().workflows.get({ id })).definition.nodes[0]?.id;
    const { executionId } = await api().workflows.run({ id, startNode: trigger, items: [{ sessionId: 'e', action: 'sendMessage', chatInput: 'from the editor' }] });
    await expect.poll(async () => (await api().executions.get({ id: executionId })).status, { timeout: 10_000 }).toBe('success');
    expect((await say(testUrl, { chatInput: 'x' })).status).toBe(404);
    await api().workflows.listen({ id });
    expect((await say(testUrl, { sessionId: 't', chatInput: 'one' })).json.output).toMatch(/after 1: one$/);
    expect((await say(testUrl, { sessionId: 't', chatInput: 'two' })).json.output).toMatch(/after 3: two$/);
  });
});

describe('node stores', () => {
  it('take one writer at a time and belong to their organization', async () => {
    const { nodeStores } = server.container.repositories;
    const other = await server.stranger();
    const { orgId } = server.owner;
    await Promise.all(Array.from({ length: 10 }, () => nodeStores.update(orgId, null, 'n', value => Number(value ?? 0) + 1)));
    expect(await nodeStores.get(orgId, null, 'n')).toBe(10);
    expect(await nodeStores.get(other.orgId, null, 'n')).toBeNull();
    const { id } = await api().workflows.create({ name: 'Stores', definition: await agentChat() });
    const small = createNodeStoreRepository(server.container.database, 3);
    for (const key of ['a', 'b', 'c']) await small.update(orgId, id, key, () => key);
    await small.update(orgId, id, 'a', () => 'again');
    await small.update(orgId, id, 'd', () => 'd');
    expect(await Promise.all(['a', 'b', 'c', 'd'].map(key => small.get(orgId, id, key)))).toEqual(['again', null, 'c', 'd']);
    expect(await nodeStores.update(orgId, null, 'n', () => null)).toBeNull();
    expect(await nodeStores.get(orgId, null, 'n')).toBeNull();
    await expect(nodeStores.update(orgId, null, 'big', () => 'x'.repeat(50 * 1024 * 1024))).rejects.toThrow('too large');
  });
});
