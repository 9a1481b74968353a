// The answer of a chat as a stream of n8n's kind, a JSON object a line: its beginning, what models say while they say it, and its end.
// Where no model said anything, the answer is the content.
import type { WorkflowNode } from '~/lib/workflow';
import { isPlainObject, type Json, type JsonObject } from '~/lib/json';

/** Characters that wait for a caller who reads slowly; above that he is told no more until the end. */
const MAX_WAITING = 1_000_000;

export interface SaidStream { say(text: string): void; response(executionId: string, answer: Promise<Response>): Response }

export function createSaidStream({ id, name }: WorkflowNode): SaidStream {
  const metadata = (): JsonObject => ({ nodeId: id, nodeName: name, itemIndex: 0, runIndex: 0, timestamp: Date.now() });
  const encoder = new TextEncoder();
  let controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  let spoken = false;
  const stream = new ReadableStream<Uint8Array>({
    start: given => { controller = given; },
    cancel: () => { controller = null; },
  }, { highWaterMark: MAX_WAITING, size: bytes => bytes?.byteLength ?? 0 });
  const line = (part: JsonObject): void => controller?.enqueue(encoder.encode(`${JSON.stringify({ ...part, metadata: metadata() })}\n`));
  const begin = (): void => {
    if (!spoken) line({ type: 'begin' });
    spoken = true;
  };

  return {
    say(text) {
      begin();
      if ((controller?.desiredSize ?? 0) > 0) line({ type: 'item', content: text });
    },
    response(executionId, answer) {
      const end = async (): Promise<void> => {
        const { failed, content } = await answer.then(contentOf, () => ({ failed: true, content: 'The workflow did not answer.' }));
        if (failed) line({ type: 'error', content });
        else {
          const silent = !spoken;
          begin();
          if (silent) line({ type: 'item', content });
          line({ type: 'end' });
        }
        controller?.close();
        controller = null;
      };
      void end();
      return new Response(stream, { status: 200, headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no', 'x-weft-execution-id': executionId } });
    },
  };
}

/** The answer a chat without streaming gets, as text. */
async function contentOf(response: Response): Promise<{ failed: boolean; content: string }> {
  const given = readJson(await response.text());
  if (!response.ok) return { failed: true, content: textIn(isPlainObject(given) && isPlainObject(given.error) ? (given.error.message as Json) : given) };
  return { failed: false, content: textIn(isPlainObject(given) ? ((given.output ?? given.text ?? given.message ?? given) as Json) : given) };
}

const textIn = (value: Json | undefined): string => (typeof value === 'string' ? value : JSON.stringify(value ?? ''));

function readJson(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
