// Ids are unique, sort by time, and tell when they were made.
import { describe, expect, it } from 'vitest';
import { idFloor, idTime, isId, newId, newToken } from './ids';

describe('ids', () => {
  it('are unique and rising, also within a millisecond', () => {
    const ids = Array.from({ length: 20_000 }, () => newId());
    expect(new Set(ids).size).toBe(ids.length);
    expect([...ids].sort()).toEqual(ids);
    expect(ids.every(isId)).toBe(true);
  });
  it('hold their time, and a floor lies below all ids of its moment', () => {
    const at = Date.now() + 60_000;
    const id = newId(at);
    expect(idTime(id)).toBe(at);
    expect(idFloor(at) <= id).toBe(true);
    expect(idFloor(at + 1) > id).toBe(true);
  });
  it('tokens have the bits they promise and fit in a URL', () => {
    expect(newToken(192)).toMatch(/^[A-Za-z0-9_-]{32}$/);
    expect(new Set(Array.from({ length: 1000 }, () => newToken())).size).toBe(1000);
  });
});
