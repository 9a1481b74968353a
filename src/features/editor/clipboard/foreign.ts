// Text from elsewhere as nodes: workflows and pieces of them in n8n's or Weft's format, and `curl` lines.
import { newId } from '~/lib/ids';
import { findDefinition } from '~/nodes/known-definitions';
import { readCurl } from './curl';
import type { Clipping } from './format';

const MAX_CHARACTERS = 5_000_000;

/** Null for text that is nothing the canvas can take. */
export async function readForeign(text: string): Promise<Clipping | null> {
  return (await readWorkflow(text)) ?? readRequest(text);
}

/** All workflows of the text as one clipping: the clipboard of n8n holds one. */
async function readWorkflow(text: string): Promise<Clipping | null> {
  if (!/^\s*[[{]/.test(text) || text.length > MAX_CHARACTERS) return null;
  // Loaded when something is pasted: reading files is a large part that few sessions need.
  const [{ readWorkflowFile }, { isRefused }] = await Promise.all([import('~/interop/read-file'), import('~/interop/report')]);
  const read = readWorkflowFile(text);
  if (isRefused(read)) return null;
  const [first] = read.workflows;
  if (!first || first.definition.nodes.length === 0) return null;
  const { nodes, edges, pinData } = first.definition;
  return { nodes, edges, pinData };
}

function readRequest(text: string): Clipping | null {
  const parameters = readCurl(text);
  if (!parameters) return null;
  const definition = findDefinition('httpRequest');
  const node = { id: newId(), name: definition?.label ?? 'HTTP request', type: 'httpRequest', typeVersion: definition?.versions.at(-1) ?? 1, position: { x: 0, y: 0 }, parameters };
  return { nodes: [node], edges: [], pinData: {} };
}
