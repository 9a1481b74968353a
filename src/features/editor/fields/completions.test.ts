// Completion offers what the data holds.
import { describe, expect, it } from 'vitest';
import { complete, type CompletionData } from './completions';

const data: CompletionData = {
  input: [{ json: { email: 'a', 'ship to': { city: 'Oslo' }, lines: [{ sku: 1 }] } }], item: 0,
  sources: [{ nodeId: 'h', name: 'It\'s a hook' }],
  pages: new Map([['h', { page: { items: [{ json: { body: { id: 7 } } }] } }]]),
};
const labels = (text: string): string[] => complete(text, text.length, data)?.options.map(option => option.label) ?? [];

describe('complete', () => {
  it('offers keys of the item, also below', () => {
    expect(labels('$json.').slice(0, 3)).toEqual(['email', 'ship to', 'lines']);
    expect(labels('$json["ship to"].c')[0]).toBe('city');
    expect(labels('$json.lines[0].')[0]).toBe('sku');
  });

  it('offers steps and their data', () => {
    expect(complete('$(\'', 3, data)?.options[0]).toMatchObject({ label: 'It\'s a hook', apply: 'It\\\'s a hook\')' });
    expect(labels('$("It\'s a hook").item.json.body.')[0]).toBe('id');
    expect(labels('$("It\'s a hook").')).toContain('first()');
  });

  it('offers roots and methods', () => {
    expect(labels('1 + $n')).toContain('$now');
    expect(labels('foo.tr')).toContain('trim()');
    expect(complete('foo ', 4, data)).toBeNull();
  });
});
