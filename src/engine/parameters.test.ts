import { describe, expect, it } from 'vitest';
import type { JsonObject } from '~/lib/json';
import { defineNode, type NodeDefinition } from '~/nodes/contract';
import { boolean, collection, group, json, locator, multiOptions, number, options, rows, string } from '~/nodes/fields';
import { compileParameters } from './parameters';
import { scopeOf } from './testing/scope';

const definition = defineNode({
  type: 'sample', label: 'Sample', description: '', group: 'data', icon: 'box', versions: [1, 2, 3], n8nTypes: [], effect: 'pure', inputs: [{}], outputs: [{}],
  parameters: {
    mode: options({ label: 'Mode', default: 'a', options: [{ value: 'a', label: 'A' }, { value: 'b', label: 'B' }] }),
    onlyB: string({ label: 'Only b', default: 'none', show: { mode: ['b'] } }),
    notB: string({ label: 'Not b', default: 'none', hide: { mode: ['b'] } }),
    since3: string({ label: 'Since 3', default: 'old', show: { '@version': { from: 3 } } }),
    count: number({ label: 'Count', default: 7 }),
    flag: boolean({ label: 'Flag' }),
    list: multiOptions({ label: 'List', default: ['x'], options: [{ value: 'x', label: 'X' }, { value: 'y', label: 'Y' }] }),
    text: string({ label: 'Text', default: 'plain' }),
    body: json({ label: 'Body' }),
    as: string({ label: 'As written', fixed: true }),
    target: locator({ label: 'Target' }),
    more: collection({ label: 'More', fields: { deep: number({ label: 'Deep', default: 1 }), ifB: string({ label: 'If b', show: { '/mode': ['b'] } }) } }),
    headers: rows({ label: 'Headers', key: 'parameters', fields: { name: string({ label: 'Name' }), value: string({ label: 'Value', default: 'none' }) } }),
    nested: group({ label: 'Nested', key: 'inner', fields: { limit: number({ label: 'Limit', default: 5 }) } }),
  },
});

const read = (parameters: JsonObject, index = 0, typeVersion = 3) => {
  const warnings: string[] = [];
  const node = { id: 'n', name: 'N', type: 'sample', typeVersion, position: { x: 0, y: 0 }, parameters };
  const compiled = compileParameters(node, definition as unknown as NodeDefinition);
  const reader = compiled.reader(scopeOf([{ n: 1, s: 'one', o: { p: 1 } }, { n: 2, s: 'two' }]), (name, message) => warnings.push(`${name}: ${message}`));
  return { values: reader.at(index) as unknown as Record<string, unknown>, reader, warnings };
};

describe('parameters', () => {
  it('are their defaults when nothing is written', () => {
    const { values, reader } = read({});
    expect(reader.constant).toBe(true);
    expect([values.mode, values.count, values.flag, values.list, values.more, values.headers, values.nested, values.target]).toEqual(['a', 7, false, ['x'], {}, {}, {}, '']);
  });

  it('that do not apply keep their default and are not evaluated', () => {
    expect(read({ onlyB: '={{ $broken( }}' }).values.onlyB).toBe('none');
    expect(read({ mode: 'b', onlyB: 'set', notB: 'set' }).values).toMatchObject({ onlyB: 'set', notB: 'none' });
    expect(read({ mode: '={{ "b" }}', onlyB: 'set' }).values.onlyB).toBe('set');
    expect(read({ since3: 'new' }, 0, 2).values.since3).toBe('old');
    expect(read({ since3: 'new' }, 0, 3).values.since3).toBe('new');
    expect(read({ more: { ifB: 'x', deep: 2 } }).values.more).toEqual({ deep: 2 });
  });

  it('resolve per item, only when read', () => {
    const { reader } = read({ text: '={{ $json.s }}', count: '={{ $json.n * 2 }}', as: '={{ untouched }}', body: '={{ $broken( }}' });
    const at = (index: number) => reader.at(index) as unknown as Record<string, unknown>;
    expect(reader.constant).toBe(false);
    expect([at(0).text, at(1).text, at(1).count, at(0).as]).toEqual(['one', 'two', 4, '={{ untouched }}']);
    expect(() => at(0).body).toThrow('Invalid syntax');
    expect(reader.get('text' as never, 1)).toBe('two');
  });

  it('become the kind of their field', () => {
    const { values } = read({ text: '={{ $json.n }}', count: '={{ "5" }}', flag: '={{ "true" }}', list: '={{ "x, y" }}', target: { __rl: true, mode: 'id', value: '={{ $json.s }}' }, onlyB: 'x' });
    expect(values).toMatchObject({ text: '1', count: 5, flag: true, list: ['x', 'y'], target: 'one' });
    expect(read({ text: '={{ $json.o }}' }).values.text).toBe('{"p":1}');
    expect(read({ text: '={{ $json.missing }}' }).values.text).toBe('');
    expect(read({ target: { __rl: true, mode: 'url', value: 'https://x/y/42', __regex: 'y/(\\d+)' } }).values.target).toBe('42');
  });

  it('fill rows with defaults and leave options unset', () => {
    expect(read({ headers: { parameters: [{ name: '={{ $json.s }}' }, { name: 'b', value: 'c' }] } }).values.headers).toEqual({ parameters: [{ name: 'one', value: 'none' }, { name: 'b', value: 'c' }] });
    expect(read({ nested: { inner: { limit: '={{ 3 }}' } }, more: {} }).values).toMatchObject({ nested: { inner: { limit: 3 } }, more: {} });
  });

  it('name the place of an error', () => {
    const { values } = read({ headers: { parameters: [{ name: 'a', value: '={{ $secrets }}' }] } }, 1);
    expect(() => values.headers).toThrow(expect.objectContaining({ path: 'headers.parameters[0].value', item: 1 }));
  });

  it('tell what was silently left empty', () => {
    const { values, warnings } = read({ text: '={{ $json.a.b }}' });
    expect(values.text).toBe('');
    expect(warnings).toEqual(["text: Cannot read properties of undefined (reading 'b')"]);
  });

  it('with polluted keys stay data', () => {
    const { values } = read(JSON.parse('{"more":{"__proto__":{"polluted":"={{ 1 }}"},"deep":"={{ 2 }}"}}'));
    expect((values.more as Record<string, unknown>).deep).toBe(2);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(Object.getPrototypeOf(values.more)).toBe(Object.prototype);
  });
});
