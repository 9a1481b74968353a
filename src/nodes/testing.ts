// Makes the context a node runs in, for node tests: plain parameters, defaults filled in, tools that refuse what a test does not give.
import type { Item } from '~/engine/items';
import { isPlainObject, type Json, type JsonObject } from '~/lib/json';
import { type EarlierRun, type ExecutionMode, type CapabilityCall, type HttpRequest, type HttpResponse, type NodeDefinition, NodeError, type NodeOutput, type NodeResult, type RunContext, type SubNode, type Tools } from './contract';
import type { Field, Fields, ParametersOf } from './fields';
import { createMemoryFiles } from './files/pieces';
import type { FileInfo, Files } from './tools/files';

const COMPOSITE = new Set(['collection', 'group', 'assignments', 'conditions', 'rows', 'mapper', 'notice']);

function withDefaults(fields: Fields, given: JsonObject): Record<string, unknown> {
  const filled: Record<string, unknown> = { ...given };
  for (const [name, field] of Object.entries(fields)) {
    if (filled[name] === undefined) filled[name] = COMPOSITE.has(field.kind) ? {} : (field as { default?: unknown }).default;
    else filled[name] = fillRows(field, filled[name]);
  }
  return filled;
}

function fillRows(field: Field, value: unknown): unknown {
  if (field.kind !== 'rows' || !isPlainObject(value)) return value;
  const list = value[field.key];
  return Array.isArray(list) ? { ...value, [field.key]: list.map(row => withDefaults(field.fields, row as JsonObject)) } : value;
}

const refuse = (what: string) => (): never => {
  throw new Error(`this test gives no ${what}`);
};

export const testTools = (given: Partial<Tools> = {}): Tools => ({
  http: refuse('http'),
  credential: type => Promise.reject(new NodeError(`no credential ${type}`)),
  sandbox: refuse('sandbox'),
  files: { open: refuse('files'), read: refuse('files'), write: refuse('files') },
  area: { read: refuse('file area'), write: refuse('file area') },
  weft: refuse('Weft'),
  work: refuse('workshop'),
  now: () => Date.UTC(2026, 0, 2, 3, 4, 5),
  log: () => undefined,
  staticData: () => ({}),
  resolve: value => value,
  workflow: refuse('workflow'),
  store: { get: refuse('store'), update: refuse('store') },
  sql: refuse('sql'),
  redis: refuse('redis'),
  mongo: refuse('mongo'),
  mail: { send: refuse('mail'), fetch: refuse('mail') },
  signal: new AbortController().signal,
  ...given,
});

export interface TestRun {
  /** The same for all items, or by item index. */
  parameters?: JsonObject | ((index: number) => JsonObject);
  /** JSON of the items of input 0, or whole items. */
  items?: (JsonObject | Item)[];
  inputs?: JsonObject[][];
  typeVersion?: number;
  continueOnFail?: boolean;
  runIndex?: number;
  earlier?: EarlierRun[];
  mode?: ExecutionMode;
  connected?: (output: number) => boolean;
  tools?: Partial<Tools>;
  sandboxContext?: (index: number) => JsonObject;
  call?: CapabilityCall;
  /** What supplies capabilities, by type. */
  subNodes?: Record<string, SubNode[]>;
}

/** Files in memory: `given` by id; those that are written are called f1, f2 … and listed. */
export function testFiles(given: Record<string, Uint8Array | string> = {}) {
  const kept = new Map(Object.entries(given).map(([id, content]) => [id, typeof content === 'string' ? new TextEncoder().encode(content) : content]));
  const written: ({ bytes: Uint8Array } & FileInfo)[] = [];
  const memory = createMemoryFiles({ newId: () => `f${written.length + 1}`, kept });
  const files: Files = {
    ...memory,
    async write(content, info) {
      const ref = await memory.write(content, info);
      written.push({ bytes: kept.get(ref.id) ?? new Uint8Array(), ...info });
      return ref;
    },
  };
  return { files, kept, written };
}

/** An answer as the egress client gives it: stored where the request wants it as a file. */
export async function stored(response: HttpResponse, request: HttpRequest, files: Files): Promise<HttpResponse> {
  const info = request.toFile?.(response);
  return info ? { ...response, body: new Uint8Array(), file: await files.write(response.body, info) } : response;
}

const isItem = (value: JsonObject | Item): value is Item => isPlainObject((value as Item).json) || (value as Item).binary !== undefined;

export function testContext<F extends Fields>(definition: NodeDefinition<F>, run: TestRun = {}): RunContext<ParametersOf<F>> {
  const { parameters = {} } = run;
  const at = (index = 0): ParametersOf<F> =>
    withDefaults(definition.parameters, typeof parameters === 'function' ? parameters(index) : parameters) as ParametersOf<F>;
  const items = (run.items ?? []).map(value => (isItem(value) ? value : { json: value }));
  const inputs = run.inputs?.map(list => list.map((json): Item => ({ json }))) ?? [items];
  return {
    items: inputs[0] ?? [],
    inputs,
    parameters: {
      at,
      get: (name, index) => at(index)[name],
      raw: typeof parameters === 'function' ? parameters(0) : parameters,
      constant: typeof parameters !== 'function',
    },
    node: { id: 'n1', name: definition.label, type: definition.type, typeVersion: run.typeVersion ?? (definition.versions.at(-1) as number) },
    execution: { id: 'e1', mode: run.mode ?? 'manual', workflow: { id: 'w1', name: 'Test', active: false }, timezone: 'Europe/Berlin' },
    runIndex: run.runIndex ?? 0,
    attempt: 1,
    tools: testTools(run.tools),
    continueOnFail: run.continueOnFail ?? false,
    idempotencyKey: index => `key-${index}`,
    earlier: run.earlier ?? [],
    connected: run.connected ?? (() => true),
    sandboxContext: run.sandboxContext ?? (() => ({})),
    ...(run.call ? { call: run.call } : {}),
    subNodes: type => run.subNodes?.[type] ?? [],
  };
}

/** Outputs of a node's answer in either of its two forms. */
export const outputsOf = (output: NodeOutput): Item[][] => (Array.isArray(output) ? output : output.outputs);
export const resultOf = (output: NodeOutput): NodeResult => (Array.isArray(output) ? { outputs: output } : output);
export const jsonOf = (items: readonly Item[] | undefined): Json[] => (items ?? []).map(item => item.json);
