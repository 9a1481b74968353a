// Which output an item leaves by when something failed, and the empty item of `alwaysOutputData` (engine.md 8.9, 8.10, 13).
import type { GraphNode } from './graph';
import type { Item, PairedItem } from './items';
import { linkToAll } from './lineage';
import { parentsOf } from './items';
import { isPlainObject, type JsonObject } from '~/lib/json';

/** The output that `continueErrorOutput` adds after the node's own. */
export const errorOutputOf = (node: GraphNode): number => Math.max(1, node.outputCount);

/** Items marked with `error` go to the error output with their input's fields; under the other policies they stay. */
export function routeErrors(node: GraphNode, outputs: Item[][], inputs: readonly (readonly Item[])[]): Item[][] {
  if (node.node.onError !== 'continueErrorOutput') return outputs;
  const errorOutput = errorOutputOf(node);
  const routed: Item[][] = [];
  for (let output = 0; output <= errorOutput; output++) routed.push([]);
  const failed = routed[errorOutput] as Item[];
  outputs.forEach((items, output) => {
    if (output !== errorOutput) routed[output] = items.some(isError) ? items.filter(item => !isError(item)) : items;
    for (const item of items) {
      if (output === errorOutput) failed.push(item);
      else if (isError(item)) failed.push(withInput(item, inputs));
    }
  });
  return routed;
}

/** n8n takes an item whose json is nothing but an error for a failed one, even without the mark. */
function isError(item: Item): boolean {
  if (item.error) return true;
  const { json } = item;
  if (!json.error) return false;
  const keys = Object.keys(json);
  return keys.length === 1 || (keys.length === 2 && 'message' in json);
}

function withInput(item: Item, inputs: readonly (readonly Item[])[]): Item {
  const [parent] = parentsOf(item);
  const source = parent ? inputs[parent.input ?? 0]?.[parent.item] : undefined;
  const { error } = item.json;
  return { ...item, json: { ...source?.json, ...item.json, error: isPlainObject(error) ? item.json.error as JsonObject : item.error?.message ?? error ?? 'error' } };
}

/** What a step gives whose node threw as a whole, when the workflow goes on: its input, by the policy's output. */
export function outputsOfFailure(node: GraphNode, message: string, inputs: readonly Item[][]): Item[][] {
  const [items = []] = inputs;
  if (node.node.onError === 'continueErrorOutput') {
    const routed: Item[][] = Array.from({ length: errorOutputOf(node) + 1 }, () => []);
    const failed: Item[] = items.map((item, index) => ({ ...item, json: { ...item.json, error: message }, error: { message }, pairedItem: { item: index } }));
    routed[routed.length - 1] = failed.length > 0 ? failed : [{ json: { error: message }, error: { message } }];
    return routed;
  }
  return [items.length > 0 ? items.map((item, index) => ({ ...item, pairedItem: { item: index } as PairedItem })) : [{ json: { error: message }, error: { message } }]];
}

/** `alwaysOutputData`: output 0 is never empty. */
export function fillOutput(node: GraphNode, outputs: Item[][], inputs: readonly (readonly Item[])[]): Item[][] {
  if (!node.node.alwaysOutputData || (outputs[0] ?? []).length > 0) return outputs;
  const all = linkToAll(inputs);
  const item: Item = all.length > 0 ? { json: {}, pairedItem: all } : { json: {} };
  return [[item], ...outputs.slice(1)];
}
