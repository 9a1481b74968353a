// Host side of the guest's Intl: QuickJS has none, and dates without time zones are of no use. Runs in the sandbox child.
// Plain values come in as JSON text and go out as JSON text; which classes and methods exist is listed here.

const METHODS: Record<string, readonly string[]> = {
  DateTimeFormat: ['format', 'formatToParts', 'resolvedOptions'],
  NumberFormat: ['format', 'formatToParts', 'resolvedOptions'],
  RelativeTimeFormat: ['format', 'formatToParts', 'resolvedOptions'],
  ListFormat: ['format'],
  PluralRules: ['select', 'resolvedOptions'],
};

const MAX_REQUEST = 10_000;
const MAX_CACHED = 100;
const cache = new Map<string, Record<string, (...values: unknown[]) => unknown>>();

type Formatter = Record<string, (...values: unknown[]) => unknown>;

function formatter(name: string, locale: unknown, options: unknown): Formatter {
  const key = JSON.stringify([name, locale, options]);
  let found = cache.get(key);
  if (found === undefined) {
    const Class = Intl[name as keyof typeof Intl] as unknown as new (locale: unknown, options: unknown) => Formatter;
    found = new Class(locale ?? undefined, options ?? undefined);
    if (cache.size >= MAX_CACHED) cache.clear();
    cache.set(key, found);
  }
  return found;
}

/** `[class, locale, options, method, ...values]` as JSON -> `{ value }` or `{ error }` as JSON. Never throws. */
export function callIntl(request: string): string {
  try {
    if (request.length > MAX_REQUEST) throw new RangeError('too long');
    const [name, locale, options, method, ...values] = JSON.parse(request) as [string, unknown, unknown, string, ...unknown[]];
    const methods = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
    if (methods === undefined || !methods.includes(method)) throw new TypeError('not available');
    const target = formatter(name, locale, options);
    return JSON.stringify({ value: (target[method] as (...given: unknown[]) => unknown).apply(target, values) });
  } catch (error) {
    return JSON.stringify({ error: error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 300) : 'error' });
  }
}
