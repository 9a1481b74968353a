// A node as its definition describes it today: parameters of older typeVersions are brought to the shape that is drawn.
import type { NodeDefinition } from '~/nodes/contract';
import { findDefinition } from '~/nodes/known-definitions';
import type { JsonObject } from '~/lib/json';
import type { WorkflowNode } from '~/lib/workflow';

export interface Described {
  /** Undefined for types Weft does not know: they are kept and drawn, and cannot run. */
  definition: NodeDefinition | undefined;
  parameters: JsonObject;
  typeVersion: number;
}

const cache = new WeakMap<JsonObject, { type: string; version: number; described: Described }>();

/** Cached by the parameters object, which edits replace and moves keep. */
export function describe(node: Pick<WorkflowNode, 'type' | 'typeVersion' | 'parameters'>): Described {
  const known = cache.get(node.parameters);
  if (known && known.type === node.type && known.version === node.typeVersion) return known.described;
  const definition = findDefinition(node.type);
  const folded = definition?.fold?.(node.parameters, node.typeVersion);
  const described: Described = { definition, parameters: folded?.parameters ?? node.parameters, typeVersion: folded?.typeVersion ?? node.typeVersion };
  cache.set(node.parameters, { type: node.type, version: node.typeVersion, described });
  return described;
}

/** The second line of a card. */
export function subtitleOf(node: WorkflowNode): string {
  const { definition, parameters, typeVersion } = describe(node);
  if (!definition) return node.type.replace(/^.*\./, '');
  try {
    const text = definition.subtitle?.(parameters, typeVersion) || definition.label;
    // Twice the same words say less than what the step does.
    return text === node.name ? definition.description : text;
  } catch {
    // A subtitle is decoration: odd parameters of an imported file must not take the canvas down.
    return definition.label;
  }
}

export type Category = 'flow' | 'data' | 'http' | 'app' | 'code' | 'trigger';

const CATEGORIES: Record<NodeDefinition['group'], Category> = { trigger: 'trigger', flow: 'flow', data: 'data', http: 'http', code: 'code', app: 'app', files: 'data', ai: 'code' };

/** Which tint the icon tile has. */
export const categoryOf = (definition: NodeDefinition | undefined): Category => (definition ? CATEGORIES[definition.group] : 'app');

export const TILE_CLASSES: Record<Category, string> = {
  flow: 'bg-cat-flow text-cat-flow-fg',
  data: 'bg-cat-data text-cat-data-fg',
  http: 'bg-cat-http text-cat-http-fg',
  app: 'bg-cat-app text-cat-app-fg',
  code: 'bg-cat-code text-cat-code-fg',
  trigger: 'bg-inverse text-fg-inverse',
};
