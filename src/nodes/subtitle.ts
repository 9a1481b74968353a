// Short texts for the second line of a node's card, made from raw parameters (which may hold expressions). Browser-safe.
import type { Json } from '~/lib/json';

/** The value as a person would say it: expressions without their leading `=`, cut to `max` characters. */
export function shortText(value: Json | undefined, max = 40): string {
  if (value === undefined || value === null) return '';
  const text = (typeof value === 'object' ? '' : String(value)).replace(/^=/, '').replace(/\s+/g, ' ').trim();
  return text.length > max ? `${text.slice(0, max - 1)}…` : text;
}

/** `https://api.stripe.com/charges?x=1` -> `api.stripe.com/charges`. */
export const shortUrl = (value: Json | undefined): string => shortText(value, 200).replace(/^https?:\/\//, '').replace(/[?#].*$/, '').slice(0, 48);

/** `3 fields`, `1 field`. */
export const count = (n: number, word: string): string => `${n} ${word}${n === 1 ? '' : 's'}`;

/** Length of the list at `value[key]`, 0 when there is none. */
export function rowCount(value: Json | undefined, key: string): number {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 0;
  const list = value[key];
  return Array.isArray(list) ? list.length : 0;
}
