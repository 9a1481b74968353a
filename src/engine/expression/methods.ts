// Which method a value of each kind has. Calls are looked up here by (kind, name) and nowhere else.
import { type Method, type Methods, isEmptyValue, wrongType } from './arguments';
import { QuietError } from './errors';
import { arrayExtensions } from './extensions-array';
import { dateExtensions, jsDateExtensions } from './extensions-date';
import { stringExtensions } from './extensions-string';
import { jsonText } from './json-text';
import { arrayMethods, setMethods } from './methods-array';
import { dateTimeMethods, durationMethods, intervalMethods } from './methods-date';
import { jsDateMethods } from './methods-js-date';
import { booleanExtensions, booleanMethods, numberExtensions, numberMethods } from './methods-number';
import { objectExtensions, objectMethods } from './methods-object';
import { regexMethods } from './methods-regex';
import { stringMethods } from './methods-string';
import { type Frame, type HostObject, KIND_LABELS, type Kind, kindOf } from './values';

type AnyMethod = Method<never>;
type MethodsByKind = Partial<Record<Kind, AnyMethod>>;

const ANY: Methods<unknown> = {
  isEmpty: self => isEmptyValue(self),
  isNotEmpty: self => !isEmptyValue(self),
  toJsonString: (self, _args, frame) => jsonText(self, frame),
};

const NATIVE: Partial<Record<Kind, Methods<never>>> = {
  string: stringMethods, number: numberMethods, boolean: booleanMethods, array: arrayMethods, object: objectMethods,
  date: jsDateMethods, dateTime: dateTimeMethods, duration: durationMethods, interval: intervalMethods, regex: regexMethods, set: setMethods,
};

const EXTENSIONS: Partial<Record<Kind, Methods<never>>> = {
  string: stringExtensions, number: numberExtensions, boolean: booleanExtensions, array: arrayExtensions, object: objectExtensions,
  date: jsDateExtensions, dateTime: dateExtensions,
};

const BY_NAME = new Map<string, MethodsByKind>();
/** Kinds that have an extension of this name: using it on another kind is an error, not a quiet null. */
const EXTENDED = new Map<string, Set<string>>();

function register(tables: Partial<Record<Kind, Methods<never>>>, extension: boolean): void {
  for (const [kind, table] of Object.entries(tables)) {
    for (const [name, run] of Object.entries(table)) {
      const entry = BY_NAME.get(name) ?? {};
      entry[kind as Kind] = run;
      BY_NAME.set(name, entry);
      if (extension) EXTENDED.set(name, (EXTENDED.get(name) ?? new Set()).add(KIND_LABELS[kind as Kind]));
    }
  }
}

const KINDS = Object.keys(KIND_LABELS) as Kind[];
register(Object.fromEntries(KINDS.filter(kind => kind !== 'host').map(kind => [kind, ANY])), false);
register(NATIVE, false);
register(EXTENSIONS, true);

const NONE: MethodsByKind = {};

/** Methods called `name`, by kind; looked up once per call in the source. */
export const methodsNamed = (name: string): MethodsByKind => BY_NAME.get(name) ?? NONE;

/** Names for completion in the editor. */
export const methodNames = (kind: Kind): string[] => [...BY_NAME].filter(([, kinds]) => kinds[kind]).map(([name]) => name);

export function callMethod(self: unknown, name: string, methods: MethodsByKind, args: readonly unknown[], frame: Frame): unknown {
  const kind = kindOf(self);
  const run = methods[kind] as Method<unknown> | undefined;
  if (run) {
    const result = run(self, args, frame);
    if (typeof result === 'object') frame.made = true;
    return result;
  }
  if (kind === 'host') {
    const method = (self as HostObject).method(name);
    if (method) return method(args, frame);
    throw new QuietError(`${(self as HostObject).label}.${name} is not a function`);
  }
  const extended = EXTENDED.get(name);
  if (kind === 'undefined' || kind === 'null') {
    if (extended && !NATIVE_ONLY.has(name)) return undefined;
    throw new QuietError(`Cannot read properties of ${kind} (reading '${name}')`);
  }
  if (extended && !NATIVE_ONLY.has(name)) throw wrongType(name, [...extended], self);
  throw new QuietError(`${name} is not a function of ${KIND_LABELS[kind]}`);
}

/** Extension names that JavaScript has too: `undefined.keys()` is JavaScript's TypeError, not an extension's undefined. */
const NATIVE_ONLY = new Set(['keys', 'values']);
