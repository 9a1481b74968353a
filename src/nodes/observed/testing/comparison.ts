// What tests of observed workflows have in common: results without the words of errors, and differences in short.
import type { SeenNodes } from '~/engine/compare-runs';
import type { Item } from '~/engine/items';
import { isPlainObject, type Json } from '~/lib/json';

/** As JSON, and with the words of error messages left out: those are Weft's own. */
export function comparable(nodes: SeenNodes): SeenNodes {
  const worded = (error: Json): Json => (isPlainObject(error) && error.name === 'NodeOperationError' ? '(error)' : isPlainObject(error) && typeof error.message === 'string' ? { ...error, message: '(message)' } as Json : typeof error === 'string' && error !== '' ? '(message)' : error);
  const said = (item: Item): Item => (isPlainObject(item.json) && item.json.error !== undefined ? { ...item, json: { ...item.json, ...(item.json.message !== undefined ? { message: '(message)' } : {}), error: worded(item.json.error) } } : item);
  const plain = JSON.parse(JSON.stringify(nodes)) as SeenNodes;
  return Object.fromEntries(Object.entries(plain).map(([node, seen]) => [node, seen.map(run => ({ ...run, outputs: run.outputs.map(items => items?.map(said) ?? []) }))]));
}

/** `node: kind kind`, one line a node, sorted. */
export function summary(list: { node: string; kind: string }[]): string[] {
  const kinds = new Map<string, Set<string>>();
  for (const { node, kind } of list) kinds.set(node, (kinds.get(node) ?? new Set()).add(kind));
  return [...kinds].map(([node, set]) => `${node}: ${[...set].sort().join(' ')}`).sort();
}
