// The model service that workflows under nodes/observed-server ask. The same one answered n8n, and what it says follows from the request
// alone: the last message of a user that holds steps, one to a line, tells what is answered to it and to the messages after it.
//   say TEXT                  that text
//   call NAME JSON            calls of tools, joined by " & "
//   fail STATUS TEXT          that status, with the text as the service's message
// When no steps are left the answer tells what was asked: in short, or, if the user said "whole", everything that was sent.
// It speaks the protocols of OpenAI (chat, responses, completions, embeddings), Anthropic, Gemini, and Ollama.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { isPlainObject, type Json, type JsonObject } from '~/lib/json';
import { objectsIn } from '~/nodes/ai/service';
import { type Said, sendSaid } from '~/nodes/ai/testing/model-server';
import { vectorOf } from '~/nodes/ai/testing/scripted-model';

/** A message whichever protocol it came in. */
interface Told { role: string; text: string; calls: string[] }

/** Headers that say who asks, and in which version. */
const TOLD_HEADERS = ['authorization', 'x-api-key', 'api-key', 'x-goog-api-key', 'anthropic-version', 'anthropic-beta', 'openai-organization', 'x-title', 'http-referer', 'x-one'];

export const watchedModel = (): Server => createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', chunk => chunks.push(chunk)).on('end', () => {
    const text = Buffer.concat(chunks).toString('utf8');
    answer(request, text.startsWith('{') ? (JSON.parse(text) as JsonObject) : {}, response);
  });
});

function answer(request: IncomingMessage, body: JsonObject, response: ServerResponse): void {
  const path = decodeURIComponent((request.url ?? '').split('?')[0] as string);
  const vectors = vectorsOf(path, body);
  if (vectors) return void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(vectors));
  const messages = messagesOf(body);
  const { steps, done } = stepsIn(messages);
  const said = steps[done] ?? told(request, body, messages);
  const stream = body.stream === true || path.endsWith(':streamGenerateContent') || (path.endsWith('/api/chat') && body.stream !== false);
  sendSaid(response, path, typeof said === 'string' ? said : identified(said, done), done, stream);
}

/** Ids follow from the place in the conversation. */
const identified = (said: Said, done: number): Said => (typeof said === 'object' && 'calls' in said ? { ...said, calls: said.calls.map((call, index) => ({ ...call, id: `call_${done}_${index}` })) } : said);

function stepsIn(messages: Told[]): { steps: Said[]; done: number } {
  const at = messages.findLastIndex(({ role, text }) => role === 'user' && linesOf(text).length > 0);
  if (at < 0) return { steps: [], done: 0 };
  return { steps: linesOf((messages[at] as Told).text).map(stepOf), done: messages.slice(at + 1).filter(({ role }) => role === 'assistant').length };
}

const linesOf = (text: string): string[] => text.split('\n').filter(line => /^(say|call|fail) /.test(line));

function stepOf(line: string): Said {
  const rest = line.slice(5);
  if (line.startsWith('fail ')) return { status: Number(rest.slice(0, 3)), body: { error: { message: rest.slice(4), type: 'told' } } };
  if (line.startsWith('say ')) return line.slice(4).replaceAll('\\n', '\n');
  return { calls: line.split(' & ').map(call => {
    const [, name = '', given] = /^call (\S+) ?(\{.*\})?$/.exec(call) ?? [];
    return { name, arguments: JSON.parse(given ?? '{}') as JsonObject };
  }) };
}

function told(request: IncomingMessage, body: JsonObject, messages: Told[]): string {
  if (messages.some(({ text }) => /\bwhole\b/.test(text))) {
    const headers = Object.fromEntries(TOLD_HEADERS.flatMap(name => (request.headers[name] === undefined || request.headers[name] === '' ? [] : [[name, request.headers[name]]])));
    return JSON.stringify({ method: request.method, path: request.url, headers, body: sorted(withoutDefaults({ ...body, ...(Array.isArray(body.messages) ? { messages: objectsIn(body.messages).map(plainText) as Json[] } : {}), ...(Array.isArray(body.prompt) && body.prompt.length === 1 ? { prompt: body.prompt[0] as Json } : {}) })) });
  }
  const tools = toolsOf(body);
  return JSON.stringify({ messages: messages.map(({ role, text, calls }) => `${role}: ${calls.length > 0 ? calls.join(' ') : role === 'tool' ? unspaced(text) : text}`), ...(tools.length > 0 ? { tools } : {}) });
}

/** JSON without the blanks that some write it with. */
function unspaced(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return text;
  }
}

/** A text that is the only part of a message stands for itself. */
const plainText = (message: Record<string, unknown>) => {
  const [only, more] = objectsIn(message.content);
  return only?.type === 'text' && !more && Object.keys(only).length === 2 ? { ...message, content: only.text } : message;
};

/** What says the same as nothing. */
const DEFAULTS: Record<string, Json> = { stream: false, n: 1, background: false, parallel_tool_calls: true, store: true };
const withoutDefaults = (body: JsonObject): JsonObject => Object.fromEntries(Object.entries(body).filter(([name, value]) => value !== DEFAULTS[name] && name !== 'stream_options'));

const sorted = (value: Json): Json => (Array.isArray(value) ? value.map(sorted) : isPlainObject(value) ? Object.fromEntries(Object.entries(value as JsonObject).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)])) : value);

function messagesOf(body: JsonObject): Told[] {
  const first = isPlainObject(body.systemInstruction) ? textIn(body.systemInstruction.parts as Json) : textIn((body.system ?? body.instructions ?? '') as Json);
  const list = objectsIn(body.messages ?? body.input ?? body.contents).map(messageOf);
  const prompt = body.prompt ?? (typeof body.input === 'string' ? body.input : undefined);
  const only = prompt === undefined ? [] : [{ role: 'user', text: textIn(Array.isArray(prompt) ? (prompt[0] as Json) : prompt), calls: [] }];
  return [...(first === '' ? [] : [{ role: 'system', text: first, calls: [] }]), ...list, ...only];
}

const ROLES: Record<string, string> = { model: 'assistant', developer: 'system', function: 'tool', function_call: 'assistant', function_call_output: 'tool' };

function messageOf(message: Record<string, unknown>): Told {
  const parts = objectsIn(message.content ?? message.parts);
  const role = String(message.role ?? message.type);
  const result = parts.some(part => part.type === 'tool_result' || isPlainObject(part.functionResponse));
  return { role: result ? 'tool' : (ROLES[role] ?? role), text: textIn((message.content ?? message.parts ?? message.output ?? '') as Json), calls: [...objectsIn(message.tool_calls), ...(role === 'function_call' ? [message] : []), ...parts].flatMap(callOf) };
}

/** A call of a tool as `name({…})`, without the id that some write among its arguments. */
function callOf(part: Record<string, unknown>): string[] {
  const { name, arguments: given, input, args } = (isPlainObject(part.function) ? part.function : isPlainObject(part.functionCall) ? part.functionCall : part) as Record<string, unknown>;
  if (typeof name !== 'string' || isPlainObject(part.functionResponse)) return [];
  const value = given ?? input ?? args;
  const text = unspaced(typeof value === 'string' ? value : JSON.stringify(value));
  return [`${name}(${text.replace(/"id":"call_\d_\d",|,?"id":"call_\d_\d"/, '')})`];
}

function textIn(content: Json): string {
  if (typeof content === 'string') return content;
  return objectsIn(content).map(part => {
    if (typeof part.text === 'string') return part.text;
    if (part.content !== undefined) return textIn(part.content as Json);
    if (isPlainObject(part.functionResponse)) return String(objectsIn([part.functionResponse.response])[0]?.result ?? '');
    return part.type === undefined || part.type === 'tool_use' ? '' : `(${String(part.type)})`;
  }).join('');
}

/** Name, description, and arguments with their types, of each tool. What the one open text is for is said in each product's own words. */
function toolsOf(body: JsonObject): string[] {
  return objectsIn(body.tools).flatMap(tool => (Array.isArray(tool.functionDeclarations) ? objectsIn(tool.functionDeclarations) : [isPlainObject(tool.function) ? tool.function : tool])).map(tool => {
    const schema = (tool.parameters ?? tool.input_schema) as Json;
    const properties = isPlainObject(schema) && isPlainObject(schema.properties) ? schema.properties : {};
    const required = isPlainObject(schema) && Array.isArray(schema.required) ? schema.required : [];
    return `${String(tool.name)} "${String(tool.description)}" (${Object.entries(properties).map(([name, field]) => `${name}${required.includes(name) ? '' : '?'}: ${isPlainObject(field) ? JSON.stringify(field.type ?? 'any') : ''}${isPlainObject(field) && typeof field.description === 'string' && name !== 'input' ? ` "${field.description}"` : ''}`).join(', ')})`;
  }).sort();
}

function vectorsOf(path: string, body: JsonObject): JsonObject | null {
  if (path.endsWith('/embeddings')) return { object: 'list', model: 'test', data: textsIn(body.input).map((text, index) => ({ object: 'embedding', index, embedding: body.encoding_format === 'base64' ? Buffer.from(new Float32Array(vectorOf(text)).buffer).toString('base64') : vectorOf(text) })), usage: { prompt_tokens: 3, total_tokens: 3 } };
  if (path.endsWith('/api/embed')) return { model: 'test', embeddings: textsIn(body.input).map(vectorOf) };
  if (path.endsWith(':batchEmbedContents')) return { embeddings: objectsIn(body.requests).map(({ content }) => ({ values: vectorOf(textIn(isPlainObject(content) ? (content.parts as Json) : '')) })) };
  if (path.endsWith(':embedContent')) return { embedding: { values: vectorOf(textIn(isPlainObject(body.content) ? (body.content.parts as Json) : '')) } };
  return null;
}

const textsIn = (input: Json | undefined): string[] => (Array.isArray(input) ? input : [input]).map(String);
