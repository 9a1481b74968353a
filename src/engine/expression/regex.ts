// Regular expressions in linear time (re2js). Nothing falls back to the host's RegExp, so no pattern can stall a worker.
import { RE2JS } from 're2js';
import { ExpressionError } from './errors';
import { type Frame, Pattern } from './values';

const SPACE = '\\s\\x{0b}\\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}';
const MAX_SOURCE = 2_000;

/** JavaScript's meaning where RE2 differs: `\s` knows Unicode blanks, `.` stops at every line end. */
function translate(source: string, dotAll: boolean): string {
  let text = '';
  let inClass = false;
  for (let i = 0; i < source.length; i++) {
    const char = source[i] as string;
    if (char === '\\') {
      const next = source[++i] ?? '';
      if (!inClass && (/[1-9]/.test(next) || (next === 'k' && source[i + 1] === '<'))) throw unsupported('back-references');
      if (next === 's') text += inClass ? SPACE : `[${SPACE}]`;
      else if (next === 'S' && !inClass) text += `[^${SPACE}]`;
      else text += `\\${next}`;
    } else if (inClass) {
      if (char === ']') inClass = false;
      text += char === '[' ? '\\[' : char;
    } else if (char === '[') {
      inClass = true;
      text += char;
    } else if (char === '(' && /^\(\?(<?[=!])/.test(source.slice(i, i + 4))) {
      throw unsupported('look-around');
    } else if (char === '.' && !dotAll) {
      text += '[^\\n\\r\\x{2028}\\x{2029}]';
    } else {
      text += char;
    }
  }
  return text;
}

const unsupported = (what: string): ExpressionError =>
  new ExpressionError('syntax', `Regular expressions in Weft run in linear time and cannot use ${what}`, { description: 'Use a Code node for this pattern.' });

export class LinearPattern extends Pattern {
  readonly global: boolean;
  readonly sticky: boolean;
  private readonly compiled: RE2JS;
  private readonly size: number;

  constructor(
    readonly source: string,
    readonly flags: string,
    like?: LinearPattern,
  ) {
    super();
    this.global = flags.includes('g');
    this.sticky = flags.includes('y');
    if (like) {
      this.compiled = like.compiled;
      this.size = like.size;
      return;
    }
    if (source.length > MAX_SOURCE) throw new ExpressionError('limit', `A regular expression may have at most ${MAX_SOURCE} characters`);
    if (/[^dgimsuvy]/.test(flags) || new Set(flags).size !== flags.length) throw new ExpressionError('syntax', `Invalid flags of a regular expression: "${flags}"`);
    const options = (flags.includes('i') ? RE2JS.CASE_INSENSITIVE : 0) | (flags.includes('m') ? RE2JS.MULTILINE : 0) | (flags.includes('s') ? RE2JS.DOTALL : 0);
    try {
      this.compiled = RE2JS.compile(RE2JS.translateRegExp(translate(source, flags.includes('s'))), options);
    } catch (error) {
      if (error instanceof ExpressionError) throw error;
      throw new ExpressionError('syntax', `Invalid regular expression /${source.slice(0, 60)}/: ${(error as Error).message}`);
    }
    this.size = this.compiled.programSize();
  }

  /** The same pattern with a position of its own. */
  fresh(): LinearPattern {
    return new LinearPattern(this.source, this.flags, this);
  }

  /** Matches from `start` on, in order; the last one is followed by the end. `limit` 1 finds only the first. */
  matches(text: string, frame: Frame, limit = Number.POSITIVE_INFINITY, start = 0): Match[] {
    const found: Match[] = [];
    const matcher = this.compiled.matcher(text);
    const names = this.compiled.namedGroups();
    const keys = Object.keys(names);
    const long = text.length * this.size > 50_000;
    this.charge(text, frame);
    for (let more = matcher.find(start); more && found.length < limit; more = matcher.find()) {
      frame.budget.step(8);
      // One search is linear in text times pattern; many that all look far ahead are not, hence a look at the clock.
      if (long || found.length % 16 === 15) frame.budget.checkClock();
      const count = matcher.groupCount();
      frame.budget.list(count + 4);
      const groups: (string | undefined)[] = [];
      for (let i = 1; i <= count; i++) groups.push(matcher.group(i) ?? undefined);
      const match: Match = { index: matcher.start(), end: matcher.end(), text: matcher.group() ?? '', groups };
      frame.budget.text(match.text.length);
      if (keys.length > 0) match.named = Object.fromEntries(keys.map(key => [key, groups[(names[key] as number) - 1]]));
      found.push(match);
    }
    return found;
  }

  /** Charges one search before it is made. */
  private charge(text: string, frame: Frame): void {
    const work = text.length * this.size;
    if (work > 10_000_000) throw new ExpressionError('limit', 'The text is too long for this regular expression');
    frame.budget.step(1 + Math.ceil(work / 64));
  }

  test(text: string, frame: Frame): boolean {
    this.charge(text, frame);
    if (!this.global && !this.sticky) return this.compiled.test(text);
    return this.next(text, frame) !== null;
  }

  /** As `exec`: with `g` or `y` it goes on from `lastIndex`. */
  next(text: string, frame: Frame): Match | null {
    const stateful = this.global || this.sticky;
    const start = stateful ? this.lastIndex : 0;
    const match = start > text.length ? undefined : this.matches(text, frame, 1, start)[0];
    const found = match && (!this.sticky || match.index === start) ? match : null;
    if (stateful) this.lastIndex = found ? found.end : 0;
    return found;
  }
}

export interface Match {
  index: number;
  end: number;
  text: string;
  groups: (string | undefined)[];
  named?: Record<string, string | undefined>;
}

/** The array `match` and `exec` give. */
export function matchArray(match: Match, text: string): unknown[] {
  return Object.assign([match.text, ...match.groups], { index: match.index, input: text, groups: match.named });
}

/** Expands `$1`, `$<name>`, `$&`, `` $` ``, `$'` and `$$` of a replacement text (ECMAScript GetSubstitution). */
export function substitute(template: string, match: Match, text: string, frame: Frame): string {
  if (!template.includes('$')) return template;
  let result = '';
  for (let i = 0; i < template.length; i++) {
    let piece = template[i] as string;
    const next = template[i + 1];
    if (piece === '$' && next !== undefined) {
      if (next === '$') { piece = '$'; i++; }
      else if (next === '&') { piece = match.text; i++; }
      else if (next === '`') { piece = text.slice(0, match.index); i++; }
      else if (next === "'") { piece = text.slice(match.end); i++; }
      else if (next === '<' && match.named) {
        const close = template.indexOf('>', i);
        if (close !== -1) {
          const name = template.slice(i + 2, close);
          piece = (Object.hasOwn(match.named, name) ? match.named[name] : undefined) ?? '';
          i = close;
        }
      } else {
        const two = Number(template.slice(i + 1, i + 3));
        const one = Number(next);
        if (/^\d\d$/.test(template.slice(i + 1, i + 3)) && two >= 1 && two <= match.groups.length) { piece = match.groups[two - 1] ?? ''; i += 2; }
        else if (/\d/.test(next) && one >= 1 && one <= match.groups.length) { piece = match.groups[one - 1] ?? ''; i++; }
      }
    }
    frame.budget.text(piece.length);
    result += piece;
  }
  return result;
}
