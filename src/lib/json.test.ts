import { describe, expect, it } from 'vitest';
import { getPath, removePath, setPath } from './json';

const written = (target: Record<string, unknown>, path: string, value: unknown = 1) => {
  setPath(target, path, value);
  return target;
};

describe('setPath', () => {
  it('makes objects and lists on the way', () => {
    expect(written({}, 'a.b[1].c')).toEqual({ a: { b: [undefined, { c: 1 }] } });
    expect(written({ a: 5 }, 'a.b')).toEqual({ a: { b: 1 } });
    expect(written({}, 'a.b', 2)).toEqual({ a: { b: 2 } });
    expect(written({ list: [1, 2] }, 'list[0]', 9)).toEqual({ list: [9, 2] });
  });

  it('refuses an element that would make a list of millions of holes', () => {
    expect(() => written({}, 'a[4000000000]')).toThrow('too far behind the end');
    expect(() => written({ a: [1] }, 'a.4294967294')).toThrow('too far behind the end of its list, which has 1 elements');
    expect(() => written({ a: [1] }, 'a.length', 4_294_967_295)).toThrow('The length of a list cannot be set');
    expect((written({}, 'a[9999]').a as unknown[]).length).toBe(10_000);
  });

  it('refuses what reaches a prototype', () => {
    for (const path of ['__proto__.x', 'a.constructor.prototype.x', 'a["__proto__"]']) expect(() => written({}, path)).toThrow('not allowed');
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });
});

describe('removePath', () => {
  it('removes what is there, and leaves the length of a list alone', () => {
    const target = { a: { b: 1, c: [1, 2] }, 'a.b': 3 };
    removePath(target, 'a.b');
    removePath(target, 'a.b');
    removePath(target, 'a.c.length');
    removePath(target, 'x.y');
    expect(target).toEqual({ a: { c: [1, 2] } });
  });
});

it('getPath takes a whole key before a path', () => {
  expect(getPath({ 'a.b': 1, a: { b: 2 } }, 'a.b')).toBe(1);
  expect(getPath({ a: [{ 'c d': 3 }] }, 'a[0]["c d"]')).toBe(3);
  expect(getPath({}, 'constructor.name')).toBeUndefined();
});
