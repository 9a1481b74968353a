// An expression scope over plain items, for tests and measurements of expressions without a run.
import type { JsonObject } from '~/lib/json';
import type { ExpressionScope, NodeScope } from '../expression/scope';
import { notExecuted } from '../expression/roots-views';
import type { Item } from '../items';

export function scopeOf(values: JsonObject[], changes: Partial<ExpressionScope> & { nodes?: Record<string, JsonObject[] | null> } = {}, itemIndex = 0): ExpressionScope {
  const { nodes = {}, ...rest } = changes;
  const items: Item[] = values.map(json => ({ json }));
  const scope: ExpressionScope = {
    item: items[itemIndex],
    json: items[itemIndex]?.json ?? {},
    itemIndex,
    runIndex: 0,
    input: () => items,
    at: index => (index === itemIndex ? scope : scopeOf(values, changes, index)),
    node: name => (Object.hasOwn(nodes, name) ? nodeScope(name, nodes[name] ?? null, itemIndex) : null),
    previous: null,
    workflow: { id: 'w1', name: 'Test', active: true },
    execution: { id: 'e1', mode: 'webhook', resumeUrl: 'https://weft.test/webhook-waiting/t' },
    self: { id: 'n1', name: 'Self', typeVersion: 1.1 },
    now: () => Date.UTC(2024, 2, 15, 11, 30, 0),
    timezone: 'Europe/Berlin',
    variables: { region: 'eu' },
    environment: { PUBLIC: 'yes' },
    parameters: () => ({}),
    rawParameters: () => ({}),
    context: () => ({}),
    ...rest,
  };
  return scope;
}

function nodeScope(name: string, values: JsonObject[] | null, itemIndex: number): NodeScope {
  const items = (values ?? []).map(json => ({ json }));
  const executed = (): Item[] => {
    if (!values) throw notExecuted(name);
    return items;
  };
  return { name, isExecuted: values !== null, runIndex: 0, parameters: () => ({}), context: () => ({}), items: executed, paired: (index = itemIndex) => executed()[index] as Item };
}
