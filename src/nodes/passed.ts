// Items that go on unchanged: a fresh envelope with lineage, so that an input's `error` mark or lineage never travels further.
import type { Item } from '~/engine/items';

/** The item as made from item `index` of input `input` of this step. Data is shared, not copied. */
export function passed(item: Item, index: number, input = 0): Item {
  const copy: Item = { json: item.json };
  if (item.binary !== undefined) copy.binary = item.binary;
  copy.pairedItem = input === 0 ? { item: index } : { item: index, input };
  return copy;
}

export const passAll = (items: readonly Item[], input = 0): Item[] => items.map((item, index) => passed(item, index, input));
