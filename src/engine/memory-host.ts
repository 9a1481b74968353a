// A host that keeps everything in memory: for `weft run`, previews and tests. Nothing it records outlives the process.
import type { Json } from '~/lib/json';
import { sleep } from '~/lib/sleep';
import { type NodeDefinition, NodeError, type RunNode, type Tools } from '~/nodes/contract';
import type { EngineHost, RunRequest, StepRecord } from './execution';

export interface MemoryHostOptions {
  definition(type: string): NodeDefinition | undefined;
  behaviour(type: string): RunNode | undefined;
  wayOut?: EngineHost['wayOut'];
  /** Tools by step; what is left out refuses with a plain message. */
  tools?: (step: StepRecord, signal: AbortSignal) => Partial<Tools>;
  now?: () => number;
  newId?: () => string;
  sleep?: EngineHost['sleep'];
  onStarted?: (step: StepRecord) => Promise<void> | void;
  onFinished?: (step: StepRecord) => Promise<void> | void;
}

export interface MemoryHost extends EngineHost {
  /** Every state a step was recorded in, oldest first. */
  readonly records: StepRecord[];
  /** Steps as a journal would hand them to the next run: the latest state of each, by first appearance. */
  steps(): StepRecord[];
}

const refuse = (what: string) => (): never => {
  throw new NodeError(`${what} is not available here`, { description: 'Import the workflow into Weft and run it there.' });
};

export function createMemoryHost(options: MemoryHostOptions): MemoryHost {
  const records: StepRecord[] = [];
  let ids = 0;
  const now = options.now ?? (() => Date.now());
  const statics = new Map<string, Record<string, never>>();
  const kept = new Map<string, Json>();
  const staticData = (key: string): Record<string, never> => {
    const known = statics.get(key) ?? {};
    statics.set(key, known);
    return known;
  };
  return {
    records,
    steps: () => [...new Map(records.map(step => [step.id, step])).values()],
    definition: options.definition,
    behaviour: options.behaviour,
    wayOut: options.wayOut,
    now,
    newId: options.newId ?? (() => `step-${++ids}`),
    tools: (step, signal) => ({
      http: refuse('HTTP'),
      credential: refuse('A credential'),
      sandbox: refuse('The sandbox'),
      files: { open: refuse('Reading files'), read: refuse('Reading files'), write: refuse('Writing files') },
      area: { read: refuse('The file area'), write: refuse('The file area') },
      weft: refuse('Weft itself'),
      work: refuse('The workshop'),
      now,
      log: () => undefined,
      staticData: scope => staticData(scope === 'global' ? 'global' : `node:${step.node}`),
      resolve: value => value,
      workflow: refuse('Running another workflow'),
      sql: refuse('A database'),
      redis: refuse('Redis'),
      mongo: refuse('MongoDB'),
      mail: { send: refuse('Mail'), fetch: refuse('Mail') },
      store: {
        get: async (scope, key) => kept.get(`${scope} ${key}`) ?? null,
        update: async (scope, key, change) => {
          const value = change(kept.get(`${scope} ${key}`) ?? null);
          if (value === null) kept.delete(`${scope} ${key}`);
          else kept.set(`${scope} ${key}`, value);
          return value;
        },
      },
      signal,
      ...options.tools?.(step, signal),
    }),
    started: step => {
      records.push(step);
      return options.onStarted?.(step);
    },
    finished: step => {
      records.push(step);
      return options.onFinished?.(step);
    },
    sleep: options.sleep ?? sleep,
  };
}

/** A request for a run by hand: one start, nothing recorded, no variables. */
export function manualRequest(host: EngineHost, start: RunRequest['start'], changes: Partial<RunRequest> = {}): RunRequest {
  return {
    execution: { id: 'execution', mode: 'manual', workflow: { id: 'workflow', name: 'Workflow', active: false }, timezone: 'UTC' },
    start,
    recorded: [],
    variables: {},
    host,
    signal: new AbortController().signal,
    ...changes,
  };
}
