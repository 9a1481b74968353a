// JavaScript's own string methods, with their size charged before they run.
import { type Methods, numberAt, optionalText, textAt } from './arguments';
import { QuietError } from './errors';
import { LinearPattern, type Match, matchArray, substitute } from './regex';
import { type Frame, callback, kindOf, toText } from './values';

const simple = (run: (text: string) => string): Methods<string>[string] => (self, _args, frame) => {
  frame.budget.text(self.length);
  return run(self);
};

function pad(self: string, args: readonly unknown[], frame: Frame, at: 'start' | 'end'): string {
  const length = numberAt(args, 0, frame) ?? 0;
  const fill = optionalText(args, 1, frame);
  if (length > self.length) frame.budget.text(length);
  return at === 'start' ? self.padStart(length, fill) : self.padEnd(length, fill);
}

function replaceWith(self: string, matches: readonly Match[], replacement: unknown, frame: Frame): string {
  const kind = kindOf(replacement);
  const template = kind === 'function' || kind === 'host' ? null : toText(replacement, frame);
  const run = template === null ? callback(replacement, frame) : null;
  const parts: string[] = [];
  let end = 0;
  for (const match of matches) {
    frame.budget.step();
    parts.push(self.slice(end, match.index));
    const text = run
      ? toText(run(match.text, ...match.groups, match.index, self, ...(match.named ? [match.named] : [])), frame)
      : substitute(template as string, match, self, frame);
    frame.budget.text(text.length);
    parts.push(text);
    end = match.end;
  }
  frame.budget.text(self.length);
  parts.push(self.slice(end));
  return parts.join('');
}

function plainMatches(self: string, search: string, all: boolean, frame: Frame): Match[] {
  const found: Match[] = [];
  frame.budget.step(1 + (self.length >> 6));
  for (let at = self.indexOf(search); at !== -1; at = self.indexOf(search, at + Math.max(1, search.length))) {
    frame.budget.allocate(64);
    found.push({ index: at, end: at + search.length, text: search, groups: [] });
    if (!all || at >= self.length) break;
  }
  return found;
}

function replace(self: string, args: readonly unknown[], frame: Frame, all: boolean): string {
  const pattern = args[0];
  if (pattern instanceof LinearPattern) {
    if (all && !pattern.global) throw new QuietError('replaceAll needs a regular expression with the flag g');
    pattern.lastIndex = 0;
    return replaceWith(self, pattern.matches(self, frame, pattern.global ? undefined : 1), args[1], frame);
  }
  return replaceWith(self, plainMatches(self, textAt(args, 0, frame), all, frame), args[1], frame);
}

function split(self: string, args: readonly unknown[], frame: Frame): string[] {
  const separator = args[0];
  // As in JavaScript, -1 wraps to the largest number: all parts.
  const limit = (numberAt(args, 1, frame) ?? -1) >>> 0;
  if (separator === undefined) return [self].slice(0, limit);
  if (!(separator instanceof LinearPattern)) {
    const text = toText(separator, frame);
    if (text === '') frame.budget.allocate(self.length * 24);
    else for (let at = self.indexOf(text), n = 0; at !== -1 && n < limit; at = self.indexOf(text, at + text.length), n++) frame.budget.allocate(32);
    frame.budget.text(self.length);
    return self.split(text, limit);
  }
  if (self === '') return separator.matches('', frame, 1).length > 0 ? [] : [''];
  const parts: string[] = [];
  let end = 0;
  for (const match of separator.matches(self, frame)) {
    if (match.index >= self.length || (match.end === end && match.index === match.end)) continue;
    if (match.index === match.end && match.index === 0) continue;
    frame.budget.text(match.index - end);
    parts.push(self.slice(end, match.index), ...(match.groups as string[]));
    end = match.end;
  }
  frame.budget.text(self.length - end);
  parts.push(self.slice(end));
  return parts.slice(0, limit);
}

const toPattern = (value: unknown, flags: string, frame: Frame): LinearPattern =>
  value instanceof LinearPattern ? value : new LinearPattern(value === undefined ? '' : toText(value, frame), flags);

export const stringMethods: Methods<string> = {
  at: (self, args, frame) => self.at(numberAt(args, 0, frame) ?? 0),
  charAt: (self, args, frame) => self.charAt(numberAt(args, 0, frame) ?? 0),
  charCodeAt: (self, args, frame) => self.charCodeAt(numberAt(args, 0, frame) ?? 0),
  codePointAt: (self, args, frame) => self.codePointAt(numberAt(args, 0, frame) ?? 0),
  concat: (self, args, frame) => {
    let text = self;
    for (let i = 0; i < args.length; i++) {
      const piece = textAt(args, i, frame);
      frame.budget.text(text.length + piece.length);
      text += piece;
    }
    return text;
  },
  endsWith: (self, args, frame) => self.endsWith(textAt(args, 0, frame), numberAt(args, 1, frame)),
  includes: (self, args, frame) => {
    frame.budget.step(1 + (self.length >> 6));
    if (args[0] instanceof LinearPattern) throw new QuietError('includes() takes text, not a regular expression');
    return self.includes(textAt(args, 0, frame), numberAt(args, 1, frame));
  },
  indexOf: (self, args, frame) => {
    frame.budget.step(1 + (self.length >> 6));
    return self.indexOf(textAt(args, 0, frame), numberAt(args, 1, frame));
  },
  lastIndexOf: (self, args, frame) => {
    frame.budget.step(1 + (self.length >> 6));
    return self.lastIndexOf(textAt(args, 0, frame), numberAt(args, 1, frame));
  },
  localeCompare: (self, args, frame) => {
    frame.budget.step(20);
    const options = kindOf(args[2]) === 'object' ? (args[2] as Intl.CollatorOptions) : undefined;
    return self.localeCompare(textAt(args, 0, frame), optionalText(args, 1, frame), options);
  },
  match: (self, args, frame) => {
    const pattern = toPattern(args[0], '', frame);
    if (pattern.global) {
      pattern.lastIndex = 0;
      const found = pattern.matches(self, frame);
      return found.length === 0 ? null : found.map(match => match.text);
    }
    const match = pattern.next(self, frame);
    return match ? matchArray(match, self) : null;
  },
  matchAll: (self, args, frame) => {
    const pattern = toPattern(args[0], 'g', frame);
    if (!pattern.global) throw new QuietError('matchAll needs a regular expression with the flag g');
    return pattern.matches(self, frame).map(match => matchArray(match, self));
  },
  normalize: (self, args, frame) => {
    frame.budget.text(self.length * 3);
    return self.normalize(optionalText(args, 0, frame));
  },
  padEnd: (self, args, frame) => pad(self, args, frame, 'end'),
  padStart: (self, args, frame) => pad(self, args, frame, 'start'),
  repeat: (self, args, frame) => {
    const count = numberAt(args, 0, frame) ?? 0;
    if (count > 0) frame.budget.text(self.length * count);
    return self.repeat(count);
  },
  replace: (self, args, frame) => replace(self, args, frame, false),
  replaceAll: (self, args, frame) => replace(self, args, frame, true),
  search: (self, args, frame) => {
    const found = toPattern(args[0], '', frame).matches(self, frame, 1)[0];
    return found ? found.index : -1;
  },
  slice: (self, args, frame) => {
    frame.budget.text(16);
    return self.slice(numberAt(args, 0, frame), numberAt(args, 1, frame));
  },
  split,
  startsWith: (self, args, frame) => self.startsWith(textAt(args, 0, frame), numberAt(args, 1, frame)),
  substr: (self, args, frame) => {
    const start = Math.trunc(numberAt(args, 0, frame) ?? 0) || 0;
    const from = start < 0 ? Math.max(0, self.length + start) : start;
    const length = numberAt(args, 1, frame) ?? self.length;
    return length > 0 ? self.slice(from, from + length) : '';
  },
  substring: (self, args, frame) => self.substring(numberAt(args, 0, frame) ?? 0, numberAt(args, 1, frame)),
  toLocaleLowerCase: (self, args, frame) => {
    frame.budget.text(self.length * 3);
    return self.toLocaleLowerCase(optionalText(args, 0, frame));
  },
  toLocaleUpperCase: (self, args, frame) => {
    frame.budget.text(self.length * 3);
    return self.toLocaleUpperCase(optionalText(args, 0, frame));
  },
  toLowerCase: simple(text => text.toLowerCase()),
  toUpperCase: simple(text => text.toUpperCase()),
  toString: (self: string) => self,
  trim: simple(text => text.trim()),
  trimEnd: simple(text => text.trimEnd()),
  trimStart: simple(text => text.trimStart()),
  valueOf: (self: string) => self,
};
