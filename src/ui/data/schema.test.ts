// Schema of items: union of keys, samples, gaps, bounds.
import { describe, expect, it } from 'vitest';
import { filterSchema, pathText, schemaOf } from './schema';

describe('schemaOf', () => {
  it('unites the keys of all items, with a sample and the number of gaps', () => {
    const [id, phone] = schemaOf([{ id: 1 }, { id: 2, phone: '' }, { id: 3, phone: '+47' }]);
    expect(id).toMatchObject({ key: 'id', kind: 'number', sample: 1, missing: 0 });
    expect(phone).toMatchObject({ key: 'phone', kind: 'text', sample: '+47', missing: 1 });
  });

  it('looks into objects and the first entry of lists', () => {
    const [order] = schemaOf([{ order: { lines: [{ sku: 'a' }, { sku: 'b', price: 2 }] } }]);
    expect(order?.children[0]?.children[0]?.children.map(node => node.path)).toEqual([['order', 'lines', 0, 'sku']]);
  });

  it('stays bounded on wide and deep data', () => {
    const wide = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`k${index}`, index]));
    expect(schemaOf([wide]).length).toBeLessThanOrEqual(600);
    let deep: unknown = 1;
    for (let level = 0; level < 100; level++) deep = { deep };
    let depth = 0;
    for (let nodes = schemaOf([deep]); nodes.length > 0; nodes = nodes[0]?.children ?? []) depth++;
    expect(depth).toBe(7);
  });

  it('reads a key named __proto__ as any other', () => {
    expect(schemaOf([JSON.parse('{"__proto__":{"a":1}}')])[0]?.key).toBe('__proto__');
  });
});

it('filters by any key on the way down', () => {
  const nodes = schemaOf([{ ship: { phone: '1', city: 'Oslo' }, id: 1 }]);
  expect(filterSchema(nodes, 'PHO')).toMatchObject([{ key: 'ship', children: [{ key: 'phone' }] }]);
});

it('writes paths JavaScript can read', () => {
  expect(pathText(['order', 'ship to', 0, 'a"b'])).toBe('.order["ship to"][0]["a\\"b"]');
});
