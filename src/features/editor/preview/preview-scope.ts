// The scope of expressions over preview data: the pages of items the editor has, not a whole execution.
import { ExpressionError } from '~/engine/expression/errors';
import type { ExpressionScope, NodeScope } from '~/engine/expression/scope';
import type { DataItem } from '~/ui/data/kinds';
import type { PreviewData } from './preview-messages';

type Item = NonNullable<ExpressionScope['item']>;

const asItems = (items: readonly DataItem[]): Item[] => items as unknown as Item[];

function nodeScope(data: PreviewData, name: string, itemIndex: number): NodeScope | null {
  if (!data.names.includes(name)) return null;
  const known = Object.hasOwn(data.nodes, name) ? data.nodes[name] : undefined;
  const items = asItems(known?.items ?? []);
  const need = (): Item[] => {
    if (!known) throw new ExpressionError('reference', `${name} has no data yet`, { description: 'Run it to see what this expression gives.' });
    return items;
  };
  return {
    name,
    isExecuted: known !== undefined,
    runIndex: 0,
    parameters: () => ({}),
    context: () => ({}),
    connectedOutput: () => 0,
    items: () => need(),
    // Lineage lives in the whole execution. Item by item is what most steps do; otherwise the first one stands in.
    paired: (index = itemIndex) => {
      const all = need();
      const item = all[index] ?? all[0];
      if (!item) throw new ExpressionError('reference', `${name} gave no items`);
      return item;
    },
  };
}

export function previewScope(data: PreviewData, itemIndex: number, now: number): ExpressionScope {
  const input = asItems(data.input);
  const item = input[itemIndex];
  return {
    item,
    json: item?.json ?? {},
    itemIndex,
    runIndex: 0,
    input: () => input,
    at: index => previewScope(data, index, now),
    node: name => nodeScope(data, name, itemIndex),
    previous: data.previous === null ? null : { name: data.previous, outputIndex: 0, runIndex: 0 },
    workflow: { ...data.workflow, active: false },
    execution: { id: 'preview', mode: 'test', resumeUrl: 'https://example.com/resume' },
    self: data.self,
    now: () => now,
    timezone: data.timezone,
    variables: data.variables,
    environment: {},
    parameters: () => data.parameters,
    rawParameters: () => data.parameters,
    context: () => ({}),
  };
}
