// The answer of a chat in the form of n8n's streams: a line of JSON for its beginning, its content and its end. Weft records a step as a
// whole, so the content comes at once when the workflow has ended; what reads such streams reads this one.
import type { WorkflowNode } from '~/lib/workflow';
import { isPlainObject, type Json } from '~/lib/json';

/** `response` is the answer as a chat without streaming gets it. */
export async function streamedAnswer({ id, name }: WorkflowNode, response: Response): Promise<Response> {
  const metadata = { nodeId: id, nodeName: name, itemIndex: 0, runIndex: 0, timestamp: Date.now() };
  const given = await readJson(response);
  const failed = !response.ok;
  const content = failed ? textIn(isPlainObject(given) && isPlainObject(given.error) ? (given.error.message as Json) : given) : textIn(isPlainObject(given) ? ((given.output ?? given.text ?? given.message ?? given) as Json) : given);
  const lines = failed ? [{ type: 'error', content, metadata }] : [{ type: 'begin', metadata }, { type: 'item', content, metadata }, { type: 'end', metadata }];
  const headers = new Headers({ 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  const executionId = response.headers.get('x-weft-execution-id');
  if (executionId) headers.set('x-weft-execution-id', executionId);
  return new Response(lines.map(line => `${JSON.stringify(line)}\n`).join(''), { status: response.status, headers });
}

const textIn = (value: Json | undefined): string => (typeof value === 'string' ? value : JSON.stringify(value ?? ''));

async function readJson(response: Response): Promise<Json> {
  const text = await response.text();
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
