// Lists of PostgreSQL: what the client library reads as the text "NULL" is null.
import { parse } from 'postgres-array';
import type { Json } from '~/lib/json';

interface ElementType { from: readonly number[]; parse: (text: string) => Json }

/** Types of lists, by the type of what is in them (pg_type.dat). */
const LISTS: Record<number, number> = {
  16: 1000, 17: 1001, 20: 1016, 21: 1005, 23: 1007, 25: 1009, 26: 1028, 114: 199, 600: 1017, 700: 1021, 701: 1022, 1042: 1014, 1043: 1015, 1082: 1182, 1114: 1115, 1184: 1185, 1186: 1187, 1700: 1231, 2950: 2951, 3802: 3807,
};

/** A type for the client library for every list whose elements are known; others are read by the library. */
export function listTypes(elements: readonly ElementType[]): Record<string, { to: number; from: number[]; parse: (text: string) => Json; serialize: (value: unknown) => string }> {
  return Object.fromEntries(Object.entries(LISTS).map(([element, list]) => {
    // Numerics of lists are numbers, as in n8n; alone they are texts.
    const read = element === '1700' ? Number : (elements.find(({ from }) => from.includes(Number(element)))?.parse ?? ((text: string) => text));
    return [`list${list}`, { to: list, from: [list], parse: (text: string) => parse(text, read) as Json, serialize: written }];
  }));
}

/** `{"a","b",null}`; text is a list that is written already. */
function written(value: unknown): string {
  if (!Array.isArray(value)) return String(value);
  const element = (each: unknown): string => (each === null || each === undefined ? 'null' : Array.isArray(each) ? written(each) : `"${(typeof each === 'object' ? JSON.stringify(each) : String(each)).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`);
  return `{${value.map(element).join(',')}}`;
}
