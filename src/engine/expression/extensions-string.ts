// n8n's extension methods on strings (engine.md 6.3).
import { DateTime } from 'luxon';
import { type Methods, optionalText } from './arguments';
import { ExpressionError } from './errors';
import { digest } from './hash';
import { parseDateTime } from './dates';
import { fromBase64, toBase64 } from './base64';
import { removeMarkdown, removeTags } from './markup';
import type { Frame } from './values';

const EMAIL = /[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}\.){1,8}[A-Za-z]{2,63}/;
const DOMAIN = /^(?:[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?\.){1,20}(?:[A-Za-z]{2,63}|xn--[A-Za-z0-9-]{1,59})$/;
const URL_TEXT = /(?:https?|ftp|file):\/\/[^\s<>"'`]{1,2000}/i;
const SHORT_WORDS = new Set(['a', 'an', 'and', 'as', 'at', 'but', 'by', 'for', 'from', 'if', 'in', 'nor', 'of', 'on', 'or', 'the', 'to', 'with']);

const parsedUrl = (text: string): URL | undefined => {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
};

function numberFrom(self: string, method: string, whole: boolean): number {
  const value = Number.parseFloat(self.trim());
  if (Number.isNaN(value)) throw new ExpressionError('type', `${method}(): "${self.slice(0, 40)}" does not start with a number`);
  return whole ? Math.trunc(value) : value;
}

function titleCase(self: string): string {
  let first = true;
  return self.replace(/\S+/g, word => {
    const keep = !first && SHORT_WORDS.has(word.toLowerCase());
    first = false;
    return keep ? word : word.charAt(0).toUpperCase() + word.slice(1);
  });
}

function snakeCase(self: string): string {
  return self
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[\s\-_]+/g, '_')
    .replace(/[^\p{L}\p{N}_]/gu, '')
    .replace(/_+/g, '_')
    .replace(/^_|_$/g, '');
}

/** Charges for one pass over the text. */
const pass = (run: Methods<string>[string], factor = 1): Methods<string>[string] => (self, args, frame) => {
  frame.budget.text(self.length);
  frame.budget.step((self.length * factor) >> 3);
  return run(self, args, frame);
};

const encode = (self: string, args: readonly unknown[], _frame: Frame): string => (args[0] === true ? encodeURI(self) : encodeURIComponent(self));

export const stringExtensions: Methods<string> = {
  base64Encode: pass(self => toBase64(new TextEncoder().encode(self)), 2),
  base64Decode: pass(self => new TextDecoder().decode(fromBase64(self))),
  extractDomain: pass(self => {
    const email = /@([^\s@/]+)$/.exec(self.trim().slice(-320));
    if (email?.[1] && !self.includes('://')) return DOMAIN.test(email[1]) ? email[1] : undefined;
    const found = URL_TEXT.exec(self)?.[0] ?? self.trim();
    const host = (parsedUrl(found.includes('://') ? found : `http://${found}`)?.hostname ?? '') || undefined;
    return host !== undefined && (DOMAIN.test(host) || found.includes('://')) ? host : undefined;
  }),
  extractEmail: pass(self => EMAIL.exec(self)?.[0], 8),
  extractUrl: pass(self => URL_TEXT.exec(self)?.[0]),
  extractUrlPath: pass(self => parsedUrl(self.trim())?.pathname),
  hash: (self, args, frame) => {
    const algorithm = optionalText(args, 0, frame) ?? 'md5';
    frame.budget.step(self.length + 100);
    frame.budget.text(self.length);
    return digest(algorithm, self);
  },
  isDomain: pass(self => DOMAIN.test(self)),
  isEmail: pass(self => EMAIL.exec(self)?.[0] === self, 8),
  isUrl: pass(self => /^(?:https?|ftp):\/\//i.test(self) && !/\s/.test(self) && (parsedUrl(self)?.hostname.length ?? 0) > 0),
  isNumeric: self => self.trim() !== '' && self === self.trim() && Number.isFinite(Number(self)),
  parseJson: (self, _args, frame) => {
    frame.budget.allocate(self.length * 4);
    try {
      return JSON.parse(self);
    } catch {
      return undefined;
    }
  },
  quote: (self, args, frame) => {
    const mark = optionalText(args, 0, frame) ?? '"';
    const marks = mark === '' ? 0 : self.split(mark).length - 1;
    frame.budget.text(self.length + marks * (mark.length + 1) + mark.length * 2);
    return mark + (mark === '' ? self : self.replaceAll('\\', '\\\\').replaceAll(mark, () => `\\${mark}`)) + mark;
  },
  removeMarkdown: pass(removeMarkdown, 4),
  removeTags: pass(removeTags),
  replaceSpecialChars: pass(self => {
    const special: Record<string, string> = { ß: 'ss', æ: 'ae', Æ: 'AE', œ: 'oe', Œ: 'OE', ø: 'o', Ø: 'O', đ: 'd', Đ: 'D', ł: 'l', Ł: 'L', ð: 'd', Ð: 'D', þ: 'th', Þ: 'TH', ı: 'i' };
    return self.normalize('NFD').replace(/\p{M}/gu, '').replace(/[^\0-~]/g, char => special[char] ?? char);
  }, 3),
  toBoolean: self => !['', '0', 'false', 'no'].includes(self.trim().slice(0, 6).toLowerCase()),
  toNumber: self => numberFrom(self, 'toNumber', false),
  toFloat: self => numberFrom(self, 'toFloat', false),
  toInt: self => numberFrom(self, 'toInt', true),
  toDate: (self, _args, frame) => parseDateTime(self, frame),
  toDateTime: (self, args, frame) => {
    const format = optionalText(args, 0, frame);
    return format !== undefined && /^(s|ms|us|excel)$/.test(format) && self.trim() !== '' && Number.isFinite(Number(self))
      ? DateTime.fromMillis(Number(self) * (format === 's' ? 1000 : format === 'us' ? 0.001 : 1), { zone: frame.scope.timezone })
      : parseDateTime(self, frame);
  },
  toSentenceCase: pass(self => {
    const lower = self.toLowerCase();
    return lower.replace(/(^\s*|[.!?]\s+)(\p{Ll})/gu, (_whole, before: string, letter: string) => before + letter.toUpperCase());
  }, 2),
  toTitleCase: pass(titleCase, 2),
  toSnakeCase: pass(snakeCase, 3),
  urlEncode: pass(encode, 3),
  urlDecode: pass((self, args) => (args[0] === true ? decodeURI(self) : decodeURIComponent(self))),
};
