// What two executions of the same workflow did, held against each other: node by node, run by run, output by output,
// item by item. For proving that an imported workflow does what it did where it came from.
import { canonicalJson, type Json } from '~/lib/json';
import { type Item, parentsOf } from './items';

export interface SeenRun {
  status: 'success' | 'error' | 'skipped';
  /** By output index; null for an output nothing was put on. */
  outputs: (Item[] | null)[];
}

/** What every node did, by its name and in order of its runs. */
export type SeenNodes = Record<string, SeenRun[]>;

export interface Difference {
  node: string;
  /** `run 0, output 1, item 2`; empty for the node as a whole. */
  place: string;
  /** `missing`, `status`, `items`, `json`, `binary` or `lineage`. */
  kind: 'missing' | 'status' | 'items' | 'json' | 'binary' | 'lineage';
  expected: string;
  actual: string;
}

/** Every difference; empty when both did the same. Lineage counts only where the expected item has some. */
export function compareRuns(expected: SeenNodes, actual: SeenNodes): Difference[] {
  const nodes = new Set([...Object.keys(expected), ...Object.keys(actual)]);
  return [...nodes].flatMap(node => compareNode(node, runsOf(expected, node), runsOf(actual, node)));
}

const runsOf = (nodes: SeenNodes, name: string): SeenRun[] => (Object.hasOwn(nodes, name) ? nodes[name] ?? [] : []);
const count = (runs: number): string => (runs === 0 ? 'did not run' : runs === 1 ? 'ran once' : `ran ${runs} times`);

export function compareNode(node: string, expected: SeenRun[], actual: SeenRun[]): Difference[] {
  const found: Difference[] = expected.length === actual.length ? [] : [{ node, place: '', kind: 'missing', expected: count(expected.length), actual: count(actual.length) }];
  expected.forEach((run, index) => {
    const other = actual[index];
    if (!other) return;
    const place = `run ${index}`;
    if ((run.status === 'error') !== (other.status === 'error')) found.push({ node, place, kind: 'status', expected: run.status, actual: other.status });
    found.push(...compareOutputs(node, place, run.outputs, other.outputs));
  });
  return found;
}

/** Outputs by index; an output that nothing was put on is an empty one. */
export function compareOutputs(node: string, place: string, expected: (Item[] | null)[], actual: (Item[] | null)[]): Difference[] {
  const found: Difference[] = [];
  for (let output = 0; output < Math.max(expected.length, actual.length); output++) {
    const items = expected[output] ?? [];
    const others = actual[output] ?? [];
    const at = `${place}${place ? ', ' : ''}output ${output}`;
    if (items.length !== others.length) found.push({ node, place: at, kind: 'items', expected: `${items.length} items`, actual: `${others.length} items` });
    items.forEach((item, index) => {
      const other = others[index];
      if (other) found.push(...compareItem(node, `${at}, item ${index}`, item, other));
    });
  }
  return found;
}

const text = (value: unknown): string => canonicalJson((value ?? null) as Json);

function compareItem(node: string, place: string, expected: Item, actual: Item): Difference[] {
  const pairs: ['json' | 'binary' | 'lineage', string, string][] = [
    ['json', text(expected.json), text(actual.json)],
    ['binary', filesOf(expected, expected), filesOf(actual, expected)],
  ];
  if (expected.pairedItem !== undefined) pairs.push(['lineage', lineageOf(expected), lineageOf(actual)]);
  return pairs.filter(([, one, other]) => one !== other).map(([kind, one, other]) => ({ node, place, kind, expected: one, actual: other }));
}

/** Parents are a set: which item of which input, whatever their order. */
const lineageOf = (item: Item): string => text([...new Set(parentsOf(item).map(parent => `${parent.input ?? 0}:${parent.item}`))].sort());

/** Files by what is stable about them: the id says where bytes lie, which differs everywhere. A size of 0 is an unknown one. */
function filesOf(item: Item, expected: Item): string {
  const sized = (key: string): boolean => (expected.binary?.[key]?.fileSize ?? 1) > 0;
  const files = Object.entries(item.binary ?? {}).map(([key, { mimeType, fileName, fileSize }]) => [key, mimeType, fileName ?? null, sized(key) ? fileSize : null] as Json);
  return text(files.sort((one, other) => (text(one) < text(other) ? -1 : 1)));
}
