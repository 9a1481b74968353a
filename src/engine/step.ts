// One step: an arrival becomes a record. Finished steps return at once; others run, with retries, and are told to the host.
import { reasonLeftOut } from '~/lib/left-out';
import { isPlainObject, type Json, type JsonObject } from '~/lib/json';
import type { EarlierRun, Effect, NodeOutput, NodeResult, RunContext, Suspended, Tools, Wait } from '~/nodes/contract';
import type { RunRequest, StepError, StepRecord, StepSource } from './execution';
import { resolveValue } from './expression/value';
import { retryAfter, stepErrorOf } from './failure';
import type { GraphNode } from './graph';
import { idempotencyKey } from './idempotency';
import type { Item } from './items';
import { stampInputs, stampOutputs } from './lineage';
import type { Arrival } from './queue';
import { retryPlan } from './retry';
import { fillOutput, outputsOfFailure, routeErrors } from './routing';
import type { RunData } from './run-data';
import { sandboxContext } from './sandbox-context';
import { StepScope, type StepView } from './step-scope';
import type { Calls } from './calls';

export interface Run {
  readonly request: RunRequest;
  readonly data: RunData;
  readonly pinned: ReadonlyMap<string, Item[]>;
  readonly customData: Map<string, string>;
  readonly earlier: Map<string, EarlierRun[]>;
  readonly calls: Calls;
}

/** What a behaviour ended with. */
type Ended = { result: NodeResult; error: null } | { result: null; error: StepError; after: number; aside?: Wait };

/** Runs the arrival and records it; `interrupted` is an attempt that was cut off or failed with tries left. Never throws for what a node does. */
export async function runStep(run: Run, arrival: Arrival, interrupted: StepRecord | undefined, runIndex: number): Promise<StepRecord> {
  const { node } = arrival;
  const { host, signal } = run.request;
  const first = newStep(run, arrival, interrupted, runIndex);
  if (node.node.disabled) return skip(run, first, arrival);
  const pinned = run.pinned.get(node.node.name);
  if (pinned) return end(run, first, { status: 'success', outputs: [pinned.map(item => ({ ...item, pairedItem: undefined }))], hints: ['Pinned data was used; the node did not run.'] }, arrival);
  const plan = retryPlan(node.node);
  let step = first;
  for (let left = plan.tries - failedBefore(interrupted); ; left--) {
    const started = host.started(step);
    if (started) await started;
    const hints = new Hints();
    const attempt = runBehaviour(run, arrival, step, hints);
    const ended = attempt instanceof Promise ? await attempt : attempt;
    if (run.calls.attention) return step;
    const aside = run.calls.asideOf(step) ?? (ended.error ? ended.aside : undefined);
    if (aside) return putAside(run, step, aside);
    const failure = ended.error ?? (left > 1 ? reportedFailure(ended.result) : null);
    if (failure === null || left <= 1 || signal.aborted) return conclude(run, arrival, step, ended, hints);
    const pause = Math.max(plan.waitAfter(plan.tries - left + 1), ended.error ? ended.after : 0);
    const parked = !arrival.call && pause > (run.request.parkAfter ?? Number.POSITIVE_INFINITY);
    const tried = record(run, step, { status: 'failed', error: failure, outputs: null, hints: hints.list(), ...(parked ? { wait: { kind: 'time', until: host.now() + pause } } : {}) });
    const finished = host.finished(tried);
    if (finished) await finished;
    if (parked) return tried;
    try {
      await host.sleep(pause, signal);
    } catch {
      // Cancelled while waiting: the next attempt sees the signal.
    }
    if (signal.aborted) return step;
    step = { ...first, id: host.newId(), attempt: step.attempt + 1, startedAt: host.now() };
  }
}

/** Still running as far as the record goes: what takes the execution up again runs this attempt once more. */
async function putAside(run: Run, step: StepRecord, wait: Wait): Promise<StepRecord> {
  const aside: StepRecord = { ...step, wait };
  await run.request.host.finished(aside);
  return aside;
}

/** Tries used up by earlier runs of the execution; one that a crash cut off does not count. */
const failedBefore = (step: StepRecord | undefined): number => (step === undefined ? 0 : step.status === 'failed' ? step.attempt : step.attempt - 1);

function newStep(run: Run, { node, sources, call }: Arrival, interrupted: StepRecord | undefined, runIndex: number): StepRecord {
  const { host, execution } = run.request;
  const { raw } = node.parameters;
  const effect = effectOf(node);
  const step: StepRecord = {
    // A cut-off attempt is taken over under its id, so that no step stays "running" for ever; a failed one keeps its row.
    id: interrupted?.status === 'running' ? interrupted.id : host.newId(),
    nodeId: node.node.id,
    node: node.node.name,
    type: node.node.type,
    runIndex,
    attempt: interrupted?.status === 'running' && interrupted.wait ? interrupted.attempt : (interrupted?.attempt ?? 0) + 1,
    status: 'running',
    effect,
    sources,
    outputs: null,
    error: null,
    startedAt: host.now(),
    endedAt: null,
  };
  if (call) step.call = { parent: call.parent, type: call.type, input: call.kept };
  if (effect === 'write' && (node.definition?.keyed || sendsKey(raw))) step.idempotencyKey = interrupted?.idempotencyKey ?? idempotencyKey(execution.id, node.node.id, runIndex);
  return step;
}

/** An effect that cannot be told is taken for the one that asks a person after a crash. */
function effectOf({ definition, parameters }: GraphNode): Effect {
  if (typeof definition?.effect !== 'function') return definition?.effect ?? 'pure';
  try {
    return definition.effect(parameters.raw);
  } catch {
    return 'write';
  }
}

/** The receiver knows repeated calls by a key: the person said so with the option `idempotencyKey`. */
const sendsKey = (raw: unknown): boolean => isPlainObject(raw) && isPlainObject(raw.options) && raw.options.idempotencyKey === true;

function runBehaviour(run: Run, arrival: Arrival, step: StepRecord, hints: Hints): Ended | Promise<Ended> {
  const { node } = arrival;
  try {
    const behaviour = run.request.host.behaviour(node.node.type);
    if (!node.definition || !behaviour) {
      return { result: null, error: { message: `The node '${node.node.name}' has the type ${node.node.type}, which Weft does not know`, description: reasonLeftOut(node.node.type) ?? 'Replace it with another node, or disable it.' }, after: 0 };
    }
    const output = behaviour(contextOf(run, arrival, step, hints) as never);
    return output instanceof Promise ? output.then(success, failed) : success(output);
  } catch (error) {
    return failed(error);
  }
}

function success(output: NodeOutput): Ended {
  const result = Array.isArray(output) ? { outputs: output } : output;
  return Array.isArray(result?.outputs) ? { result, error: null } : failed(new Error('The node gave no output'));
}

const failed = (error: unknown): Ended => ({ result: null, error: stepErrorOf(error), after: retryAfter(error), ...(isSuspended(error) ? { aside: error.wait } : {}) });

const isSuspended = (error: unknown): error is Suspended => error instanceof Error && error.name === 'Suspended';

/** n8n counts a result whose first item carries `json.error` as a failed try. */
function reportedFailure(result: NodeResult): StepError | null {
  const item = result.outputs[0]?.[0];
  const error = item?.json.error;
  return error ? { message: typeof error === 'string' ? error : 'The node reported an error' } : null;
}

function contextOf(run: Run, arrival: Arrival, step: StepRecord, hints: Hints): RunContext<never> {
  const { node, inputs, sources, call } = arrival;
  const { request, data } = run;
  const once = node.node.executeOnce === true;
  const stamped = inputs.map((items, input) => stampInputs(once ? (items ?? []).slice(0, 1) : (items ?? []), input));
  const count = Math.max(1, node.inputCount);
  while (stamped.length < count) stamped.push([]);
  const items = stamped[0] as Item[];
  const view: StepView = { data, request, node, runIndex: step.runIndex, sources: arrival.startedBy ? [arrival.startedBy] : sources, items, arrived: inputs[0] ?? [], customData: run.customData, nesting: { depth: 0 } };
  const scope = call ? call.scope.asCalled(node, step.runIndex, givenBy(call)) : new StepScope(view, 0);
  let tools: Tools | null = null;
  let suppliers: RunContext<never>['subNodes'] | null = null;
  return {
    items,
    inputs: stamped,
    parameters: node.parameters.reader(scope, (parameter, message) => hints.add(`${parameter}: ${message}`)),
    node: { id: node.node.id, name: node.node.name, type: node.node.type, typeVersion: node.parameters.typeVersion },
    execution: request.execution,
    runIndex: step.runIndex,
    attempt: step.attempt,
    get tools() {
      tools ??= toolsOf(request, view, step, call ? scope : null);
      return tools;
    },
    continueOnFail: node.node.onError !== undefined && node.node.onError !== 'stopWorkflow',
    idempotencyKey: index => idempotencyKey(request.execution.id, node.node.id, step.runIndex, index),
    get earlier() {
      return earlierRuns(run, step);
    },
    connected: output => (node.outgoing[output]?.length ?? 0) > 0,
    sandboxContext: index => sandboxContext(scope.at(index), data),
    ...(call ? { call: { type: call.type, input: call.input } } : {}),
    subNodes: type => {
      suppliers ??= run.calls.of(arrival, step, scope, items, (made, interrupted, runIndex) => runStep(run, made, interrupted, runIndex), request);
      return suppliers(type);
    },
  };
}

const givenBy = ({ type, input }: { type: string; input: JsonObject }): JsonObject | null => (type === 'ai_tool' && isPlainObject(input.arguments) ? (input.arguments as JsonObject) : null);

/** `called` is the scope of a sub-node, which sees its caller's items. */
function toolsOf(request: RunRequest, view: StepView, step: StepRecord, called: StepScope | null): Tools {
  const tools = request.host.tools(step, request.signal);
  return { ...tools, resolve: (value, index, roots) => resolveValue(value, called ? called.with(roots) : new StepScope({ ...view, extra: roots }, index)) as Json };
}

/** Kept per node and only added to: a loop of ten thousand rounds asks for it in each. */
function earlierRuns({ data, earlier }: Run, step: StepRecord): EarlierRun[] {
  if (step.call) return [];
  const list = earlier.get(step.node) ?? [];
  earlier.set(step.node, list);
  const runs = data.runs(step.node);
  for (let index = list.length; index < step.runIndex; index++) {
    const run = runs[index];
    // Side by side, a recorded run may not have had its turn yet.
    if (!run) break;
    list.push({
      runIndex: run.runIndex,
      get inputs() {
        return run.sources.map((source: StepSource | null) => data.items(source));
      },
      outputs: run.outputs ?? [],
      ...(run.state ? { state: run.state } : {}),
    });
  }
  return list;
}

type Change = Partial<StepRecord> & Pick<StepRecord, 'status'>;

function record(run: Run, step: StepRecord, change: Change): StepRecord {
  const { hints, ...rest } = change;
  return { ...step, ...rest, endedAt: change.status === 'waiting' ? null : run.request.host.now(), ...(hints && hints.length > 0 ? { hints } : {}) };
}

async function end(run: Run, step: StepRecord, change: Change, { inputs }: Arrival): Promise<StepRecord> {
  if (change.outputs) stampOutputs(change.outputs, inputs.map(items => items ?? []));
  const ended = record(run, step, change);
  const finished = run.request.host.finished(ended);
  if (finished) await finished;
  return ended;
}

const skip = (run: Run, step: StepRecord, arrival: Arrival): Promise<StepRecord> =>
  end(run, step, { status: 'skipped', outputs: [stampInputs(arrival.inputs[0] ?? [], 0)] }, arrival);

async function conclude(run: Run, arrival: Arrival, step: StepRecord, ended: Ended, hints: Hints): Promise<StepRecord> {
  const { node } = arrival;
  const once = node.node.executeOnce === true;
  const inputs = arrival.inputs.map(items => (once ? (items ?? []).slice(0, 1) : (items ?? [])));
  const change: Change = { status: 'success', hints: hints.list() };
  if (ended.error) {
    change.status = 'failed';
    change.error = ended.error;
    const goesOn = node.node.onError !== undefined && node.node.onError !== 'stopWorkflow' && !run.request.signal.aborted;
    if (!goesOn) return end(run, step, change, arrival);
    change.outputs = fillOutput(node, outputsOfFailure(node, ended.error.message, inputs), inputs);
    return end(run, step, change, arrival);
  }
  const { outputs, wait, answer, state, hints: said } = ended.result;
  stampOutputs(outputs, inputs);
  change.outputs = wait ? outputs : fillOutput(node, routeErrors(node, outputs, inputs), inputs);
  if (wait) change.status = 'waiting';
  if (wait) change.wait = wait;
  if (answer) change.answer = answer;
  if (state) change.state = state;
  if (said) change.hints = [...hints.list(), ...said];
  return end(run, step, change, arrival);
}

/** Sentences shown with a step; each once, at most 20. */
class Hints {
  private readonly said = new Set<string>();
  add(text: string): void {
    if (this.said.size < 20) this.said.add(text);
  }
  list(): string[] {
    return [...this.said];
  }
}

