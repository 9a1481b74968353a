// A preview scope with known values, for the tests of expressions and parameters.
import type { JsonObject } from '~/lib/json';
import { createPreviewScope, type Preview } from '../expression/preview';
import type { ExpressionScope } from '../expression/scope';

const itemsOf = (values: JsonObject[]) => values.map(json => ({ json }));

/** `nodes` gives the items of output 0 by node name; null for one that has not run. */
export function scopeOf(values: JsonObject[], { nodes = {}, ...rest }: Omit<Partial<Preview>, 'nodes'> & { nodes?: Record<string, JsonObject[] | null> } = {}): ExpressionScope {
  return createPreviewScope({
    items: itemsOf(values),
    nodes: Object.fromEntries(Object.entries(nodes).map(([name, list]) => [name, { outputs: list && [itemsOf(list)] }])),
    workflow: { id: 'w1', name: 'Test', active: true },
    execution: { id: 'e1', mode: 'webhook', resumeUrl: 'https://weft.test/webhook-waiting/t' },
    self: { id: 'n1', name: 'Self', typeVersion: 1.1 },
    now: Date.UTC(2024, 2, 15, 11, 30, 0),
    timezone: 'Europe/Berlin',
    variables: { region: 'eu' },
    environment: { PUBLIC: 'yes' },
    ...rest,
  });
}
