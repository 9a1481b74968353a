import { describe, expect, it } from 'vitest';
import { scopeOf } from '../testing/scope';
import { compileTemplate, TemplateCache } from './template';
import { resolveValue } from './value';

const scope = scopeOf([{ a: { b: [1, { c: 'x' }] }, n: 5, s: 'text', list: [1, 2], nothing: null }, { n: 6 }], { nodes: { Done: [{ v: 1 }], Idle: null } });
const evaluate = (text: string) => compileTemplate(text).evaluate(scope);

describe('a template', () => {
  it.each([
    ['plain', 'plain'],
    ['{{ $json.n }}', '{{ $json.n }}'],
    ['=', ''],
    ['=text only', 'text only'],
    ['={{ $json.n }}', 5],
    ['={{ $json.list }}', [1, 2]],
    ['={{$json.a.b[1].c}}', 'x'],
    ['={{ $json.nothing }}', null],
    ['={{ $json.missing }}', undefined],
    ['={{ $json.n }} ', '5 '],
    [' ={{ $json.n }}', ' ={{ $json.n }}'],
    ['=n: {{ $json.n }}, s: {{ $json.s }}', 'n: 5, s: text'],
    ['={{ $json.n }}{{ $json.n }}', '55'],
    ['=[{{ null }}{{ undefined }}{{ $json.missing }}]', '[]'],
    ['=x{{ [1, [2, null], "a"] }}', 'x1,2,,a'],
    ['=x{{ { a: 1 } }}', 'x[object Object]'],
    ['=x{{ true }}{{ 1.50 }}', 'xtrue1.5'],
    ['={{ $json.n; }}', 5],
    ['={{\n  $json.n\n}}', 5],
    ['={{ $json.n // note\n }}', 5],
    ['={{ /* note */ $json.n; ; }}', 5],
    ['={{ {a:{b:1} } }}', { a: { b: 1 } }],
    ["={{ 'a=1&b=2'.split('&').reduce((all, each) => (all[each.split('=')[0]] = each.split('=')[1], all), {}) }}", { a: '1', b: '2' }],
    ['={{ [3, 1].reduce((sum, n) => { return (sum.total += n, sum.list[sum.list.length] = n, sum) }, { total: 0, list: [] }) }}', { total: 4, list: [3, 1] }],
    ['={{ [{ k: "a", v: 1 }, { k: "b", v: 2 }, { k: "a", v: 3 }].reduce((groups, e) => { (groups[e.k] = groups[e.k] || []).push(e.v); return groups }, {}) }}', { a: [1, 3], b: [2] }],
    ['={{ $json.list.map(n => ({ n })).map(o => (o.twice = o.n * 2, o)) }}', [{ n: 1, twice: 2 }, { n: 2, twice: 4 }]],
    ['={{ ["x", "y", "x"].reduce((c, k) => (c[k] ??= 0, c[k] += 1, c), {}) }}', { x: 2, y: 1 }],
    ['={{ (function (n) { if (!n) return 0; const twice = n * 2; return twice })($json.n) }}', 10],
    ['={{ (function () { return 1 }()) }}', 1],
    ['={{ $json.list.map(function (n) { return n + 1 }) }}', [2, 3]],
    ['={{ }}', undefined],
    ['=\\{{ 1 }}', '\\1'],
    ['={{ $now }}', '2024-03-15T12:30:00.000+01:00'],
    ['=at {{ $today }}', 'at 2024-03-15T00:00:00.000+01:00'],
  ])('%s', (text, expected) => {
    expect(evaluate(text)).toEqual(expected);
  });

  it('ends a segment at }} wherever it stands', () => {
    expect(() => evaluate('={{ {a:{b:1}} }}')).toThrow('Invalid syntax');
    expect(() => evaluate('={{ "}}" }}')).toThrow('Invalid syntax');
  });

  it('gives the place of a syntax error in the whole text', () => {
    expect(() => compileTemplate('=first\nsecond {{ 1 + }}')).toThrow(expect.objectContaining({ position: { offset: 21, line: 2, column: 15 } }));
    expect(() => compileTemplate('=x {{ 1')).toThrow(expect.objectContaining({ message: 'Invalid syntax: {{ is never closed with }}', position: { offset: 3, line: 1, column: 4 } }));
    expect(() => compileTemplate('={{ 1; 2 }}')).toThrow('only one expression');
  });

  it('leaves TypeErrors, unknown names and failed natives empty, with a warning', () => {
    for (const text of ['={{ $json.x.y }}', '={{ unknownName }}', '={{ $json.n.foo() }}', '={{ JSON.parse("{") }}', '={{ (1).toFixed(1000) }}', '={{ decodeURIComponent("%") }}', '={{ [].reduce((a, b) => a) }}', '={{ $json.s() }}']) {
      const warnings: string[] = [];
      expect(compileTemplate(text).evaluate(scope, { warn: message => warnings.push(message) })).toBeUndefined();
      expect(warnings, text).toHaveLength(1);
    }
  });

  it('fails on roots, extensions on the wrong type and forbidden keys', () => {
    for (const [text, message] of [
      ["={{ $('Nope').item }}", "The workflow has no node called 'Nope'"], ["={{ $('Idle').first() }}", "The node 'Idle' has not been executed"], ['={{ $node.Nope.json }}', 'no node called'],
      ['={{ (5).extractEmail() }}', 'extractEmail() can be used on string only'], ['={{ $env.SECRET }}', 'is not available'], ['={{ $secrets.x }}', 'credentials only'], ['={{ $json.constructor }}', '"constructor" cannot be used'],
      ['={{ $input.first(1) }}', 'takes no arguments'], ['={{ ["a"].sum() }}', 'needs an array of numbers'], ['={{ "abc".toNumber() }}', 'does not start with a number'],
    ] as const) expect(() => evaluate(text), text).toThrow(message);
  });

  it('never evaluates a result again', () => {
    const data = scopeOf([{ text: '={{ $json.secret }}', secret: 's' }]);
    expect(compileTemplate('={{ $json.text }}').evaluate(data)).toBe('={{ $json.secret }}');
    expect(compileTemplate('=a {{ $json.text }}').evaluate(data)).toBe('a ={{ $json.secret }}');
  });

  it('gives plain data only', () => {
    expect(evaluate('={{ { at: $now, on: new Date(0), re: /a/g, set: new Set([1]), span: $now.diff($today, "hours") } }}')).toEqual({ at: '2024-03-15T12:30:00.000+01:00', on: '1970-01-01T00:00:00.000Z', re: '/a/g', set: [1], span: 'PT12.5H' });
    expect(evaluate('={{ [Math, $input, [].map] }}')).toEqual([{}, { item: { json: scope.json } }, undefined]);
  });

  it('shares item data instead of copying it', () => {
    expect(evaluate('={{ $json.a }}')).toBe((scope.json as { a: unknown }).a);
    expect(evaluate('={{ $input.item.json.list }}')).toBe((scope.json as { list: unknown }).list);
  });

  it('never changes item data', () => {
    const data = scopeOf([{ list: [3, 1, 2], deep: { list: [2, 1] } }]);
    const before = JSON.stringify(data.json);
    for (const text of ['={{ $json.list.sort() }}', '={{ $json.list.reverse() }}', '={{ $json.list.push(9) }}', '={{ $json.list.splice(0, 2) }}', '={{ $json.deep.list.fill(0) }}', '={{ Object.assign($json, { x: 1 }) }}', '={{ $json.list.length++ }}', '={{ (x => { x.pop(); return x })($json.list) }}']) compileTemplate(text).evaluate(data);
    expect(JSON.stringify(data.json)).toBe(before);
  });
});

describe('resolveValue', () => {
  it('goes down into objects and arrays and leaves the rest alone', () => {
    expect(resolveValue({ a: '={{ $json.n }}', b: ['={{ 1 }}', 'x', { c: '=t' }], d: 4 }, scope)).toEqual({ a: 5, b: [1, 'x', { c: 't' }], d: 4 });
  });
  it('names the path of an error', () => {
    expect(() => resolveValue({ a: [{ b: '={{ $secrets }}' }] }, scope)).toThrow(expect.objectContaining({ path: 'a[0].b' }));
  });
});

describe('the cache', () => {
  it('keeps owners apart and forgets the oldest', () => {
    const cache = new TemplateCache(2);
    const one = cache.get('org-1', '={{ 1 }}');
    expect(cache.get('org-1', '={{ 1 }}')).toBe(one);
    expect(cache.get('org-2', '={{ 1 }}')).not.toBe(one);
    cache.get('org-3', '={{ 1 }}');
    expect(cache.get('org-1', '={{ 1 }}')).not.toBe(one);
  });
});
