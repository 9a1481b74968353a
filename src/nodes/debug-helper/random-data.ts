// Random people, addresses and numbers. The names are common ones, the hosts and cards are those reserved for examples.
import type { Json, JsonObject } from '~/lib/json';

const FIRST = ['Ada', 'Amir', 'Bea', 'Carlos', 'Chen', 'Dana', 'Elif', 'Emil', 'Fatima', 'Greta', 'Hana', 'Ivan', 'Jonas', 'Kofi', 'Lena', 'Maria', 'Noor', 'Oskar', 'Priya', 'Rosa', 'Sam', 'Tara', 'Yuki', 'Zoe'];
const LAST = ['Adams', 'Bauer', 'Costa', 'Dubois', 'Evans', 'Fischer', 'Garcia', 'Haddad', 'Ivanova', 'Jensen', 'Kim', 'Lopez', 'Meyer', 'Nakamura', 'Okafor', 'Petrov', 'Rossi', 'Silva', 'Tan', 'Usman', 'Weber', 'Young'];
const STREETS = ['Oak Street', 'Mill Lane', 'Station Road', 'High Street', 'Park Avenue', 'River Walk', 'Church Street', 'Hill Road'];
const PLACES = [['Springfield', 'Illinois', 'United States'], ['Leeds', 'England', 'United Kingdom'], ['Bonn', 'North Rhine-Westphalia', 'Germany'], ['Lyon', 'Rhône', 'France'], ['Porto', 'Porto', 'Portugal'], ['Osaka', 'Osaka', 'Japan'], ['Pune', 'Maharashtra', 'India'], ['Córdoba', 'Córdoba', 'Argentina']] as const;
const HOSTS = ['example.com', 'example.org', 'example.net'];
const CARDS = [['Visa', '4111-1111-1111-1111'], ['MasterCard', '5555-5555-5555-4444'], ['Amex', '3782-822463-10005'], ['Discover', '6011-1111-1111-1117']] as const;
const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_!';

/** Numbers from 0 to 1, the same for the same seed (mulberry32 over a hash of the text). */
export function numbersOf(seed: string): () => number {
  let state = 2_166_136_261;
  for (const char of seed) state = Math.imul(state ^ (char.codePointAt(0) ?? 0), 16_777_619);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface RandomOptions {
  alphabet: string;
  length: number;
}

type Next = () => number;

const whole = (next: Next, from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
const pick = <T>(next: Next, list: readonly T[]): T => list[whole(next, 0, list.length - 1)] as T;
const word = (next: Next, alphabet: string, length: number): string => Array.from({ length }, () => pick(next, [...alphabet])).join('');
const hex = (next: Next, length: number): string => word(next, '0123456789abcdef', length);
const uuid = (next: Next): string => `${hex(next, 8)}-${hex(next, 4)}-4${hex(next, 3)}-${pick(next, ['8', '9', 'a', 'b'])}${hex(next, 3)}-${hex(next, 12)}`;
const person = (next: Next) => ({ firstname: pick(next, FIRST), lastname: pick(next, LAST) });
const email = (next: Next, { firstname, lastname } = person(next)): string => `${firstname}.${lastname}${whole(next, 1, 99)}@${pick(next, HOSTS)}`.toLowerCase();
const times = (count: number, make: () => string, separator: string): string => Array.from({ length: count }, make).join(separator);

const KINDS: Record<string, (next: Next, options: RandomOptions) => JsonObject> = {
  user(next) {
    const who = person(next);
    return { uid: uuid(next), email: email(next, who), ...who, password: word(next, LETTERS, 10) };
  },
  address(next) {
    const [city, state, country] = pick(next, PLACES);
    return { ...person(next), street: `${whole(next, 1, 999)} ${pick(next, STREETS)}`, city, zip: word(next, '0123456789', 5), state, country };
  },
  email: next => ({ email: email(next), confirmed: next() < 0.5 }),
  creditCard(next) {
    const [type, number] = pick(next, CARDS);
    const { firstname, lastname } = person(next);
    return { type, number, ccv: word(next, '0123456789', 3), exp: `${String(whole(next, 1, 12)).padStart(2, '0')}/${whole(next, 30, 39)}`, holder_name: `${firstname} ${lastname}` };
  },
  ipv4: next => ({ ip: times(4, () => String(whole(next, 1, 254)), '.') }),
  ipv6: next => ({ ipv6: `2001:db8:${times(6, () => hex(next, 4), ':')}` }),
  macAddress: next => ({ mac: times(6, () => hex(next, 2), '-') }),
  latLong: next => ({ location: `${(next() * 180 - 90).toFixed(6)}, ${(next() * 360 - 180).toFixed(6)}` }),
  nanoid: (next, { alphabet, length }) => ({ nanoId: word(next, alphabet, length) }),
  semver: next => ({ version: times(3, () => String(whole(next, 0, 20)), '.') }),
  url: next => ({ url: `https://${word(next, 'abcdefghijklmnopqrstuvwxyz', 8)}.${pick(next, HOSTS)}` }),
  uuid: next => ({ uuid: uuid(next) }),
};

/** One random object of a kind; `user` for a kind that is not known. */
export const randomObject = (kind: string, next: Next, options: RandomOptions): Record<string, Json> => (Object.hasOwn(KINDS, kind) ? (KINDS[kind] as (typeof KINDS)[string]) : (KINDS.user as (typeof KINDS)[string]))(next, options);
