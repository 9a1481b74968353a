// Merge by SQL: the inputs are tables of an SQLite in the workshop, its rows become items.
import type { Item } from '~/engine/items';
import { NodeError, type RunContext } from '../contract';
import type { ParametersOf } from '../fields';
import type { merge } from './definition';

type Parameters = ParametersOf<typeof merge.parameters>;

/** Links of one item to all items that came in, at most: more would outweigh the data. */
const MAX_LINKS = 100;

const link = (input: number, item: number): { item: number; input?: number } => (input === 0 ? { item } : { item, input });

export async function mergeBySql(inputs: readonly Item[][], { query, options }: Parameters, { tools, node }: Pick<RunContext<unknown>, 'tools' | 'node'>): Promise<Item[]> {
  if (query.trim() === '') throw new NodeError('The query is empty');
  const rows = await tools.work('sql', { tables: inputs.map(items => items.map(({ json }) => json)), query });
  if (rows.length === 0) return (options.emptyQueryResult ?? (node.typeVersion >= 3.2 ? 'empty' : 'success')) === 'success' ? [{ json: { success: true } }] : [];
  // A row that does not say where it is from (a sum, a union) may be from every item of the tables the query names.
  const all = inputs.flatMap((items, input) => (new RegExp(`\\binput${input + 1}\\b`, 'i').test(query) ? items.map((_, item) => link(input, item)) : []));
  return rows.map(({ json, items }) => {
    const links = items?.map(({ input, item }) => link(input, item)) ?? all;
    return links.length > MAX_LINKS ? { json } : { json, pairedItem: links };
  });
}
