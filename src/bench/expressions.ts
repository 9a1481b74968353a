// Expressions against the same access written in JavaScript, in one run. Both sides are called through a table, so that neither is folded away.
import { createPreviewScope } from '~/engine/expression/preview';
import { compileTemplate } from '~/engine/expression/template';
import type { JsonObject } from '~/lib/json';
import { row, type Table } from './table';

type Person = { n: number; first: string; last: string; tags: string[]; address: { city: string; geo: { lat: number } } };

const person: Person = { n: 3, first: 'Ada', last: 'L', tags: ['a', 'b'], address: { city: 'london', geo: { lat: 51.5 } } };

const CASES: [expression: string, byHand: (json: Person) => unknown][] = [
  ['={{ $json.n }}', json => json.n],
  ['={{ $json.address.city }}', json => json.address.city],
  ['={{ $json.address.geo.lat }}', json => json.address.geo.lat],
  ['={{ $json.tags[1] }}', json => json.tags[1]],
  ['={{ $json.n * 2 }}', json => json.n * 2],
  ['={{ $json.first.toUpperCase() }}', json => json.first.toUpperCase()],
  ['=Dear {{ $json.first }} {{ $json.last }}', json => `Dear ${json.first} ${json.last}`],
];

const ROUNDS = 400_000;
const TRIES = 5;

/** Nanoseconds for one call, the best of some tries. */
function nanoseconds(call: (round: number) => unknown): number {
  let least = Number.POSITIVE_INFINITY;
  let kept: unknown;
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const start = performance.now();
    for (let round = 0; round < ROUNDS; round++) kept = call(round);
    least = Math.min(least, ((performance.now() - start) * 1e6) / ROUNDS);
  }
  if (kept === Symbol.iterator) throw new Error('unreachable: keeps the result in use');
  return least;
}

export async function measureExpressions(): Promise<Table> {
  // Objects of several makes, as run data has them: a loop over one object would measure the cache of the processor.
  const people = Array.from({ length: 64 }, (_each, n) => structuredClone({ ...person, n, first: `Ada${n}` }));
  const scopes = people.map(json => createPreviewScope({ items: [{ json: json as unknown as JsonObject }] }));
  // Both sides once before anything is counted: the first function alone would be built into the loop and cost nothing.
  for (const [, byHand] of CASES) nanoseconds(round => byHand(people[round & 63] as Person));
  const rows = CASES.map(([expression, byHand]) => {
    const template = compileTemplate(expression);
    const hand = nanoseconds(round => byHand(people[round & 63] as Person));
    const ours = nanoseconds(round => template.evaluate(scopes[round & 63] as (typeof scopes)[number]));
    return row(expression.slice(1), `${ours.toFixed(0).padStart(5)} ns, by hand ${hand.toFixed(1)} ns: 1/${(ours / hand).toFixed(1)}`);
  });
  return { title: 'expressions (bar: paths at least 1/10 of JavaScript)', rows };
}
