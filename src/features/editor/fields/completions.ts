// Completion in expressions and code: keys of real data, names of steps, roots and the most used methods.
import { autocompletion, type Completion, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import { getOwn } from '~/lib/json';
import { KIND_WORDS, kindOf, sampleText } from '~/ui/data/kinds';
import type { DataItem } from '~/ui/data/kinds';

export interface CompletionData {
  input: readonly DataItem[];
  item: number;
  sources: readonly { nodeId: string; name: string }[];
  pages: ReadonlyMap<string, { page: { items: readonly DataItem[] } | null }>;
}

const ROOTS: Completion[] = [
  { label: '$json', detail: 'this item' }, { label: '$input', detail: 'all items of the input' }, { label: '$(\'', detail: 'another step' }, { label: '$now', detail: 'date and time' }, { label: '$today', detail: 'midnight' },
  { label: '$itemIndex', detail: 'number of the item' }, { label: '$runIndex', detail: 'number of the run' }, { label: '$vars', detail: 'variables' }, { label: '$workflow', detail: 'id, name' }, { label: '$execution', detail: 'id, mode' },
  { label: '$prevNode', detail: 'name of the step before' }, { label: '$binary', detail: 'files of this item' }, { label: '$ifEmpty(', detail: 'value or a fallback' }, { label: '$if(', detail: 'condition, then, else' },
];

const METHODS: Completion[] = ['first()', 'last()', 'length', 'join(\', \')', 'map(', 'filter(', 'find(', 'includes(', 'slice(', 'split(', 'replace(', 'replaceAll(', 'trim()', 'toLowerCase()', 'toUpperCase()', 'toString()', 'toFormat(', 'plus(', 'minus(', 'toISO()', 'toDateTime()', 'keys()', 'isEmpty()', 'unique()', 'round(', 'toJsonString()', 'parseJson()', 'urlEncode()'].map(label => ({ label, type: 'method' }));
const NODE_METHODS: Completion[] = ['item', 'first()', 'last()', 'all()', 'isExecuted', 'params'].map(label => ({ label }));
const INPUT_METHODS: Completion[] = ['item', 'first()', 'last()', 'all()'].map(label => ({ label }));

const NAME = '(?:\'((?:\\\\.|[^\'])*)\'|"((?:\\\\.|[^"])*)")';
const PATH = '((?:\\.[A-Za-z_$][\\w$]*|\\[(?:\\d+|"[^"]*"|\'[^\']*\')\\])*)';
const JSON_PATH = new RegExp(`(?:\\$json|\\$input\\.(?:item|first\\(\\)|last\\(\\))\\.json|\\$\\(${NAME}\\)\\.(?:item|first\\(\\)|last\\(\\))\\.json)${PATH}\\.([\\w$]*)$`);
const NODE_START = /\$\((['"])((?:\\.|(?!\1).)*)$/;
const NODE_DOT = new RegExp(`\\$\\(${NAME}\\)\\.(\\w*)$`);

function walk(value: unknown, path: string): unknown {
  let current = value;
  for (const match of path.matchAll(/\.([A-Za-z_$][\w$]*)|\[(?:(\d+)|"([^"]*)"|'([^']*)')\]/g)) current = getOwn(current, match[1] ?? match[2] ?? match[3] ?? match[4] ?? '');
  return current;
}

/** Keys of a value, then methods. Keys that are no identifiers replace the dot with brackets. */
function keysOf(value: unknown, from: number): CompletionResult {
  const keys = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value).slice(0, 300) : [];
  const options = keys.map((key): Completion => {
    const inner = getOwn(value, key);
    const plain = /^[A-Za-z_$][\w$]*$/.test(key);
    return { label: key, type: 'property', detail: `${KIND_WORDS[kindOf(inner)]} ${sampleText(inner, 24)}`, boost: 10, ...(plain ? {} : { apply: (view, _completion, start, end) => view.dispatch({ changes: { from: start - 1, to: end, insert: `[${JSON.stringify(key)}]` } }) }) };
  });
  return { from, options: [...options, ...METHODS], validFor: /^[\w$]*$/ };
}

export function complete(text: string, at: number, data: CompletionData): CompletionResult | null {
  const inItem = (name: string | undefined): unknown => {
    if (name === undefined) return data.input[data.item]?.json;
    const source = data.sources.find(each => each.name === name);
    const items = source ? data.pages.get(source.nodeId)?.page?.items : undefined;
    return (items?.[data.item] ?? items?.[0])?.json;
  };
  const path = JSON_PATH.exec(text);
  if (path) return keysOf(walk(inItem(path[1] ?? path[2]), path[3] ?? ''), at - (path[4]?.length ?? 0));
  const start = NODE_START.exec(text);
  if (start) {
    const quote = start[1] as string;
    return { from: at - (start[2]?.length ?? 0), options: data.sources.map(source => ({ label: source.name, apply: `${source.name.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`)}${quote})`, detail: 'step' })) };
  }
  const node = NODE_DOT.exec(text);
  if (node) return { from: at - (node[3]?.length ?? 0), options: NODE_METHODS, validFor: /^\w*$/ };
  const input = /\$input\.(\w*)$/.exec(text);
  if (input) return { from: at - (input[1]?.length ?? 0), options: INPUT_METHODS, validFor: /^\w*$/ };
  const root = /\$\w*$/.exec(text);
  if (root) return { from: at - root[0].length, options: ROOTS, validFor: /^\$\w*$/ };
  const method = /[\w)\]'"]\.(\w*)$/.exec(text);
  return method ? { from: at - (method[1]?.length ?? 0), options: METHODS, validFor: /^\w*$/ } : null;
}

/** Inside `{{ }}` only. */
export function expressionCompletions(data: () => CompletionData) {
  return autocompletion({
    icons: false,
    override: [(context: CompletionContext) => {
      const before = context.state.sliceDoc(0, context.pos);
      const open = before.lastIndexOf('{{');
      if (open < 0 || before.indexOf('}}', open) >= 0) return null;
      return complete(before.slice(open + 2), context.pos, data());
    }],
  });
}

export function codeCompletions(data: () => CompletionData) {
  return autocompletion({
    icons: false,
    override: [(context: CompletionContext) => complete(context.state.sliceDoc(Math.max(0, context.pos - 400), context.pos), context.pos, data())],
  });
}
