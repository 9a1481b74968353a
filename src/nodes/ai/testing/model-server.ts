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
    answer(response, path, said, n);
  });
  return Object.assign(target, { asked: () => target.requests.map(({ body }) => JSON.parse(body) as JsonObject) });
}

function answer(response: ServerResponse, path: string, said: Said | JsonObject, n: number): void {
  const send = (status: number, body: object, headers: Record<string, string> = {}): void => void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  if (typeof said === 'object' && 'status' in said) {
    const { status, body, headers } = said as { status: number; body: JsonObject; headers?: Record<string, string> };
    return send(status, body, headers);
  }
  const talk = typeof said === 'string' ? { text: said, calls: [] } : 'calls' in said ? (said as { text?: string; calls: Call[] }) : null;
  if (!talk) return send(200, said as JsonObject);
  const calls = talk.calls.map((call, index) => ({ ...call, id: call.id ?? `call-${n}-${index}` }));
  if (path.endsWith('/messages')) {
    const content = [...(talk.text ? [{ type: 'text', text: talk.text }] : []), ...calls.map(({ id, name, arguments: input }) => ({ type: 'tool_use', id, name, input }))];
    return send(200, { id: 'm', type: 'message', role: 'assistant', model: 'claude', content, stop_reason: calls.length > 0 ? 'tool_use' : 'end_turn', usage: { input_tokens: 3, output_tokens: 5 } });
  }
  const toolCalls = calls.map(({ id, name, arguments: given }) => ({ id, type: 'function', function: { name, arguments: JSON.stringify(given) } }));
  if (path.endsWith('/responses')) {
    const said = talk.text ? [{ id: 'msg_1', type: 'message', status: 'completed', role: 'assistant', content: [{ type: 'output_text', text: talk.text, annotations: [] }] }] : [];
    const output = [...said, ...toolCalls.map(({ id, function: called }, index) => ({ id: `fc_${index}`, type: 'function_call', status: 'completed', call_id: id, ...called }))];
    return send(200, { id: 'resp_1', object: 'response', model: 'm', status: 'completed', output, usage: { input_tokens: 3, output_tokens: 5, total_tokens: 8 } });
  }
  return send(200, { id: 'c', object: 'chat.completion', model: 'test', choices: [{ index: 0, message: { role: 'assistant', content: talk.text ?? null, ...(toolCalls.length > 0 ? { tool_calls: toolCalls } : {}) }, finish_reason: toolCalls.length > 0 ? 'tool_calls' : 'stop' }], usage: { prompt_tokens: 3, completion_tokens: 5, total_tokens: 8 } });
}
