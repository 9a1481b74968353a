// The files of an item: found by the name of their property, or refused with the names there are.
import type { BinaryRef, Item } from '~/engine/items';
import { setOwn } from '~/lib/json';
import { NodeError } from '../contract';

export const findFile = (item: Item, name: string): BinaryRef | undefined => (item.binary !== undefined && Object.hasOwn(item.binary, name) ? item.binary[name] : undefined);

export function fileOf(item: Item, name: string): BinaryRef {
  const file = findFile(item, name);
  if (file === undefined) throw new NodeError(`The item has no file "${name}"`, { description: `It has: ${Object.keys(item.binary ?? {}).join(', ') || 'no files'}` });
  return file;
}

/** The files of an item with one more. */
export function withFile(files: Item['binary'], name: string, file: BinaryRef): NonNullable<Item['binary']> {
  const made = { ...files };
  setOwn(made, name, file);
  return made;
}

/** `a, b` as names. */
export const namesOf = (list: string): string[] => list.split(',').map(name => name.trim()).filter(name => name !== '');
