// Renaming a node rewrites every way of naming it, and nothing else.
import { describe, expect, it } from 'vitest';
import { rewriteReferences } from './references';

const rename = (text: string, from: string, to: string) => rewriteReferences(text, new Map([[from, to]]));

describe('rewriteReferences', () => {
  it.each([
    ['={{ $(\'Set\').item.json.a }}', '={{ $(\'Edit\').item.json.a }}'],
    ['={{ $("Set").first() }}', '={{ $("Edit").first() }}'],
    ['={{ $(`Set`).all() }}', '={{ $(`Edit`).all() }}'],
    ['={{ $node["Set"].json.b + $node[\'Set\'].json.c }}', '={{ $node["Edit"].json.b + $node[\'Edit\'].json.c }}'],
    ['={{ $node.Set.json.b }}', '={{ $node.Edit.json.b }}'],
    ['={{ $items("Set", 0) }}', '={{ $items("Edit", 0) }}'],
    ['const a = $( "Set" ).all();', 'const a = $( "Edit" ).all();'],
  ])('%s', (text, expected) => {
    expect(rename(text, 'Set', 'Edit')).toBe(expected);
  });

  it('leaves other names, plain words and unclosed quotes', () => {
    for (const text of ['={{ $("Set2").item }}', '={{ $node.Settings.json }}', 'Set the table', '={{ $("Set\') }}', '={{ $json.Set }}']) expect(rename(text, 'Set', 'Edit')).toBe(text);
  });

  it('writes names with quotes and dots so that they stay one name', () => {
    expect(rename('={{ $(\'A\').item }}', 'A', 'It\'s')).toBe('={{ $(\'It\\\'s\').item }}');
    expect(rename('={{ $(\'It\\\'s\').item }}', 'It\'s', 'B')).toBe('={{ $(\'B\').item }}');
    expect(rename('={{ $node.A.json }}', 'A', 'A b')).toBe('={{ $node["A b"].json }}');
    expect(rename('={{ $("a.b(c)$").item }}', 'a.b(c)$', 'x')).toBe('={{ $("x").item }}');
  });

  it('swaps two names at once', () => {
    const swap = new Map([['A', 'B'], ['B', 'A']]);
    expect(rewriteReferences('={{ $("A").x + $("B").y }}', swap)).toBe('={{ $("B").x + $("A").y }}');
  });

  it('goes into objects and lists and keeps identity where nothing changed', () => {
    const parameters = { a: { list: [{ value: '={{ $("Set").x }}' }] }, same: { b: 1 } };
    const next = rewriteReferences(parameters, new Map([['Set', 'Edit']]));
    expect(next.a.list[0]?.value).toBe('={{ $("Edit").x }}');
    expect(next.same).toBe(parameters.same);
    expect(rewriteReferences(parameters, new Map([['Other', 'X']]))).toBe(parameters);
  });
});
