// Ranking of palette and picker entries.
import { describe, expect, it } from 'vitest';
import { bestRank, rank } from './rank';

describe('rank', () => {
  it('prefers the whole, then starts, then inner words', () => {
    const order = ['Merge', 'Merge branches', 'Stop and merge', 'Submerged'].map(text => rank(text, 'merge'));
    expect(order).toEqual([...order].sort((a, b) => b - a));
    expect(order.every(value => value > 0)).toBe(true);
  });

  it('finds letters in order with few gaps and refuses scattered ones', () => {
    expect(rank('HTTP Request', 'htreq')).toBeGreaterThan(0);
    expect(rank('Respond to Webhook', 'zq')).toBe(0);
    expect(rank('Aggregate rows into one list of everything', 'argoe')).toBe(0);
  });

  it('takes special characters as text', () => {
    expect(rank('a.b (c)', '(c')).toBeGreaterThan(0);
  });
});

it('weighs several texts', () => {
  expect(bestRank([{ text: 'Edit Fields', weight: 1 }, { text: 'set', weight: 0.8 }], 'set')).toBe(80);
});
