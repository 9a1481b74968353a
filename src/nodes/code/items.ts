// Checks and completes what a person's code returned: the rules of engine-nodes.md 9.3 (code) and engine.md 13.
import type { Item, PairedItem } from '~/engine/items';
import { isPlainObject, type Json, type JsonObject } from '~/lib/json';
import { NodeError } from '../contract';

const ITEM_KEYS = new Set(['json', 'binary', 'pairedItem', 'error', 'index', 'metadata']);
const HELP = 'Return an array of objects, one for each item you want to output.';

/** A further key is an error in an all-items run, and left out in an each-item run. */
function checked(value: JsonObject, itemIndex?: number): Item {
  const extra = itemIndex === undefined ? Object.keys(value).find(key => !ITEM_KEYS.has(key)) : undefined;
  if (extra !== undefined) {
    throw new NodeError(`Unknown top-level item key: ${extra}`, { itemIndex, description: 'Put the fields of an item under "json", or return objects without "json" and "binary".' });
  }
  if (value.json !== undefined && !isPlainObject(value.json)) throw new NodeError('The "json" of a returned item is not an object', { itemIndex });
  const item: Item = { json: (value.json ?? {}) as JsonObject };
  if (isPlainObject(value.binary) && Object.keys(value.binary).length > 0) item.binary = value.binary as unknown as Item['binary'];
  const parents = parentsIn(value.pairedItem);
  if (parents !== undefined) item.pairedItem = parents;
  return item;
}

const isIndex = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= 0;

/** `n`, `{ item, input? }` or a list of them; anything else says nothing, as an unknown item does. */
function parentsIn(value: Json | undefined): Item['pairedItem'] {
  if (Array.isArray(value)) return value.flatMap(each => parentIn(each) ?? []);
  return parentIn(value);
}

function parentIn(value: Json | undefined): number | PairedItem | undefined {
  if (isIndex(value)) return value;
  if (!isPlainObject(value) || !isIndex(value.item)) return undefined;
  return isIndex(value.input) ? { item: value.item, input: value.input } : { item: value.item };
}

const isItemLike = (value: JsonObject): boolean => 'json' in value || 'binary' in value;

/** Items of an all-items run. Null gives none. `inputs` is the number of items that came in. */
export function itemsOfAll(output: Json, returned: boolean, inputs: number): Item[] {
  if (!returned) throw new NodeError("Code doesn't return items properly", { description: `It returned nothing. ${HELP}` });
  if (output === null) return [];
  if (typeof output !== 'object') throw new NodeError("Code doesn't return items properly", { description: `It returned a ${typeof output}. ${HELP}` });
  const list = Array.isArray(output) ? output : [output];
  const objects = list.map((element): JsonObject => {
    if (!isPlainObject(element)) throw new NodeError("Code doesn't return items properly", { description: HELP });
    return element as JsonObject;
  });
  const wrapped = objects.some(isItemLike);
  const items = objects.map(object => (wrapped ? checked(object) : { json: object }));
  if (items.length === 1 && inputs > 1 && items[0]?.pairedItem === undefined) (items[0] as Item).pairedItem = { item: 0 };
  return items;
}

/** The item of one each-item run; null and nothing at all drop it. */
export function itemOfEach(output: Json, itemIndex: number): Item | null {
  if (output === null) return null;
  if (Array.isArray(output)) throw new NodeError("Code doesn't return a single object", { itemIndex, description: 'It returned an array. To return several items, run once for all items.' });
  if (!isPlainObject(output)) throw new NodeError("Code doesn't return an object", { itemIndex, description: `It returned a ${typeof output}.` });
  const object = output as JsonObject;
  const item = isItemLike(object) ? checked(object, itemIndex) : { json: object };
  if (item.pairedItem === undefined) item.pairedItem = { item: itemIndex };
  return item;
}
