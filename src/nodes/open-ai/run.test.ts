// The OpenAI nodes against a service on loopback: what they send and what becomes of the answers.
import { afterEach, describe, expect, it } from 'vitest';
import type { Item } from '~/engine/items';
import type { Json, JsonObject } from '~/lib/json';
import { type ModelServer, startModel } from '../ai/testing/model-server';
import { flow, runFlow } from '../ai/testing/run-workflow';

let server: ModelServer;
afterEach(() => server.close());

async function run(type: string, parameters: JsonObject, answers: (path: string, body: JsonObject, n: number) => JsonObject, { items = [{}], version, tools = {} }: { items?: (JsonObject | Item)[]; version?: number; tools?: Parameters<typeof flow>[0] } = {}) {
  server = await startModel((body, n, path) => answers(path, body, n));
  const definition = flow({ Start: { type: 'manualTrigger' }, Node: { type, parameters, ...(version ? { typeVersion: version } : {}) }, ...tools }, ['Start>Node', ...Object.keys(tools).map(name => `${name}>ai_tool:Node`)]);
  const result = await runFlow(definition, { items, credentials: { openAiApi: { apiKey: 'k', url: `${server.url}/v1` } } });
  return { ...result, first: result.json('Node'), sent: (n = 0) => ({ url: server.requests[n]?.url, body: server.requests[n]?.body.startsWith('{') ? server.asked()[n] : server.requests[n]?.body }), item: () => result.stepsOf('Node')[0]?.outputs?.[0]?.[0] };
}
const chatAnswer = (content: Json, more: JsonObject = {}): JsonObject => ({ id: 'x', choices: [{ index: 0, message: { role: 'assistant', content, ...more }, finish_reason: 'stop' }] });

describe('texts', () => {
  const messages: JsonObject = { values: [{ role: 'system', content: 'be brief' }, { content: '={{ $json.q }}' }] };
  it('completes a chat, as text and as JSON', async () => {
    const plain = await run('openAi', { modelId: { __rl: true, mode: 'list', value: 'gpt-4o' }, messages, options: { temperature: 0.5, maxTokens: 20 } }, () => chatAnswer('hi'), { version: 1.8, items: [{ q: 'hello' }] });
    expect(plain.first).toEqual([{ index: 0, message: { role: 'assistant', content: 'hi' }, finish_reason: 'stop' }]);
    expect(plain.sent()).toEqual({ url: '/v1/chat/completions', body: { model: 'gpt-4o', temperature: 0.5, max_completion_tokens: 20, messages: [{ role: 'system', content: 'be brief' }, { role: 'user', content: 'hello' }] } });
    await server.close();
    const json = await run('openAi', { messages, jsonOutput: true }, () => chatAnswer('{"a":1}'), { version: 1.8 });
    expect(json.first).toMatchObject([{ message: { content: { a: 1 } } }]);
    expect(json.sent().body).toMatchObject({ response_format: { type: 'json_object' }, messages: [{ role: 'system', content: expect.stringContaining('JSON') }, {}, {}] });
  });
  it('uses tools, over both protocols', async () => {
    const tools = { Calculator: { type: 'toolCalculator' } };
    const call = { name: 'Calculator', arguments: '{"input":"6*7"}' };
    const old = await run('openAi', { messages }, (_path, _body, n) => (n === 0 ? chatAnswer(null, { tool_calls: [{ id: 'c', type: 'function', function: call }] }) : chatAnswer('42')), { version: 1.8, tools });
    expect(old.first).toMatchObject([{ message: { content: '42' } }]);
    expect((old.sent(1).body as JsonObject).messages).toMatchObject([{}, {}, { tool_calls: [{}] }, { role: 'tool', tool_call_id: 'c', content: '42' }]);
    await server.close();
    const newer = await run('openAi', { responses: { values: [{ content: 'x' }] } }, (_path, _body, n) => ({ output: n === 0 ? [{ type: 'function_call', call_id: 'c', ...call }] : [{ type: 'message', content: [{ type: 'output_text', text: '42' }] }] }), { tools });
    expect(newer.first).toEqual([{ output: [{ type: 'message', content: [{ type: 'output_text', text: '42' }] }] }]);
    expect(newer.sent(1)).toMatchObject({ url: '/v1/responses', body: { input: [{ role: 'user', content: [{ type: 'input_text', text: 'x' }] }, { type: 'function_call' }, { type: 'function_call_output', call_id: 'c', output: '42' }] } });
  });
  it('judges a text', async () => {
    const { first, sent } = await run('openAi', { operation: 'classify', input: 'hi' }, () => ({ results: [{ flagged: false }] }), { version: 1.8 });
    expect([first, sent()]).toEqual([[{ flagged: false }], { url: '/v1/moderations', body: { input: 'hi', model: 'text-moderation-latest' } }]);
  });
  it('says what it cannot do', async () => expect((await run('openAi', { resource: 'assistant', operation: 'message' }, () => ({}))).outcome).toMatchObject({ error: { message: expect.stringContaining('cannot do "message" with assistant') } }));
});

describe('images and sound', () => {
  const photo: Item = { json: {}, binary: { data: { id: 'f', mimeType: 'image/png', fileName: 'a.png', fileSize: 0 } } };
  it('makes images, as files and as URLs', async () => {
    const file = await run('openAi', { resource: 'image', prompt: 'a cat', options: { size: '256x256' } }, () => ({ data: [{ b64_json: Buffer.from('png').toString('base64') }] }), { version: 1.8 });
    expect(file.sent().body).toEqual({ prompt: 'a cat', model: 'dall-e-3', response_format: 'b64_json', size: '256x256' });
    expect(file.item()).toMatchObject({ json: { mimeType: 'image/png', fileSize: 3 }, binary: { data: { fileName: 'image.png' } } });
    await server.close();
    expect((await run('openAi', { resource: 'image', prompt: 'x', options: { returnImageUrls: true } }, () => ({ data: [{ url: 'u' }] }), { version: 1.8 })).first).toEqual([{ url: 'u' }]);
  });
  it('looks at images', async () => {
    const { first, sent } = await run('openAi', { resource: 'image', operation: 'analyze', inputType: 'base64', modelId: 'gpt-4o' }, () => chatAnswer('a cat'), { version: 1.8, items: [photo] });
    expect(first).toEqual([{ content: 'a cat' }]);
    expect(sent().body).toMatchObject({ max_tokens: 300, messages: [{ content: [{ type: 'text' }, { image_url: { url: 'data:image/png;base64,', detail: 'auto' } }] }] });
  });
  it('writes down what is said, and speaks', async () => {
    const { first, sent } = await run('openAi', { resource: 'audio', operation: 'transcribe', options: { language: 'de' } }, () => ({ text: 'hallo' }), { version: 1.8, items: [photo] });
    expect(first).toEqual([{ text: 'hallo' }]);
    expect(sent().url).toBe('/v1/audio/transcriptions');
    expect(sent().body).toMatch(/name="language"[\s\S]*de[\s\S]*name="file"; filename="a.png"/);
    await server.close();
    const spoken = await run('openAi', { resource: 'audio', input: 'say' }, () => ({ sound: true }), { version: 1.8 });
    expect(spoken.sent().body).toEqual({ model: 'tts-1', input: 'say', voice: 'alloy', response_format: 'mp3', speed: 1 });
    expect(spoken.item()).toMatchObject({ binary: { data: { fileName: 'audio.mp3', mimeType: 'audio/mp3' } } });
  });
  it('names a file that is not there', async () => expect((await run('openAi', { resource: 'audio', operation: 'transcribe' }, () => ({}))).outcome).toMatchObject({ error: { message: 'The item has no file "data"', item: 0 } }));
});

describe('the legacy node', () => {
  it('completes, chats, edits, judges and draws', async () => {
    const cases: [JsonObject, JsonObject, JsonObject, string, JsonObject[]][] = [
      [{ prompt: 'go on', options: { maxTokens: 5 } }, { choices: [{ text: 'on', index: 0 }] }, { model: 'gpt-3.5-turbo-instruct', prompt: 'go on', max_tokens: 5 }, '/v1/completions', [{ text: 'on', index: 0 }]],
      [{ prompt: 'go on', simplifyOutput: false }, { id: 'c', choices: [] }, { model: 'gpt-3.5-turbo-instruct', prompt: 'go on' }, '/v1/completions', [{ id: 'c', choices: [] }]],
      [{ resource: 'chat', model: 'gpt-4', prompt: { messages: [{ content: 'u' }] } }, chatAnswer('hi'), { model: 'gpt-4', messages: [{ role: 'user', content: 'u' }] }, '/v1/chat/completions', [{ index: 0, message: { role: 'assistant', content: 'hi' }, finish_reason: 'stop' }]],
      [{ operation: 'moderate', input: 'in' }, { results: [{ flagged: true }] }, { model: 'text-moderation-latest', input: 'in' }, '/v1/moderations', [{ flagged: true }]],
      [{ operation: 'edit', input: 'in', instruction: 'shout' }, chatAnswer('IN'), { model: 'gpt-4o-mini', messages: [expect.anything(), { role: 'user', content: 'in' }] as never }, '/v1/chat/completions', [{ text: 'IN', index: 0 }]],
      [{ resource: 'image', prompt: 'cat', responseFormat: 'imageUrl', options: { n: 1 } }, { data: [{ url: 'u' }] }, { prompt: 'cat', model: 'dall-e-2', response_format: 'url', n: 1 }, '/v1/images/generations', [{ url: 'u' }]],
    ];
    for (const [parameters, answer, body, url, items] of cases) {
      const { first, sent } = await run('openAiLegacy', parameters, () => answer);
      expect([sent(), first]).toEqual([{ url, body }, items]);
      await server.close();
    }
  });
});
