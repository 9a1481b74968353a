// Workflows watched on n8n: the form of a fixture, and how what Weft did is held against it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { compareRuns, type Difference, type SeenNodes } from '~/engine/compare-runs';
import type { StepRecord } from '~/engine/execution';
import { isPlainObject, type Json } from '~/lib/json';
import { comparable, summary } from '~/nodes/observed/testing/comparison';

export interface SeenResult { status: string; error: { message: string; node?: string } | null; nodes: SeenNodes }

export interface Observation {
  /** Product and version that was watched. */
  observed: string;
  workflow: Json;
  result: SeenResult;
  /** Nodes that do something else in Weft, in what, and why; the node `""` is the outcome of the execution. */
  differs?: { node: string; kinds: (Difference['kind'] | 'outcome' | 'answer')[]; reason: string }[];
}

/** A difference, also one that is no node's: of the outcome, of an HTTP answer. */
export interface Found { node: string; kind: string; place: string; expected: string; actual: string }

export const fixtureNames = (folder: string): string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.json')).sort();
export const readFixture = <T>(folder: string, name: string): T => JSON.parse(readFileSync(join(folder, name), 'utf8')) as T;

/** Stands in a fixture where a value is another one each time. */
export const ANY = '<<any>>';

/** `actual` with ANY where `expected` has it. */
export function masked(expected: unknown, actual: unknown): unknown {
  if (expected === ANY) return actual === undefined ? undefined : ANY;
  if (Array.isArray(expected) && Array.isArray(actual)) return actual.map((value, index) => masked(expected[index], value));
  if (!isPlainObject(expected) || !isPlainObject(actual)) return actual;
  return Object.fromEntries(Object.entries(actual).map(([key, value]) => [key, Object.hasOwn(expected, key) ? masked(expected[key], value) : value]));
}

/** What the steps of an execution did; n8n keeps the last try of a run, and the steps of Weft are all tries. */
export function seenNodes(steps: readonly StepRecord[]): SeenNodes {
  const nodes: SeenNodes = {};
  for (const step of new Map(steps.map(each => [`${each.runIndex} ${each.node}`, each])).values()) {
    const run = { status: step.status === 'failed' ? 'error' as const : step.status === 'skipped' ? 'skipped' as const : 'success' as const, outputs: step.outputs ?? [] };
    nodes[step.node] = [...(Object.hasOwn(nodes, step.node) ? nodes[step.node] ?? [] : []), run];
  }
  return nodes;
}

export interface Outcome { status: string; node: string | null; message: string; nodes: SeenNodes }

export function differencesOf(expected: SeenResult, actual: Outcome): Found[] {
  const wanted = comparable(expected.nodes);
  const found: Found[] = compareRuns(wanted, masked(wanted, comparable(actual.nodes)) as SeenNodes);
  const failing = expected.error?.node;
  if (expected.status !== actual.status || (failing !== undefined && failing !== actual.node)) {
    found.push({ node: '', kind: 'outcome', place: '', expected: `${expected.status} ${failing ?? ''}`, actual: `${actual.status} ${actual.node ?? ''} ${actual.message}` });
  }
  return found;
}

/** Fails unless exactly what the fixture says differs. */
export function expectOnly(differs: Observation['differs'] = [], found: Found[]): void {
  const details = found.map(({ node, place, kind, expected, actual }) => `${node} (${place}) ${kind}: n8n ${expected} | Weft ${actual}`).join('\n');
  expect(summary(found), details).toEqual(summary(differs.flatMap(({ node, kinds }) => kinds.map(kind => ({ node, kind })))));
}
