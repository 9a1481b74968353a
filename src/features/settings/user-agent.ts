// A browser's long name for itself in three words.

const BROWSERS: readonly [RegExp, string][] = [[/Edg\//, 'Edge'], [/OPR\//, 'Opera'], [/Firefox\//, 'Firefox'], [/(Chrome|CriOS)\//, 'Chrome'], [/Safari\//, 'Safari'], [/^curl\//, 'curl']];
const SYSTEMS: readonly [RegExp, string][] = [[/iPhone/, 'iPhone'], [/iPad/, 'iPad'], [/Android/, 'Android'], [/Windows/, 'Windows'], [/Mac OS X|Macintosh/, 'macOS'], [/CrOS/, 'ChromeOS'], [/Linux/, 'Linux']];

/** `Firefox on Windows`; what is not known is left out, nothing known is `Unknown device`. */
export function deviceOf(userAgent: string | null): { name: string; small: boolean } {
  const text = userAgent ?? '';
  const browser = BROWSERS.find(([mark]) => mark.test(text))?.[1];
  const system = SYSTEMS.find(([mark]) => mark.test(text))?.[1];
  return { name: [browser, system].filter(Boolean).join(' on ') || 'Unknown device', small: /iPhone|Android.*Mobile/.test(text) };
}
