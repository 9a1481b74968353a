// One step: an arrival becomes a record. Finished steps return at once; others run, with retries, and are told to the host.
import { isPlainObject } from '~/lib/json';
import type { NodeOutput, NodeResult, Suspended, Wait } from '~/nodes/contract';
import { effectOf } from './effect';
import type { StepError, StepRecord } from './execution';
import { retryAfter, stepErrorOf } from './failure';
import { idempotencyKey } from './idempotency';
import type { Item } from './items';
import { stampInputs, stampOutputs } from './lineage';
import type { Arrival } from './queue';
import { retryPlan } from './retry';
import { fillOutput, outputsOfFailure, routeErrors } from './routing';
import { contextOf, goesOn, Hints, type Run, takenOf } from './step-context';
import { unknownType } from './unknown-type';

/** What a behaviour ended with. */
type Ended = { result: NodeResult; error: null } | { result: null; error: StepError; after: number; aside?: Wait };

/** Runs the arrival and records it; `interrupted` is an attempt that was cut off or failed with tries left. Never throws for what a node does. */
export async function runStep(run: Run, arrival: Arrival, interrupted: StepRecord | undefined, runIndex: number): Promise<StepRecord> {
  const { node } = arrival;
  const { host, signal } = run.request;
  const first = newStep(run, arrival, interrupted, runIndex);
  if (node.node.disabled) return skip(run, first, arrival);
  const pinned = run.pinned.get(node.node.name);
  if (pinned) return takePinned(run, first, arrival, pinned);
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
  const effect = effectOf(node.definition, node.parameters.raw);
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

/** The receiver knows repeated calls by a key: the person said so with the option `idempotencyKey`. */
const sendsKey = (raw: unknown): boolean => isPlainObject(raw) && isPlainObject(raw.options) && raw.options.idempotencyKey === true;

function runBehaviour(run: Run, arrival: Arrival, step: StepRecord, hints: Hints): Ended | Promise<Ended> {
  const { node } = arrival;
  try {
    const behaviour = run.request.host.behaviour(node.node.type);
    if (!node.definition || !behaviour) {
      return { result: null, error: unknownType(run.request.host, node.node), after: 0 };
    }
    const output = behaviour(contextOf(run, arrival, step, hints, (made, interrupted, runIndex) => runStep(run, made, interrupted, runIndex)) as never);
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

type Change = Partial<StepRecord> & Pick<StepRecord, 'status'>;

function record(run: Run, step: StepRecord, change: Change): StepRecord {
  const { hints, ...rest } = change;
  return { ...step, ...rest, endedAt: change.status === 'waiting' ? null : run.request.host.now(), ...(hints && hints.length > 0 ? { hints } : {}) };
}

async function end(run: Run, step: StepRecord, change: Change): Promise<StepRecord> {
  const ended = record(run, step, change);
  const finished = run.request.host.finished(ended);
  if (finished) await finished;
  return ended;
}

const skip = (run: Run, step: StepRecord, { inputs }: Arrival): Promise<StepRecord> => end(run, step, { status: 'skipped', outputs: [stampInputs(inputs[0] ?? [], 0)] });

function takePinned(run: Run, step: StepRecord, { inputs }: Arrival, pinned: readonly Item[]): Promise<StepRecord> {
  const outputs = [pinned.map(item => ({ ...item, pairedItem: undefined }))];
  stampOutputs(outputs, inputs.map(items => items ?? []));
  return end(run, step, { status: 'success', outputs, hints: ['Pinned data was used; the node did not run.'] });
}

function conclude(run: Run, { node, inputs: arrived }: Arrival, step: StepRecord, ended: Ended, hints: Hints): Promise<StepRecord> {
  const inputs = takenOf(node, arrived);
  if (ended.error) {
    const change: Change = { status: 'failed', error: ended.error, hints: hints.list() };
    if (!goesOn(node) || run.request.signal.aborted) return end(run, step, change);
    const outputs = outputsOfFailure(node, ended.error.message, inputs);
    stampOutputs(outputs, inputs);
    return end(run, step, { ...change, outputs: fillOutput(node, outputs, inputs) });
  }
  const { outputs, wait, answer, state, hints: said = [] } = ended.result;
  stampOutputs(outputs, inputs);
  return end(run, step, {
    status: wait ? 'waiting' : 'success',
    outputs: wait ? outputs : fillOutput(node, routeErrors(node, outputs, inputs), inputs),
    hints: [...hints.list(), ...said],
    ...(wait ? { wait } : {}),
    ...(answer ? { answer } : {}),
    ...(state ? { state } : {}),
  });
}
