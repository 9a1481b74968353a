// What running code again would do. Browser-safe.
import type { Json } from '~/lib/json';
import type { Effect } from '../contract';

/** Code that calls out may change the world; the rest only reckons. */
export const effectOfCode = (source: Json | undefined): Effect => (typeof source === 'string' && /\bhttpRequest\b/.test(source) ? 'write' : 'pure');
