// The shape of a list of items: keys, kinds and one sample each. Work is bounded whatever the data.
import { type Kind, kindOf } from './kinds';

export interface SchemaNode {
  key: string;
  /** Keys from the item's json; numbers are list positions. */
  path: (string | number)[];
  kind: Kind;
  sample: unknown;
  /** How many of the looked-at items have no such key. */
  missing: number;
  children: SchemaNode[];
}

const MAX_ITEMS = 50;
const MAX_NODES = 600;
const MAX_DEPTH = 7;

/** Reads at most 50 items, 600 keys and seven levels. */
export function schemaOf(values: readonly unknown[]): SchemaNode[] {
  let left = MAX_NODES;

  const build = (samples: readonly unknown[], path: (string | number)[]): SchemaNode[] => {
    if (path.length >= MAX_DEPTH) return [];
    const keys = new Map<string | number, unknown[]>();
    for (const sample of samples) {
      if (typeof sample !== 'object' || sample === null) continue;
      const names = Array.isArray(sample) ? sample.slice(0, 1).map((_, index) => index) : Object.keys(sample);
      for (const name of names) {
        const found = keys.get(name);
        const value = (sample as Record<string | number, unknown>)[name];
        if (found) found.push(value);
        else if (left-- > 0) keys.set(name, [value]);
      }
    }
    return [...keys].map(([key, found]) => {
      const sample = found.find(value => value !== null && value !== undefined && value !== '') ?? found[0];
      const at = [...path, key];
      return { key: String(key), path: at, kind: kindOf(sample), sample, missing: samples.length - found.length, children: build(found.filter(value => typeof value === 'object' && value !== null), at) };
    });
  };

  return build(values.slice(0, MAX_ITEMS), []);
}

/** Keeps nodes whose key or any descendant's key contains the text. */
export function filterSchema(nodes: readonly SchemaNode[], text: string): SchemaNode[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return [...nodes];
  return nodes.flatMap(node => {
    if (node.key.toLowerCase().includes(wanted)) return [node];
    const children = filterSchema(node.children, wanted);
    return children.length > 0 ? [{ ...node, children }] : [];
  });
}

/** `.order["ship to"][0]`: the path as JavaScript reads it. */
export function pathText(path: readonly (string | number)[]): string {
  return path.map(key => (typeof key === 'number' ? `[${key}]` : /^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`)).join('');
}
