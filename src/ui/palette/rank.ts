// How well a text matches what was typed: whole words first, then starts of words, then letters in order.

/** Zero for no match; higher is better. */
export function rank(text: string, query: string): number {
  const haystack = text.toLowerCase();
  const needle = query.trim().toLowerCase();
  if (needle === '') return 1;
  if (haystack === needle) return 100;
  if (haystack.startsWith(needle)) return 90;
  const words = needle.split(/\s+/);
  const starts = words.every(word => new RegExp(`(^|[^\\p{L}\\p{N}])${escape(word)}`, 'u').test(haystack));
  if (starts) return 80 - Math.min(20, haystack.length / 10);
  if (words.every(word => haystack.includes(word))) return 60 - Math.min(20, haystack.length / 10);
  let at = 0;
  let gaps = 0;
  for (const letter of needle.replaceAll(' ', '')) {
    const found = haystack.indexOf(letter, at);
    if (found < 0) return 0;
    if (found > at) gaps += 1;
    at = found + 1;
  }
  // Scattered letters match almost anything: only a few gaps count as a find.
  return gaps > Math.max(2, needle.length / 3) ? 0 : 30 - gaps;
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

interface Weighted {
  text: string;
  weight: number;
}

/** The best rank over several texts, each with its weight from 0 to 1. */
export const bestRank = (texts: readonly Weighted[], query: string): number => Math.max(0, ...texts.map(({ text, weight }) => rank(text, query) * weight));
