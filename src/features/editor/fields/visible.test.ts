// Conditions on siblings, the top level and versions.
import { describe, expect, it } from 'vitest';
import { boolean, number, options, string } from '~/nodes/fields';
import { isVisible } from './visible';

const fields = { mode: options({ label: 'Mode', default: 'a', options: [{ value: 'a', label: 'A' }, { value: 'b', label: 'B' }] }), on: boolean({ label: 'On' }), count: number({ label: 'Count', default: 3 }), text: string({ label: 'Text' }) };
const scope = (top = {}, typeVersion = 2) => ({ top, topFields: fields, typeVersion });

describe('isVisible', () => {
  it('compares with the default where nothing is written', () => {
    expect(isVisible({ show: { mode: ['a'] } }, {}, fields, scope())).toBe(true);
    expect(isVisible({ show: { mode: ['a'] } }, { mode: 'b' }, fields, scope())).toBe(false);
  });

  it('needs every show and no hide', () => {
    expect(isVisible({ show: { mode: ['a'], on: [true] } }, { on: true }, fields, scope())).toBe(true);
    expect(isVisible({ show: { mode: ['a'] }, hide: { on: [true] } }, { on: true }, fields, scope())).toBe(false);
  });

  it('reads the top level, versions and ranges', () => {
    expect(isVisible({ show: { '/mode': ['b'] } }, { mode: 'a' }, fields, scope({ mode: 'b' }))).toBe(true);
    expect(isVisible({ show: { '@version': { from: 3 } } }, {}, fields, scope({}, 2))).toBe(false);
    expect(isVisible({ show: { count: { from: 1 } } }, {}, fields, scope())).toBe(true);
  });

  it('shows what depends on an expression', () => {
    expect(isVisible({ show: { mode: ['b'] } }, { mode: '={{ $json.m }}' }, fields, scope())).toBe(true);
  });
});
