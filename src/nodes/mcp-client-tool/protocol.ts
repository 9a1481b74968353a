// The Model Context Protocol over HTTP: JSON-RPC by POST, answered as JSON or as a short stream of events.
import { createParser } from 'eventsource-parser';
import { isPlainObject, type Json, type JsonObject } from '~/lib/json';
import { type HttpRequest, type HttpResponse, NodeError, type Tools } from '../contract';
import { statusError, textOf } from '../http-request/response';
import { objectsIn } from '../ai/service';

const VERSION = '2025-06-18';
const MAX_PAGES = 20;

export interface McpTool { name: string; description: string; schema: JsonObject }

export interface McpSession {
  tools(): Promise<McpTool[]>;
  /** What the tool answers, as JSON. */
  call(name: string, given: JsonObject): Promise<JsonObject>;
}

export async function openMcp(tools: Tools, how: Pick<HttpRequest, 'url' | 'credentialType' | 'timeoutMs'>): Promise<McpSession> {
  if (!/^https?:\/\//i.test(how.url)) throw new NodeError(how.url === '' ? 'The address is empty' : 'The address must start with http:// or https://');
  let session: string | undefined;
  let ids = 0;

  async function post(message: JsonObject): Promise<HttpResponse> {
    const headers: [string, string][] = [['accept', 'application/json, text/event-stream'], ['mcp-protocol-version', VERSION]];
    if (session !== undefined) headers.push(['mcp-session-id', session]);
    const response = await tools.http({ ...how, method: 'POST', headers, body: { kind: 'json', value: message }, slow: true });
    if (response.status >= 400) throw statusError(response, tools.now());
    const given = response.headers['mcp-session-id'];
    if (typeof given === 'string' && given !== '') session = given;
    return response;
  }

  async function request(method: string, params: JsonObject): Promise<JsonObject> {
    const id = ++ids;
    const answer = messagesOf(await post({ jsonrpc: '2.0', id, method, params })).find(message => message.id === id);
    if (!answer) throw new NodeError('The MCP server gave no answer');
    if (isPlainObject(answer.error)) throw new NodeError(String(answer.error.message ?? 'The MCP server reports an error'));
    return isPlainObject(answer.result) ? (answer.result as JsonObject) : {};
  }

  await request('initialize', { protocolVersion: VERSION, capabilities: {}, clientInfo: { name: 'weft', version: '1' } });
  await post({ jsonrpc: '2.0', method: 'notifications/initialized' });
  return {
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
