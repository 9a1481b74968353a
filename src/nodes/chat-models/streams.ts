// Answers of models that come piece by piece: told as they come, and put together again to what they would have been at once.
import { createParser } from 'eventsource-parser';
import { isPlainObject, type Json, type JsonObject } from '~/lib/json';
import { type HttpResponse, NodeError } from '../contract';
import { textOf } from '../http-request/response';
import { objectsIn } from '../ai/service';

export interface Protocol {
  /** The words an event adds to the answer. */
  words(event: JsonObject): string;
  /** All events as the one answer that is not streamed. */
  whole(events: JsonObject[]): JsonObject;
}

const objectOf = (text: string): JsonObject | null => {
  try {
    const value: unknown = JSON.parse(text);
    return isPlainObject(value) ? (value as JsonObject) : null;
  } catch {
    return null;
  }
};

/** For `HttpRequest.onPiece`: tells the words in the bytes as they come. */
export function listenTo(protocol: Protocol, say: (text: string) => void): (bytes: Uint8Array) => void {
  const decoder = new TextDecoder();
  const parser = createParser({
    onEvent: ({ data }) => {
      const event = objectOf(data);
      const words = event ? protocol.words(event) : '';
      if (words !== '') say(words);
    },
  });
  return bytes => parser.feed(decoder.decode(bytes, { stream: true }));
}

/** The answer of a request that asked for a stream; services that do not know streams answer at once. */
export function wholeAnswer(protocol: Protocol, response: HttpResponse): JsonObject {
  const text = textOf(response);
  const atOnce = objectOf(text);
  if (atOnce) return atOnce;
  const events: JsonObject[] = [];
  const parser = createParser({ onEvent: ({ data }) => { const event = objectOf(data); if (event) events.push(event); } });
  parser.feed(`${text}\n\n`);
  const failed = events.find(event => isPlainObject(event.error));
  if (failed) throw new NodeError(String((failed.error as JsonObject).message ?? 'The model stopped with an error').slice(0, 1000));
  if (events.length === 0) throw new NodeError('The model gave no answer', { description: text.slice(0, 300) });
  return protocol.whole(events);
}

const deltaOf = (event: JsonObject): JsonObject => {
  const delta = objectsIn(event.choices)[0]?.delta;
  return isPlainObject(delta) ? (delta as JsonObject) : {};
};

export const OPENAI_STREAM: Protocol = {
  words: event => {
    const { content } = deltaOf(event);
    return typeof content === 'string' ? content : '';
  },
  whole(events) {
    let content = '';
    let finish: Json = 'stop';
    const calls = new Map<number, { id: string; name: string; written: string }>();
    for (const event of events) {
      content += this.words(event);
      finish = (objectsIn(event.choices)[0]?.finish_reason as Json | undefined) ?? finish;
      for (const part of objectsIn(deltaOf(event).tool_calls)) {
        const index = Number(part.index ?? 0);
        const call = calls.get(index) ?? { id: '', name: '', written: '' };
        const named = isPlainObject(part.function) ? part.function : {};
        calls.set(index, { id: call.id || String(part.id ?? ''), name: call.name + String(named.name ?? ''), written: call.written + String(named.arguments ?? '') });
      }
    }
    const toolCalls = [...calls.values()].map(({ id, name, written }) => ({ id, type: 'function', function: { name, arguments: written } }));
    const usage = events.findLast(event => isPlainObject(event.usage))?.usage ?? null;
    return { model: events[0]?.model ?? '', choices: [{ message: { content, ...(toolCalls.length > 0 ? { tool_calls: toolCalls } : {}) }, finish_reason: finish }], usage };
  },
};

export const ANTHROPIC_STREAM: Protocol = {
  words: ({ delta }) => (isPlainObject(delta) && delta.type === 'text_delta' && typeof delta.text === 'string' ? delta.text : ''),
  whole(events) {
    const started = events.find(event => event.type === 'message_start')?.message;
    const message = isPlainObject(started) ? (started as JsonObject) : {};
    const usage: JsonObject = isPlainObject(message.usage) ? { ...(message.usage as JsonObject) } : {};
    let stop: Json = null;
    const blocks = new Map<number, JsonObject & { written: string }>();
    for (const event of events) {
      const { type, content_block: block, delta } = event;
      const index = Number(event.index ?? 0);
      if (type === 'content_block_start' && isPlainObject(block)) blocks.set(index, { ...(block as JsonObject), written: typeof block.text === 'string' ? block.text : '' });
      if (!isPlainObject(delta)) continue;
      const open = blocks.get(index);
      if (open && type === 'content_block_delta') open.written += String(delta.text ?? delta.partial_json ?? '');
      if (type !== 'message_delta') continue;
      stop = (delta.stop_reason as Json | undefined) ?? stop;
      if (isPlainObject(event.usage)) usage.output_tokens = (event.usage.output_tokens as Json | undefined) ?? null;
    }
    const content = [...blocks.values()].map(({ written, ...block }): JsonObject => (block.type === 'tool_use' ? { ...block, input: objectOf(written) ?? {} } : { ...block, ...(block.type === 'text' ? { text: written } : {}) }));
    return { model: message.model ?? '', content, stop_reason: stop, usage };
  },
};
