// The engine's vocabulary: what it is given, what it records, what it asks of its host. The journal stores StepRecords;
// `run` continues from any list of them (architecture.md, section 6).
import type { JsonObject } from '~/lib/json';
import type { Effect, ExecutionRef, HttpAnswer, NodeDefinition, RunNode, Tools, Wait } from '~/nodes/contract';
import type { WorkflowNode } from '~/lib/workflow';
import type { Item } from './items';

export type StepStatus = 'running' | 'waiting' | 'success' | 'failed' | 'skipped';

export interface StepError {
  message: string;
  description?: string;
  /** Zero-based item the error belongs to. */
  item?: number;
  /** Path of the parameter whose expression failed. */
  parameter?: string;
  retryable?: boolean;
}

/** Where the items of one input came from. */
export interface StepSource {
  /** Node name. */
  node: string;
  output: number;
  runIndex: number;
}

/** One run of one node. `sources` has one entry per main input, null where nothing arrived. */
export interface StepRecord {
  id: string;
  nodeId: string;
  /** Node name. */
  node: string;
  type: string;
  runIndex: number;
  /** 1 for the first try. */
  attempt: number;
  status: StepStatus;
  effect: Effect;
  sources: (StepSource | null)[];
  /** By main output index; null until it ended. */
  outputs: Item[][] | null;
  error: StepError | null;
  /** Milliseconds since 1970. */
  startedAt: number;
  endedAt: number | null;
  state?: JsonObject;
  wait?: Wait;
  answer?: HttpAnswer;
  hints?: string[];
  /** Present on write steps: stable over re-runs. */
  idempotencyKey?: string;
  /** Present when a root called the node for a capability; `parent` is the id of the root's step. */
  call?: StepCall;
}

export interface StepCall { parent: string; type: string; input: JsonObject }

export interface EngineHost {
  definition(type: string): NodeDefinition | undefined;
  behaviour(type: string): RunNode | undefined;
  /** What a person can do about a node whose type is not known. */
  wayOut?(node: WorkflowNode): string;
  /** Milliseconds since 1970. */
  now(): number;
  newId(): string;
  tools(step: StepRecord, signal: AbortSignal): Tools;
  /** Called before a step runs. For `write` steps it resolves when everything so far is durable. */
  started(step: StepRecord): Promise<void> | void;
  /** Called when a step ended, waits or was skipped; in order. */
  finished(step: StepRecord): Promise<void> | void;
  /** Waits between tries of a step. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

/** What a waiting step continues with: nothing for a time that has passed, items for a call to its resume URL. */
export interface Resume {
  stepId: string;
  items?: Item[];
}

export interface RunRequest {
  execution: ExecutionRef;
  /** The trigger (or any other node) that starts the execution, with its output items by output index. */
  start: { node: string; outputs: Item[][] };
  /** Steps that earlier runs of this execution recorded, oldest first. Finished ones are never run again. */
  recorded: StepRecord[];
  resume?: Resume;
  /** Pinned items by node name; given for manual runs only. */
  pinData?: Record<string, Item[]>;
  /** Run only this node and what leads to it (node name). */
  destination?: string;
  /** Variables of the workflow and the organization (`$vars`). */
  variables: Record<string, string>;
  /** Names readable through `$env`. */
  environment?: Record<string, string>;
  staticData?: { global: JsonObject; nodes: Record<string, JsonObject> };
  /** Milliseconds between two tries above which the execution is to wait outside the process; absent: all are spent in memory. */
  parkAfter?: number;
  host: EngineHost;
  signal: AbortSignal;
}

export type RunOutcome =
  | { status: 'success'; lastNode: string | null }
  | { status: 'error'; lastNode: string | null; error: StepError & { node: string | null } }
  | { status: 'waiting'; lastNode: string | null; waiting: { stepId: string; node: string; wait: Wait }[] }
  | { status: 'cancelled'; lastNode: string | null }
  | { status: 'needs_attention'; lastNode: string | null; step: StepRecord };
