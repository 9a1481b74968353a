// A model service on loopback for tests: it answers both protocols with what the test wrote down.
import type { ServerResponse } from 'node:http';
import type { JsonObject } from '~/lib/json';
import { startTarget, type Target } from '~/server/testing/http';

interface Call { name: string; arguments: JsonObject; id?: string }

/** What the model says next: a text, calls of tools, or a plain answer of HTTP. */
export type Said = string | { text?: string; calls: Call[] } | { status: number; headers?: Record<string, string>; body: JsonObject } | { vectors: true };

export interface ModelServer extends Target {
  /** Bodies of the requests so far. */
  asked(): JsonObject[];
}

/** `script` is asked for each request, by its body and number. */
export async function startModel(script: Said[] | ((body: JsonObject, n: number, path: string) => Said | JsonObject)): Promise<ModelServer> {
  let n = 0;
  const target = await startTarget((request, response) => {
    const last = target.requests.at(-1);
    const body = last?.body.startsWith('{') ? (JSON.parse(last.body) as JsonObject) : {};
    const path = (request.url ?? '').split('?')[0] as string;
    const said = Array.isArray(script) ? (script[n] ?? 'nothing left to say') : script(body, n, path);
    n++;
    sendSaid(response, path, said, n, body.stream === true);
  });
  return Object.assign(target, { asked: () => target.requests.map(({ body }) => JSON.parse(body) as JsonObject) });
}

/** In the protocol of the path; streamed if asked so. */
export function sendSaid(response: ServerResponse, path: string, said: Said | JsonObject, n: number, stream: boolean): void {
  const send = (status: number, body: object, headers: Record<string, string> = {}): void => void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  if (typeof said === 'object' && 'status' in said) {
    const { status, body, headers } = said as { status: number; body: JsonObject; headers?: Record<string, string> };
    return send(status, body, headers);
  }
  const talk = typeof said === 'string' ? { text: said, calls: [] } : 'calls' in said ? (said as { text?: string; calls: Call[] }) : null;
  if (!talk) return send(200, said as JsonObject);
  const calls = talk.calls.map((call, index) => ({ ...call, id: call.id ?? `call-${n}-${index}` }));
  if (path.endsWith('/messages')) {
    if (stream) return sendEvents(response, claudeEvents(talk.text ?? '', calls));
    const content = [...(talk.text ? [{ type: 'text', text: talk.text }] : []), ...calls.map(({ id, name, arguments: input }) => ({ type: 'tool_use', id, name, input }))];
    return send(200, { id: 'm', type: 'message', role: 'assistant', model: 'claude', content, stop_reason: calls.length > 0 ? 'tool_use' : 'end_turn', usage: { input_tokens: 3, output_tokens: 5 } });
  }
  if (path.includes(':') && path.endsWith('enerateContent')) return stream ? sendEvents(response, [geminiAnswer(talk.text, calls)]) : send(200, geminiAnswer(talk.text, calls));
  if (path.endsWith('/api/chat')) return send(200, ollamaAnswer(talk.text, calls));
  if (path.endsWith('/completions') && !path.endsWith('/chat/completions')) return stream ? sendEvents(response, [completion(talk.text)]) : send(200, completion(talk.text));
  const toolCalls = calls.map(({ id, name, arguments: given }) => ({ id, type: 'function', function: { name, arguments: JSON.stringify(given) } }));
  if (path.endsWith('/responses')) {
    const said = talk.text ? [{ id: 'msg_1', type: 'message', status: 'completed', role: 'assistant', content: [{ type: 'output_text', text: talk.text, annotations: [] }] }] : [];
    const output = [...said, ...toolCalls.map(({ id, function: called }, index) => ({ id: `fc_${index}`, type: 'function_call', status: 'completed', call_id: id, ...called }))];
    return send(200, { id: 'resp_1', object: 'response', model: 'm', status: 'completed', output, usage: { input_tokens: 3, output_tokens: 5, total_tokens: 8 } });
  }
  if (stream) return sendEvents(response, gptEvents(talk.text ?? '', toolCalls));
  return send(200, { id: 'c', object: 'chat.completion', model: 'test', choices: [{ index: 0, message: { role: 'assistant', content: talk.text ?? null, ...(toolCalls.length > 0 ? { tool_calls: toolCalls } : {}) }, finish_reason: toolCalls.length > 0 ? 'tool_calls' : 'stop' }], usage: { prompt_tokens: 3, completion_tokens: 5, total_tokens: 8 } });
}

const sendEvents = (response: ServerResponse, events: JsonObject[]): void => {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const event of events) response.write(`data: ${JSON.stringify(event)}\n\n`);
  response.end('data: [DONE]\n\n');
};

const completion = (text = ''): JsonObject => ({ id: 'c', object: 'text_completion', model: 'test', choices: [{ index: 0, text, finish_reason: 'stop', logprobs: null }], usage: { prompt_tokens: 3, completion_tokens: 5, total_tokens: 8 } });

const geminiAnswer = (text: string | undefined, calls: Call[]): JsonObject => ({
  candidates: [{ index: 0, finishReason: 'STOP', content: { role: 'model', parts: [...(text ? [{ text }] : []), ...calls.map(({ name, arguments: args }) => ({ functionCall: { name, args } }))] } }],
  usageMetadata: { promptTokenCount: 3, candidatesTokenCount: 5, totalTokenCount: 8 },
});

/** One line, which is also a whole stream. */
const ollamaAnswer = (content = '', calls: Call[]): JsonObject => ({
  model: 'test', created_at: '2024-01-01T00:00:00Z', done: true, done_reason: 'stop', prompt_eval_count: 3, eval_count: 5,
  message: { role: 'assistant', content, ...(calls.length > 0 ? { tool_calls: calls.map(({ name, arguments: given }) => ({ function: { name, arguments: given } })) } : {}) },
});

/** Words with the blank before them. */
const wordsOf = (text: string): string[] => text.match(/\s*\S+/g) ?? [];

function gptEvents(text: string, calls: { id: string; type: string; function: { name: string; arguments: string } }[]): JsonObject[] {
  const chunk = (delta: JsonObject, finish: string | null = null): JsonObject => ({ id: 'c', object: 'chat.completion.chunk', model: 'test', choices: [{ index: 0, delta, finish_reason: finish }] });
  // Arguments come in two halves, as they do from services.
  const parts = calls.flatMap(({ id, type, function: { name, arguments: given } }, index) => [chunk({ tool_calls: [{ index, id, type, function: { name, arguments: given.slice(0, 3) } }] }), chunk({ tool_calls: [{ index, function: { arguments: given.slice(3) } }] })]);
  return [chunk({ role: 'assistant', content: '' }), ...wordsOf(text).map(word => chunk({ content: word })), ...parts, chunk({}, calls.length > 0 ? 'tool_calls' : 'stop'), { id: 'c', model: 'test', choices: [], usage: { prompt_tokens: 3, completion_tokens: 5, total_tokens: 8 } }];
}

function claudeEvents(text: string, calls: { id: string; name: string; arguments: JsonObject }[]): JsonObject[] {
  const block = (index: number, start: JsonObject, deltas: JsonObject[]): JsonObject[] => [{ type: 'content_block_start', index, content_block: start }, ...deltas.map(delta => ({ type: 'content_block_delta', index, delta })), { type: 'content_block_stop', index }];
  const said = text === '' ? [] : block(0, { type: 'text', text: '' }, wordsOf(text).map(word => ({ type: 'text_delta', text: word })));
  const called = calls.flatMap(({ id, name, arguments: given }, index) => block(index + 1, { type: 'tool_use', id, name, input: {} }, [{ type: 'input_json_delta', partial_json: JSON.stringify(given).slice(0, 3) }, { type: 'input_json_delta', partial_json: JSON.stringify(given).slice(3) }]));
  return [{ type: 'message_start', message: { model: 'claude', usage: { input_tokens: 3, output_tokens: 1 } } }, ...said, ...called, { type: 'message_delta', delta: { stop_reason: calls.length > 0 ? 'tool_use' : 'end_turn' }, usage: { output_tokens: 5 } }, { type: 'message_stop' }];
}
