// The interpreter against JavaScript itself on generated expressions of the allowed subset. `new Function` runs here on text
// this file has generated and on nothing else; no input of anybody's ever reaches it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scopeOf } from '../testing/scope';
import { compileTemplate } from './template';

const data = { n: 7, m: -2.5, zero: 0, s: 'Hello wörld', t: 'a,b,,c', empty: '', yes: true, no: false, nil: null, list: [3, 1, 2], words: ['b', 'a', 'c'], mixed: [1, 'x', null, true, [2, 3]], o: { a: 1, b: { c: 'deep' }, 'k k': 2 }, rows: [{ id: 1, tag: 'x' }, { id: 2, tag: 'y' }] };
const scope = scopeOf([data]);

const { expression } = fc.letrec<Record<'expression' | 'atom' | 'number' | 'text' | 'list' | 'object' | 'condition', string>>(tie => ({
  atom: fc.oneof(
    fc.integer({ min: -50, max: 50 }).map(String), fc.constantFrom('1.5', '0', 'NaN', 'Infinity', 'null', 'undefined', 'true', 'false', '""', '"abc"', "'7'", '[]', '({})', '[1, [2]]', '({ a: 1 })'),
    fc.constantFrom('$json.n', '$json.m', '$json.s', '$json.t', '$json.nil', '$json.list', '$json.words', '$json.o', '$json.o.b.c', '$json["o"]["k k"]', '$json.rows', '$json.mixed', '$json.missing', '$json.list[1]', '$json.rows[0].tag', '$json.o?.b?.d?.e', '$json.missing?.x', '$json.missing.x'),
  ),
  number: fc.oneof(tie('atom'), fc.tuple(tie('number'), fc.constantFrom('+', '-', '*', '/', '%', '**', '|', '&', '^', '<<', '>>', '>>>'), tie('number')).map(([a, operator, b]) => `((${a}) ${operator} (${b}))`), tie('atom').map(a => `Math.round(${a})`), tie('expression').map(a => `(-(${a}))`), tie('expression').map(a => `Number(${a})`), tie('text').map(a => `(${a}).length`)),
  text: fc.oneof(
    tie('atom'), fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `\`x\${${a}}-\${${b}}\``), fc.tuple(tie('text'), tie('expression')).map(([a, b]) => `(${a} + ${b})`),
    fc.tuple(tie('text'), fc.constantFrom('trim()', 'toUpperCase()', 'toLowerCase()', 'slice(1, -1)', 'split(",")', 'split("")', 'replace("l", "L")', 'replaceAll("l", "$&$&")', 'replace(/[aeiou]/g, v => v + v)', 'replace(/(\\w)(\\w)/g, "$2$1")', 'match(/l+/g)', 'match(/(l+)o?/)?.[1]', 'padStart(8, "ab")', 'padEnd(3)', 'repeat(2)', 'at(-1)', 'charCodeAt(1)', 'indexOf("l")', 'lastIndexOf("l", 3)', 'includes("o")', 'startsWith("H")', 'endsWith("d", 4)', 'substring(3, 1)', 'substr(-3, 2)', 'search(/o/)', 'split(/[,l]/)', 'split(/(l)/)', 'concat(1, null)', 'toString()')).map(([a, call]) => `(${a}).${call}`),
    tie('expression').map(a => `String(${a})`), tie('expression').map(a => `JSON.stringify(${a})`),
  ),
  list: fc.oneof(
    tie('atom'), fc.array(tie('expression'), { maxLength: 3 }).map(values => `[${values.join(', ')}]`), tie('list').map(a => `[...(${a}), 0]`),
    fc.tuple(tie('list'), fc.constantFrom('map(x => x)', 'map((x, i) => [i, x])', 'filter(Boolean)', 'filter(x => x > 1)', 'slice(1)', 'concat([9], 8)', 'flat()', 'flat(5)', 'flatMap(x => [x, x])', 'toString()', 'join("-")', 'join()', 'indexOf(2)', 'includes(null)', 'find(x => x)', 'findIndex(x => x === 2)', 'some(x => !x)', 'every(x => x)', 'at(-1)', 'reduce((a, x) => a + x, "")', 'reduce((a, x) => a + x)', 'reduceRight((a, x) => a + x, 0)', 'map(([a, b = 1]) => a + b)', 'map(x => x?.id)', 'map(({ id }) => id)', 'toReversed()', 'lastIndexOf(1)', 'map(String)', 'length')).map(([a, call]) => (call === 'toReversed()' ? `[...(${a})].${call}` : `(${a}).${call}`)),
  ),
  object: fc.oneof(tie('atom'), fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `({ a: ${a}, "b c": ${b}, ["k" + 1]: 1 })`), tie('expression').map(a => `({ ...(${a}), z: 1 })`), tie('object').map(a => `Object.keys(${a})`), tie('object').map(a => `Object.values(${a})`), tie('object').map(a => `Object.entries(${a})`), tie('object').map(a => `("a" in (${a}))`), tie('object').map(a => `(${a}).a`), tie('object').map(a => `(${a})?.b?.c`)),
  condition: fc.oneof(tie('atom'), fc.tuple(tie('expression'), fc.constantFrom('<', '>', '<=', '>=', '==', '!=', '===', '!=='), tie('expression')).map(([a, operator, b]) => `((${a}) ${operator} (${b}))`), fc.tuple(tie('condition'), fc.constantFrom('&&', '||'), tie('expression')).map(([a, operator, b]) => `((${a}) ${operator} (${b}))`), tie('expression').map(a => `(!(${a}))`)),
  expression: fc.oneof({ maxDepth: 4 }, tie('atom'), tie('number'), tie('text'), tie('list'), tie('object'), tie('condition'), fc.tuple(tie('condition'), tie('expression'), tie('expression')).map(([a, b, c]) => `((${a}) ? (${b}) : (${c}))`), fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `((${a}) ?? (${b}))`), tie('expression').map(a => `(typeof (${a}))`), tie('expression').map(a => `((x, y = 2) => { const z = [x, y]; if (z.length > 5) return 1; return z; })(${a})`)),
}));

/** Values as JSON has them, with what JSON loses spelled out. */
const shown = (value: unknown): string => JSON.stringify(value, (_key, inner) => (inner === undefined ? '«undefined»' : typeof inner === 'function' ? '«undefined»' : typeof inner === 'number' && !Number.isFinite(inner) ? `«${inner}»` : Object.is(inner, -0) ? 0 : inner)) ?? '«undefined»';

function native(source: string): string {
  try {
    return shown(new Function('$json', `"use strict"; return (${source});`)(structuredClone(data)));
  } catch {
    return shown(undefined);
  }
}

describe('the interpreter', () => {
  it('agrees with JavaScript', () => {
    let compared = 0;
    fc.assert(
      fc.property(expression, source => {
        if (source.includes('}}')) return;
        const expected = native(source);
        // Names that are n8n extensions on another kind of value fail by design where JavaScript gives a TypeError.
        let actual: string;
        try {
          actual = shown(compileTemplate(`={{ ${source} }}`).evaluate(scope));
        } catch (error) {
          expect((error as { kind?: string }).kind, source).toBe('limit');
          return;
        }
        compared += 1;
        expect(actual, source).toBe(expected);
      }),
      { numRuns: 10_000 },
    );
    expect(compared).toBeGreaterThan(6000);
  });
});
