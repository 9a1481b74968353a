// The words people read for times, sizes and counts.
import { describe, expect, it } from 'vitest';
import { bytesText, durationText, plural, relativeText, shortCount } from './time';

describe('durationText', () => {
  it.each([[0, '0 ms'], [412, '412 ms'], [1100, '1.1 s'], [12_400, '12 s'], [125_000, '2 min 5 s'], [11_520_000, '3 h 12 min'], [90_000_000, '1 d 1 h']])('%i ms is %s', (ms, text) => {
    expect(durationText(ms)).toBe(text);
  });
});

describe('relativeText', () => {
  const now = Date.UTC(2026, 10, 20, 12);
  it.each([[0, 'now'], [-42_000, '42 s ago'], [-240_000, '4 min ago'], [-7_200_000, '2 h ago'], [300_000, 'in 5 min'], [-40 * 86_400_000, '11 Oct']])('%i ms from now is %s', (offset, text) => {
    expect(relativeText(now + offset, now)).toBe(text);
  });
});

it('shortens sizes and counts', () => {
  expect([bytesText(812), bytesText(18_400), bytesText(8_100_000)]).toEqual(['812 B', '18 kB', '8.1 MB']);
  expect([shortCount(999), shortCount(1200), shortCount(12_480), shortCount(3_400_000)]).toEqual(['999', '1.2k', '12k', '3.4M']);
  expect([plural(1, 'item'), plural(12_480, 'item')]).toEqual(['1 item', '12,480 items']);
});
