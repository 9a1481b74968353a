// Text from elsewhere as nodes: a `curl` line becomes an HTTP request.
import { newId } from '~/lib/ids';
import { findDefinition } from '~/nodes/definitions';
import { readCurl } from './curl';
import type { Clipping } from './format';

/** Null for text that is nothing the canvas can take. */
export function readForeign(text: string): Clipping | null {
  const parameters = readCurl(text);
  if (!parameters) return null;
  const definition = findDefinition('httpRequest');
  const node = { id: newId(), name: definition?.label ?? 'HTTP request', type: 'httpRequest', typeVersion: definition?.versions.at(-1) ?? 1, position: { x: 0, y: 0 }, parameters };
  return { nodes: [node], edges: [], pinData: {} };
}
