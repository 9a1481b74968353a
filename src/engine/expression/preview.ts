// An expression scope over data at hand, without a run: previews in the editor, measurements, tests.
import type { JsonObject } from '~/lib/json';
import type { Item } from '../items';
import { notExecuted } from './roots-views';
import type { ExpressionScope, NodeScope } from './scope';

export interface PreviewNode {
  /** Items by output of its last run; null when it has not run. */
  outputs: readonly (readonly Item[])[] | null;
  runIndex?: number;
  parameters?: JsonObject;
  context?: JsonObject;
}

export interface Preview {
  /** Items of input 0 of the node whose expression is shown. */
  items: readonly Item[];
  itemIndex?: number;
  runIndex?: number;
  nodes?: Readonly<Record<string, PreviewNode>>;
  /**
   * The item of node `name` that item `index` came from, where lineage is known. Without it the item at the same
   * index is taken, or the only one.
   */
  paired?: (name: string, index: number) => Item | undefined;
  previous?: ExpressionScope['previous'];
  workflow?: ExpressionScope['workflow'];
  execution?: ExpressionScope['execution'];
  self?: ExpressionScope['self'];
  /** Milliseconds since 1970; the moment of the preview by default. */
  now?: number;
  timezone?: string;
  variables?: Readonly<Record<string, string>>;
  environment?: Readonly<Record<string, string>>;
  parameters?: JsonObject;
  extra?: Readonly<Record<string, unknown>>;
}

export function createPreviewScope(preview: Preview): ExpressionScope {
  const { items, itemIndex = 0, nodes = {}, now = Date.now() } = preview;
  const item = items[itemIndex];
  const scope: ExpressionScope = {
    item,
    json: item?.json ?? {},
    itemIndex,
    runIndex: preview.runIndex ?? 0,
    input: () => items,
    at: index => (index === itemIndex ? scope : createPreviewScope({ ...preview, now, itemIndex: index })),
    node: name => {
      const node = Object.hasOwn(nodes, name) ? nodes[name] : undefined;
      return node ? previewNode(name, node, preview, itemIndex) : null;
    },
    previous: preview.previous ?? null,
    workflow: preview.workflow ?? { id: '', name: '', active: false },
    execution: preview.execution ?? { id: '[execution id]', mode: 'manual' },
    self: preview.self ?? { id: '', name: '', typeVersion: 1 },
    now: () => now,
    timezone: preview.timezone ?? 'UTC',
    variables: preview.variables ?? {},
    environment: preview.environment ?? {},
    parameters: () => preview.parameters ?? {},
    rawParameters: () => preview.parameters ?? {},
    context: () => (preview.previous && Object.hasOwn(nodes, preview.previous.name) ? (nodes[preview.previous.name]?.context ?? {}) : {}),
    extra: preview.extra,
  };
  return scope;
}

function previewNode(name: string, node: PreviewNode, preview: Preview, itemIndex: number): NodeScope {
  const items = (output = preview.previous?.name === name ? preview.previous.outputIndex : 0): readonly Item[] => {
    if (!node.outputs) throw notExecuted(name);
    return node.outputs[output] ?? [];
  };
  return {
    name,
    isExecuted: node.outputs !== null,
    runIndex: node.runIndex ?? 0,
    parameters: () => node.parameters ?? {},
    context: () => node.context ?? {},
    connectedOutput: () => 0,
    items,
    paired: (index = itemIndex) => {
      const list = items();
      const found = preview.paired ? preview.paired(name, index) : (list[index] ?? (list.length === 1 ? list[0] : undefined));
      if (!found) throw notExecuted(name);
      return found;
    },
  };
}
