// The Model Context Protocol over HTTP: JSON-RPC by POST, answered as JSON or as a short stream of events.
import { createParser } from 'eventsource-parser';
import { isPlainObject, type Json, type JsonObject } from '~/lib/json';
import { type HttpRequest, type HttpResponse, NodeError, type Tools } from '../contract';
import { statusError, textOf } from '../http-request/response';
import { objectsIn } from '../ai/service';
import { openSse, type SseTransport } from './sse';

const VERSION = '2025-06-18';
const MAX_PAGES = 20;

export interface McpTool { name: string; description: string; schema: JsonObject }

export interface McpSession {
  tools(): Promise<McpTool[]>;
  /** What the tool answers, as JSON. */
  call(name: string, given: JsonObject): Promise<JsonObject>;
  /** Ends what is kept open. */
  close(): void;
}

type How = Pick<HttpRequest, 'url' | 'credentialType' | 'timeoutMs'>;
/** What a server of the old transport says to a message by POST. */
const NOT_BY_POST = new Set([400, 404, 405, 406, 415, 501]);

/** `old`: the server may know the old transport only, which is tried when it does not take messages as they are sent today. */
export async function openMcp(tools: Tools, how: How, old = false): Promise<McpSession> {
  if (!/^https?:\/\//i.test(how.url)) throw new NodeError(how.url === '' ? 'The address is empty' : 'The address must start with http:// or https://');
  let session: string | undefined;
  let ids = 0;
  let sse: SseTransport | null = null;

  async function post(message: JsonObject): Promise<HttpResponse> {
    const headers: [string, string][] = [['accept', 'application/json, text/event-stream'], ['mcp-protocol-version', VERSION]];
    if (session !== undefined) headers.push(['mcp-session-id', session]);
    const response = await tools.http({ ...how, method: 'POST', headers, body: { kind: 'json', value: message }, slow: true });
    if (response.status >= 400) throw Object.assign(statusError(response, tools.now()), { status: response.status });
    const given = response.headers['mcp-session-id'];
    if (typeof given === 'string' && given !== '') session = given;
    return response;
  }

  async function send(message: JsonObject): Promise<JsonObject | null> {
    if (sse) return sse.send(message);
    return messagesOf(await post(message)).find(each => each.id === message.id) ?? null;
  }

  async function request(method: string, params: JsonObject): Promise<JsonObject> {
    const answer = await send({ jsonrpc: '2.0', id: ++ids, method, params });
    if (!answer) throw new NodeError('The MCP server gave no answer');
    if (isPlainObject(answer.error)) throw new NodeError(String(answer.error.message ?? 'The MCP server reports an error'));
    return isPlainObject(answer.result) ? (answer.result as JsonObject) : {};
  }

  const hello = (): Promise<JsonObject> => request('initialize', { protocolVersion: VERSION, capabilities: {}, clientInfo: { name: 'weft', version: '1' } });
  try {
    await hello();
  } catch (error) {
    if (!old || !isNotByPost(error)) throw error;
    sse = await openSse(tools, how);
    await hello();
  }
  const initialized: JsonObject = { jsonrpc: '2.0', method: 'notifications/initialized' };
  await (sse ? sse.send(initialized) : post(initialized));
  return {
    close: () => sse?.close(),
    async tools() {
      const found: McpTool[] = [];
      let cursor: Json | undefined;
      for (let page = 0; page < MAX_PAGES; page++) {
        const result = await request('tools/list', cursor === undefined ? {} : { cursor });
        for (const { name, description, inputSchema } of objectsIn(result.tools)) found.push({ name: String(name), description: typeof description === 'string' ? description : '', schema: isPlainObject(inputSchema) ? (inputSchema as JsonObject) : { type: 'object' } });
        cursor = result.nextCursor;
        if (typeof cursor !== 'string' || cursor === '') break;
      }
      return found;
    },
    async call(name, given) {
      const result = await request('tools/call', { name, arguments: given });
      if (result.isError === true) throw new NodeError(textIn(result) || `The tool "${name}" failed`);
      return isPlainObject(result.structuredContent) ? (result.structuredContent as JsonObject) : { response: textIn(result) };
    },
  };
}

const isNotByPost = (error: unknown): boolean => error instanceof NodeError && NOT_BY_POST.has(Number((error as NodeError & { status?: number }).status));

const textIn = (result: JsonObject): string => objectsIn(result.content).map(part => (typeof part.text === 'string' ? part.text : JSON.stringify(part))).join('\n');

function messagesOf(response: HttpResponse): JsonObject[] {
  const text = textOf(response);
  if (!String(response.headers['content-type'] ?? '').includes('text/event-stream')) return parsed(text);
  const messages: JsonObject[] = [];
  const parser = createParser({ onEvent: event => void messages.push(...parsed(event.data)) });
  parser.feed(`${text}\n\n`);
  return messages;
}

function parsed(text: string): JsonObject[] {
  try {
    const value: unknown = JSON.parse(text);
    return objectsIn(Array.isArray(value) ? value : [value]) as JsonObject[];
  } catch {
    throw new NodeError('The MCP server did not answer with JSON', { description: text.slice(0, 200) });
  }
}
