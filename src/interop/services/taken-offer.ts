// An offer in the place of a node, and the way back: what the node was stays with it. Small enough for the browser.
import { isPlainObject, type JsonObject } from '~/lib/json';
import type { WorkflowNode } from '~/lib/workflow';
import { credentialNames } from '../credential-names';

/** What of an offer goes into the node. */
export interface Taken {
  type: string;
  typeVersion: number;
  parameters: JsonObject;
  todo: string[];
}

const OFFERED = new Set(['httpRequest', 'httpRequestTool', 'webhook', 'scheduleTrigger']);

/** The change of a node that takes an offer. The original stays in `imported`, for the way back and for export. */
export function takeOffer(node: WorkflowNode, { type, typeVersion, parameters, todo }: Taken): Partial<WorkflowNode> {
  const imported = node.imported ?? { name: node.name, type: node.type, typeVersion: node.typeVersion, parameters: node.parameters, position: [node.position.x, node.position.y] };
  return { type, typeVersion, parameters, credentials: undefined, todo, imported };
}

/** The change that brings back the original; null for a node that is no taken offer. */
export function giveBack({ type, imported }: WorkflowNode): Partial<WorkflowNode> | null {
  if (!OFFERED.has(type) || !isPlainObject(imported) || typeof imported.type !== 'string' || !imported.type.startsWith('n8n-nodes-base.')) return null;
  const short = imported.type.slice('n8n-nodes-base.'.length);
  // What came as an HTTP request, a webhook or a schedule was never replaced.
  if (OFFERED.has(short) || ['cron', 'interval'].includes(short)) return null;
  const names = Object.entries(credentialNames(imported as JsonObject));
  return {
    type: imported.type,
    typeVersion: typeof imported.typeVersion === 'number' && Number.isFinite(imported.typeVersion) ? imported.typeVersion : 1,
    parameters: isPlainObject(imported.parameters) ? (imported.parameters as JsonObject) : {},
    credentials: names.length > 0 ? Object.fromEntries(names.map(([kind, name]) => [kind, { id: null, name }])) : undefined,
    todo: undefined,
  };
}
