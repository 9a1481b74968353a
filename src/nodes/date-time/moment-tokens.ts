// Formats and reads dates by Moment's tokens, which version 1 of the node and many people use.
import type { DateTime } from 'luxon';

/** Moment token -> Luxon's, where they say the same. */
const TOKENS: Record<string, string> = {
  YYYY: 'yyyy', YY: 'yy', Q: 'q', MMMM: 'LLLL', MMM: 'LLL', MM: 'LL', M: 'L', DDDD: 'ooo', DDD: 'o', DD: 'dd', D: 'd',
  dddd: 'cccc', ddd: 'ccc', E: 'c', WW: 'WW', W: 'W', GGGG: 'kkkk', GG: 'kk', HH: 'HH', H: 'H', hh: 'hh', h: 'h', mm: 'mm', m: 'm', ss: 'ss', s: 's',
  SSS: 'SSS', A: 'a', Z: 'ZZ', ZZ: 'ZZZ', X: 'X', x: 'x',
};

const PATTERN = /\[([^\]]*)\]|YYYY|YY|Q|MMMM|MMM|MM|Mo|M|DDDD|DDD|DD|Do|D|dddd|ddd|dd|d|E|WW|W|GGGG|GG|HH|H|hh|h|mm|m|ss|s|SSS|SS|S|A|a|ZZ|Z|X|x|LLLL|LLL|LL|LTS|LT|L/g;

/** Moment's shorthands, as in its English locale. */
const SHORT: Record<string, string> = { LT: 'h:mm A', LTS: 'h:mm:ss A', L: 'MM/DD/YYYY', LL: 'MMMM D, YYYY', LLL: 'MMMM D, YYYY h:mm A', LLLL: 'dddd, MMMM D, YYYY h:mm A' };

function ordinal(value: number): string {
  const tail = value % 100;
  if (tail >= 11 && tail <= 13) return `${value}th`;
  return `${value}${['th', 'st', 'nd', 'rd'][value % 10] ?? 'th'}`;
}

export function formatByMoment(moment: DateTime, format: string): string {
  return format.replace(PATTERN, (token, literal: string | undefined) => {
    if (literal !== undefined) return literal;
    if (Object.hasOwn(SHORT, token)) return formatByMoment(moment, SHORT[token] as string);
    switch (token) {
      case 'Do': return ordinal(moment.day);
      case 'Mo': return ordinal(moment.month);
      case 'dd': return moment.toFormat('ccc').slice(0, 2);
      case 'd': return String(moment.weekday % 7);
      case 'a': return moment.toFormat('a').toLowerCase();
      case 'SS': return moment.toFormat('SSS').slice(0, 2);
      case 'S': return moment.toFormat('SSS').slice(0, 1);
      default: return moment.toFormat(TOKENS[token] as string);
    }
  });
}

/** The format in Luxon's tokens, for reading; ordinals and weekday numbers cannot be read. */
export const luxonFormat = (format: string): string => format.replace(PATTERN, (token, literal: string | undefined) => (literal !== undefined ? `'${literal}'` : token === 'a' ? 'a' : (TOKENS[token] ?? token)));
