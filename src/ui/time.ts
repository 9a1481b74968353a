// Times, durations, sizes and counts as people read them.

/** `412 ms`, `1.1 s`, `2 min 5 s`, `3 h 12 min`. */
export function durationText(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`;
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 60) return `${minutes} min ${Math.floor((ms % 60_000) / 1000)} s`;
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** `now`, `42 s ago`, `4 min ago`, `2 h ago`, then a date; `in 5 min` ahead of time. */
export function relativeText(at: number, now: number, locale = 'en-GB'): string {
  const seconds = Math.round(Math.abs(now - at) / 1000);
  const wrap = (text: string): string => (at > now + 500 ? `in ${text}` : `${text} ago`);
  if (seconds < 2) return 'now';
  if (seconds < 60) return wrap(`${seconds} s`);
  if (seconds < 3600) return wrap(`${Math.floor(seconds / 60)} min`);
  if (seconds < 86_400) return wrap(`${Math.floor(seconds / 3600)} h`);
  if (seconds < 7 * 86_400) return wrap(`${Math.floor(seconds / 86_400)} d`);
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return new Intl.DateTimeFormat(locale, sameYear ? { day: 'numeric', month: 'short' } : { day: 'numeric', month: 'short', year: 'numeric' }).format(at);
}

/** Local date and time to the second, for titles and detail rows. */
export const fullTime = (at: number | string, locale = 'en-GB'): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' }).format(new Date(at));

/** `18.4 kB`. */
export function bytesText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const units = ['kB', 'MB', 'GB'];
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}

/** `980`, `1.2k`, `12k`, `3.4M`: for chips. Full figures elsewhere. */
export function shortCount(count: number): string {
  if (count < 1000) return String(count);
  if (count < 1_000_000) return `${(count / 1000).toFixed(count < 10_000 ? 1 : 0).replace('.0', '')}k`;
  return `${(count / 1_000_000).toFixed(1).replace('.0', '')}M`;
}

/** `1 item`, `12,480 items`. */
export const plural = (count: number, one: string, many = `${one}s`): string => `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
