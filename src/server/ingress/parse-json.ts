// JSON from outside: with a position in its errors and caps on depth and number of keys, checked before it is parsed.
import { AppError } from '~/lib/errors';
import type { Json } from '~/lib/json';

const MAX_DEPTH = 64;
const MAX_KEYS = 100_000;

const invalid = (message: string, offset: number, status = 400) => new AppError('invalid', message, { status, details: { reason: status === 413 ? 'too_large' : 'invalid_json', offset } });

/** Throws AppError `invalid` (reason `invalid_json`) naming the offset. Numbers that a double cannot hold stay text. */
export function parseJson(text: string): Json {
  checkShape(text);
  try {
    return JSON.parse(text, (key, value: unknown) => {
      if (key === '__proto__') return undefined;
      return value;
    }) as Json;
  } catch (error) {
    const offset = Number(/position (\d+)/.exec((error as Error).message)?.[1] ?? text.length);
    throw invalid(`The body is not valid JSON (at character ${offset}).`, offset);
  }
}

/** One pass over the text: depth and keys are counted outside strings, and huge numbers are refused. */
function checkShape(text: string): void {
  let depth = 0;
  let keys = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 0x22) {
      for (i++; i < text.length && text.charCodeAt(i) !== 0x22; i++) if (text.charCodeAt(i) === 0x5c) i++;
    } else if (c === 0x7b || c === 0x5b) {
      if (++depth > MAX_DEPTH) throw invalid(`The body is nested deeper than ${MAX_DEPTH} levels.`, i);
    } else if (c === 0x7d || c === 0x5d) depth--;
    else if (c === 0x3a && ++keys > MAX_KEYS) throw invalid(`The body has more than ${MAX_KEYS} keys.`, i, 413);
    else if (c >= 0x30 && c <= 0x39) {
      const start = text.charCodeAt(i - 1) === 0x2d ? i - 1 : i;
      let end = i;
      while (end < text.length && /[0-9.eE+-]/.test(text[end] as string)) end++;
      const number = text.slice(start, end);
      const value = Number(number);
      if (!Number.isFinite(value)) throw invalid(`The number ${number.slice(0, 40)} is out of range; send it as text.`, start);
      if (!Number.isSafeInteger(value) && /^-?\d+$/.test(number) && BigInt(number) !== BigInt(value)) throw invalid(`The number ${number.slice(0, 40)} would be rounded; send it as text.`, start);
      i = end - 1;
    }
  }
}
