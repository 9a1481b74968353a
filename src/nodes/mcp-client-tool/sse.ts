// The old transport of the Model Context Protocol: a stream of events is kept open, which names where messages are sent to, and on which
// their answers come.
import { createParser } from 'eventsource-parser';
import { isPlainObject, type JsonObject } from '~/lib/json';
import { messageOf } from '~/lib/errors';
import { type HttpRequest, NodeError, type Tools } from '../contract';
import { statusError } from '../http-request/response';

type How = Pick<HttpRequest, 'url' | 'credentialType' | 'timeoutMs'>;

export interface SseTransport {
  /** Sends a message; the answer to its id, or null for one that has none. */
  send(message: JsonObject): Promise<JsonObject | null>;
  close(): void;
}

export async function openSse(tools: Tools, how: How): Promise<SseTransport> {
  const waiting = new Map<unknown, { resolve(answer: JsonObject): void; reject(error: unknown): void }>();
  let open = true;
  let failure: unknown = null;
  let found: (address: string) => void = () => {};
  let missed: (error: unknown) => void = () => {};
  const address = new Promise<string>((resolve, reject) => { found = resolve; missed = reject; });
  address.catch(() => {}); // awaited below
  const fail = (error: unknown): void => {
    failure = error;
    missed(error);
    for (const each of waiting.values()) each.reject(error);
  };

  const parser = createParser({
    onEvent: ({ event, data }) => {
      if (event === 'endpoint') return found(data);
      const message = objectIn(data);
      const known = message ? waiting.get(message.id) : undefined;
      if (message && known) known.resolve(message);
    },
  });
  const decoder = new TextDecoder();
  const listening = tools.http({
    ...how, method: 'GET', headers: [['accept', 'text/event-stream']], slow: true,
    onPiece: bytes => {
      if (open) parser.feed(decoder.decode(bytes, { stream: true }));
      return open;
    },
  });
  listening.then(response => fail(response.status >= 400 ? statusError(response, tools.now()) : new NodeError('The MCP server closed its stream')), error => fail(error instanceof NodeError ? error : new NodeError(messageOf(error))));

  const target = new URL(await address, how.url);
  // Credentials go where they were meant to go.
  if (target.origin !== new URL(how.url).origin) {
    open = false;
    throw new NodeError('The MCP server wants messages to be sent to another server', { description: target.origin });
  }

  return {
    async send(message) {
      if (failure) throw failure;
      const answer = message.id === undefined ? null : new Promise<JsonObject>((resolve, reject) => waiting.set(message.id, { resolve, reject }));
      answer?.catch(() => {}); // awaited below, unless the message itself is refused
      const response = await tools.http({ ...how, url: target.href, method: 'POST', body: { kind: 'json', value: message } });
      if (response.status >= 400) throw statusError(response, tools.now());
      const given = await answer;
      waiting.delete(message.id);
      return given;
    },
    close: () => { open = false; },
  };
}

function objectIn(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text);
    return isPlainObject(value) ? (value as JsonObject) : null;
  } catch {
    return null;
  }
}
