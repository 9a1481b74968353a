// An event stream that is kept open: every event is an item, and a lost connection is opened again.
import { createParser } from 'eventsource-parser';
import { messageOf } from '~/lib/errors';
import { isPlainObject, type Json, type JsonObject } from '~/lib/json';
import { NodeError } from '~/nodes/contract';
import type { Egress } from '~/server/egress/client';
import type { OpenStanding } from './standing';

const MAX_EVENT = 1024 * 1024;
const LONGEST_PAUSE_MS = 60_000;

export const openSse = (egress: Egress): OpenStanding => ({ config, emit, report, signal }) => {
  void keepOpen(egress, String(config.url ?? ''), emit, report, signal);
};

async function keepOpen(egress: Egress, url: string, emit: (json: JsonObject) => Promise<void>, report: (problem: string | null) => void, signal: AbortSignal): Promise<void> {
  let pause = 1000;
  let lastId = '';
  while (!signal.aborted) {
    try {
      const { status, headers, body } = await egress.stream({ method: 'GET', url, headers: [['accept', 'text/event-stream'], ['cache-control', 'no-cache'], ...(lastId ? [['last-event-id', lastId] as [string, string]] : [])] }, { signal });
      if (status !== 200 || !String(headers['content-type'] ?? '').startsWith('text/event-stream')) {
        body.destroy();
        throw new NodeError(status === 200 ? 'The server does not answer with an event stream' : `The server answered with ${status}`);
      }
      report(null);
      const events: { data: string; id?: string }[] = [];
      const parser = createParser({ maxBufferSize: MAX_EVENT, onEvent: event => events.push(event), onRetry: ms => { pause = Math.min(Math.max(ms, 100), LONGEST_PAUSE_MS); }, onError: error => { if (error.type === 'max-buffer-size-exceeded') body.destroy(new Error('An event is larger than 1 MB')); } });
      const decoder = new TextDecoder();
      for await (const chunk of body) {
        parser.feed(decoder.decode(chunk as Uint8Array, { stream: true }));
        // One after the other: the stream waits while an execution is accepted.
        for (const event of events.splice(0)) {
          await emit(itemOf(event.data));
          if (event.id) lastId = event.id;
        }
        pause = Math.min(pause, 1000);
      }
    } catch (error) {
      if (signal.aborted) return;
      report(messageOf(error, 300));
    }
    await new Promise<void>(resolve => {
      const timer = setTimeout(resolve, pause);
      signal.addEventListener('abort', () => { clearTimeout(timer); resolve(); }, { once: true });
    });
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
  }
}

/** JSON as it is; any other text under `data`. */
function itemOf(data: string): JsonObject {
  try {
    const value = JSON.parse(data) as Json;
    return isPlainObject(value) ? (value as JsonObject) : { data: value };
  } catch {
    return { data };
  }
}
