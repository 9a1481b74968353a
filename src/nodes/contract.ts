// What a node is: its definition (data, browser-safe) and its behaviour (server). The engine knows nodes only through this.
import type { BinaryRef, Item } from '~/engine/items';
import type { Json, JsonObject } from '~/lib/json';
import type { Fields, ParametersOf } from './fields';
import type { FileArea } from './tools/file-area';
import type { FileInfo, Files } from './tools/files';
import type { FormPage } from './forms/page';
import type { SystemTools } from './tools/systems';
import type { Work } from './tools/jobs';
import type { AskWeft } from './tools/own-api';

export type NodeGroup = 'trigger' | 'flow' | 'data' | 'http' | 'code' | 'app' | 'files' | 'ai';
export type TriggerKind = 'manual' | 'webhook' | 'schedule' | 'form' | 'error' | 'subWorkflow' | 'event' | 'chat' | 'mcp';

/**
 * What a re-run would do. `pure`: nothing outside, same result. `read`: reads the world. `write`: changes it, so the
 * journal commits before it and a crash in the middle asks a person unless an idempotency key protects it.
 */
export type Effect = 'pure' | 'read' | 'write';

export interface Port {
  /** Connection type, `main` unless it is an AI capability (`ai_tool`, `ai_languageModel` …). */
  type?: string;
  label?: string;
  /** The engine runs the node only when this input has data (Merge choosing a branch); a capability must be connected. */
  required?: boolean;
}

/** Ports may depend on parameters (Switch, Merge) but on nothing else. */
export type Ports = readonly Port[] | ((parameters: JsonObject, typeVersion: number) => readonly Port[]);

export interface CredentialSlot {
  /** Credential type, n8n's name (`httpHeaderAuth`). */
  type: string;
  label: string;
  required?: boolean;
  show?: import('./fields').Condition;
}

export interface NodeDefinition<F extends Fields = Fields> {
  /** Key in the registry and in workflow files: n8n's name without its package prefix. */
  type: string;
  label: string;
  description: string;
  group: NodeGroup;
  /** Name of a lucide icon, kebab-case. */
  icon: string;
  /** Further words the node picker finds it by. */
  aliases?: readonly string[];
  /** Accepted typeVersions, ascending; the last one is what the editor creates. */
  versions: readonly number[];
  /** n8n's type names that mean this node, with package prefix. */
  n8nTypes: readonly string[];
  trigger?: TriggerKind;
  /** Its run looks for something new, at the times of `pollTimes`; what it returns starts an execution. */
  polls?: boolean;
  /** Something is kept open for it while its workflow is live (see server/execution/standing); its run says what, as an item. */
  stands?: boolean;
  inputs: Ports;
  outputs: Ports;
  parameters: F;
  credentials?: readonly CredentialSlot[];
  /** The credential type that a parameter names, besides the declared ones; see credential-slots.ts. */
  namedCredential?: (parameters: JsonObject) => string | null;
  effect: Effect | ((parameters: JsonObject) => Effect);
  /** A write that may be run again: the other side knows a repeated call by its key (`RunContext.idempotencyKey`). */
  keyed?: boolean;
  /** Works without the credentials n8n's node has: those a file names are not taken over. */
  withoutCredentials?: boolean;
  /** A trigger that does the work itself: it runs with the items that start the execution. */
  runsAtStart?: boolean;
  /** Drawn but never executed (sticky note). */
  inert?: boolean;
  /** The second line on the node's card, from raw parameters. */
  subtitle?: (parameters: JsonObject, typeVersion: number) => string;
  /** Brings parameters of an older typeVersion into a shape a newer one has, with the older version's defaults written out. */
  fold?: (parameters: JsonObject, typeVersion: number) => { parameters: JsonObject; typeVersion: number };
  /** How a model is told of it; nodes with an `ai_tool` output have it. */
  tool?: (of: ToolParameters) => ToolSpec;
  /** Parameters a new node starts with at a port of that type, where its ports depend on them. */
  presets?: Readonly<Record<string, JsonObject>>;
  /** Offers several tools: the root asks it for the list. */
  toolkit?: boolean;
}

/** What a model is told of a tool. `schema` is the JSON schema of its arguments; `answers` says that its items are values as they are: all of them, or one. */
export interface ToolSpec { name: string; description: string; schema: JsonObject; answers?: 'items' | 'item' }

/** A `$fromAI(key, description, type, default)` in a parameter: an argument the model supplies. */
export interface Asked { key: string; description: string; type: 'string' | 'number' | 'boolean' | 'json' | 'date' | 'datetime'; required: boolean }

export interface ToolParameters {
  node: NodeRef;
  /** As written. */
  raw: JsonObject;
  asked: readonly Asked[];
  /** One parameter, resolved as seen from the caller's item. */
  parameter(name: string): unknown;
}

export const defineNode = <const F extends Fields>(definition: NodeDefinition<F>): NodeDefinition<F> => definition;

// --- behaviour -----------------------------------------------------------------------------------------------------

/** Parameters with expressions resolved for one item, typed by the definition. */
export interface ParameterReader<P> {
  /** All parameters as seen from item `index` of input 0 (default 0). Cached per item. */
  at(index?: number): P;
  /** One top-level parameter; cheaper than `at` when the others are not needed. */
  get<K extends keyof P>(name: K, index?: number): P[K];
  /** As written, unresolved. */
  readonly raw: JsonObject;
  /** True when no parameter holds an expression: `at(0)` then serves every item. */
  readonly constant: boolean;
}

export type ExecutionMode = 'manual' | 'trigger' | 'webhook' | 'retry' | 'integrated' | 'error' | 'cli' | 'internal' | 'evaluation' | 'chat';

export interface NodeRef { id: string; name: string; type: string; typeVersion: number }

export interface ExecutionRef {
  id: string;
  mode: ExecutionMode;
  workflow: { id: string; name: string; active: boolean };
  /** IANA name. */
  timezone: string;
  resumeUrl?: string;
}

export interface HttpRequest {
  method: string;
  url: string;
  query?: [name: string, value: string][];
  headers?: [name: string, value: string][];
  body?:
    | { kind: 'json'; value: Json }
    | { kind: 'form'; fields: [name: string, value: string][] }
    | { kind: 'multipart'; parts: ({ name: string; value: string } | { name: string; file: BinaryRef })[] }
    | { kind: 'file'; file: BinaryRef; contentType?: string }
    | { kind: 'text'; text: string; contentType: string };
  /** The node's credential of this type is added by the egress client, after its host check. */
  credentialType?: string;
  /** Milliseconds for the whole exchange; the egress client's own limit (60 s) still holds. */
  timeoutMs?: number;
  /** The other side may think for minutes (language models): the limit is 5 minutes then. */
  slow?: boolean;
  followRedirects?: boolean;
  maxRedirects?: number;
  allowUnauthorizedCerts?: boolean;
  /** Told of the decoded bytes of an answer below status 400 as they come; the answer is whole all the same, unless `false` ends the reading. Must not throw. */
  onPiece?: (bytes: Uint8Array) => unknown;
  /** Sent as `Idempotency-Key`; makes a retry of a write safe. */
  idempotencyKey?: string;
  /** Asked before the body is read: an answer it has a file for is stored as it comes, and its `body` stays empty. */
  toFile?: (answer: HttpHead) => FileInfo | null;
}

export interface HttpHead {
  status: number;
  statusText: string;
  /** Lower-case names; `set-cookie` is a list. */
  headers: Record<string, string | string[]>;
  /** After redirects. */
  url: string;
}

export interface HttpResponse extends HttpHead {
  body: Uint8Array;
  /** What `toFile` had stored. */
  file?: BinaryRef;
}

export interface SandboxRequest {
  code: string;
  mode: 'allItems' | 'eachItem';
  items: Item[];
  itemIndex?: number;
  /** Values of the expression roots as JSON: `$json` and `$input` come from items; `$('X')` reads `nodes`. */
  context: JsonObject;
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** The only way from a node to the world; limits and guards live behind it. */
export interface Tools extends SystemTools {
  http(request: HttpRequest): Promise<HttpResponse>;
  /** Decrypted fields of the node's credential of that type, for nodes that do not speak HTTP. Throws NodeError when absent. */
  credential(type: string): Promise<Record<string, string>>;
  /** Runs the person's JavaScript in the sandbox and returns what it returned, as JSON. */
  sandbox(request: SandboxRequest): Promise<{ result: Json; logs: { level: LogLevel; text: string }[] }>;
  files: Files;
  /** The Weft this workflow runs in, as an editor of its organization. */
  weft: AskWeft;
  /** The folder of the organization on this machine's disk, and nothing else of the disk. */
  area: FileArea;
  /** Work of big libraries on what strangers made, in a process of its own with limits on time and memory (tools/jobs.ts). */
  work: Work;
  /** Milliseconds since 1970. */
  now(): number;
  log(level: LogLevel, message: string, data?: Json): void;
  /** Mutable; stored after a production execution. */
  staticData(scope: 'global' | 'node'): JsonObject;
  /** Resolves a raw parameter value with further roots (`$response`, `$pageCount`) for item `index`. */
  resolve(value: Json, index: number, roots: Record<string, Json>): Json;
  /**
   * Runs another workflow and returns the items of its last node. `key` tells this call from the step's others: a step that is run again finds what the call came to and makes no
   * second one. Throws Suspended while the called execution goes on without holding this process.
   */
  workflow(call: { workflowId?: string; definition?: JsonObject; items: Item[]; wait: boolean; key: string }): Promise<Item[]>;
  /** What nodes keep between executions, also of runs by hand: chat memory, vectors. `workflow` keys are the workflow's own. */
  store: {
    get(scope: StoreScope, key: string): Promise<Json | null>;
    /** Replaces the value by what `change` makes of it, one caller at a time; null removes it. Answers the new value. */
    update(scope: StoreScope, key: string, change: (value: Json | null) => Json | null): Promise<Json | null>;
  };
  /** Passes on what a model says while it says it; absent where nobody listens. The step is recorded whole all the same. */
  say?: (text: string) => void;
  /** Aborted on cancel and on time-out. */
  readonly signal: AbortSignal;
}

export type StoreScope = 'workflow' | 'organization';

/** An earlier run of this node in this execution, newest last. */
export interface EarlierRun {
  runIndex: number;
  inputs: Item[][];
  outputs: Item[][];
  state?: JsonObject;
}

/** What a root asked of a sub-node: `type` is the capability (`ai_tool`), `input` follows nodes/ai/protocols.ts. */
export interface CapabilityCall { type: string; input: JsonObject }

/** A node that supplies a capability to the one that runs (an `ai_*` edge leads from it). */
export interface SubNode {
  node: NodeRef;
  definition: NodeDefinition;
  /** Index of the port it is connected to. */
  port: number;
  /** For item `index` of the caller (default 0). */
  about(index?: number): ToolParameters;
  /** Runs it as a step of its own, as seen from item `index`. Throws NodeError when it fails. Calls are made one after another. */
  call(input: JsonObject, index?: number): Promise<Item[]>;
}

export interface RunContext<P> {
  /** Items of main input 0. */
  items: Item[];
  /** Items of every main input. */
  inputs: Item[][];
  parameters: ParameterReader<P>;
  node: NodeRef;
  execution: ExecutionRef;
  runIndex: number;
  attempt: number;
  tools: Tools;
  /** True under `onError: continue…`: report errors per item (see each-item.ts) instead of throwing. */
  continueOnFail: boolean;
  /** Same key whenever this step is run again: `hash(execution, node, run, item)`. */
  idempotencyKey(index: number): string;
  earlier: readonly EarlierRun[];
  /** Outgoing edges exist on this output port. */
  connected(output: number): boolean;
  /** Expression roots of item `index` as plain JSON, for the sandbox. */
  sandboxContext(index: number): JsonObject;
  /** Present when a root called this node for a capability. */
  call?: CapabilityCall;
  /** What supplies that capability to this node: by port, then from left to right; disabled ones are left out. */
  subNodes(type: string): SubNode[];
}

/** What the HTTP caller of the execution is answered. */
export interface HttpAnswer {
  status: number;
  headers: [name: string, value: string][];
  body: { kind: 'json'; value: Json } | { kind: 'text'; text: string } | { kind: 'file'; file: BinaryRef } | { kind: 'empty' };
}

export type Wait =
  | { kind: 'time'; /** Milliseconds since 1970. */ until: number }
  | { kind: 'workflow'; executionId: string; /** When to look again, in case its end was not told. */ until: number }
  | { kind: 'webhook'; /** SHA-256 of the token of the URL that ends it; set by the executor. */ key?: string; method: string; suffix?: string; responseMode?: string; responseCode?: number; /** Shown at the form URL instead of waiting for any call. */ form?: FormPage; /** Milliseconds since 1970 after which the input passes on. */ until?: number };

export interface NodeResult {
  /** By main output index. For a wait by time these pass on when it ends. */
  outputs: Item[][];
  wait?: Wait;
  answer?: HttpAnswer;
  /** Handed to later runs of the same node as `earlier[].state`. */
  state?: JsonObject;
  /** Sentences shown with the step ("no item has the field x"). */
  hints?: string[];
}

export type NodeOutput = Item[][] | NodeResult;

export type RunNode<D extends NodeDefinition = NodeDefinition> = (
  context: RunContext<D extends NodeDefinition<infer F> ? ParametersOf<F> : never>,
) => NodeOutput | Promise<NodeOutput>;

/** Thrown by a tool whose answer takes long: the step is put aside, holds no process, and is run again when the wait ends. */
export class Suspended extends Error {
  override readonly name = 'Suspended';
  constructor(readonly wait: Wait) {
    super('The step is put aside until its answer is there');
  }
}

/** A failure a node reports. The engine turns it into data. */
export class NodeError extends Error {
  override readonly name = 'NodeError';
  readonly retryable: boolean;
  readonly itemIndex?: number;
  readonly description?: string;
  /** Milliseconds the other side asked to wait (`Retry-After`). */
  readonly retryAfterMs?: number;

  constructor(message: string, options: { retryable?: boolean; itemIndex?: number; description?: string; retryAfterMs?: number; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.retryable = options.retryable ?? false;
    this.itemIndex = options.itemIndex;
    this.description = options.description;
    this.retryAfterMs = options.retryAfterMs;
  }
}
