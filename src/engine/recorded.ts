// What earlier runs of an execution left behind, and what each of those steps means for going on (architecture.md 6).
import type { EngineHost, RunRequest, StepRecord, StepSource } from './execution';
import { stampOutputs } from './lineage';
import type { Arrival } from './queue';
import { retryPlan } from './retry';

export type Before =
  /** Ended, or waits: it is not run again. */
  | { kind: 'finished'; step: StepRecord }
  /** Was cut off, or failed and has tries left: it is run again after this attempt. */
  | { kind: 'again'; step: StepRecord }
  /** Failed, and its next try is not due yet. */
  | { kind: 'parked'; step: StepRecord }
  /** Was cut off in a write without a key: nobody knows whether it took effect. */
  | { kind: 'attention'; step: StepRecord };

export class Recorded {
  /** By node: its recorded runs, each in its last attempt. */
  private readonly steps = new Map<string, StepRecord[]>();

  constructor(private readonly request: RunRequest) {
    for (const step of request.recorded) {
      if (step.call) continue; // answered where it is made (calls.ts)
      const runs = this.steps.get(step.nodeId) ?? [];
      const known = runs[step.runIndex];
      if (!known || step.attempt >= known.attempt) runs[step.runIndex] = step;
      this.steps.set(step.nodeId, runs);
    }
  }

  /** How many runs of the node are on record. */
  count(nodeId: string): number {
    return this.steps.get(nodeId)?.length ?? 0;
  }

  /**
   * `runIndex` is the run this arrival would be. Where branches run side by side the order of arrivals is not the same
   * each time: there, the recorded run with the same sources is the one.
   */
  find(arrival: Arrival, runIndex: number, anyOrder = false): Before | undefined {
    const runs = this.steps.get(arrival.node.node.id);
    if (!runs) return undefined;
    // Other sources mean another version of the workflow: what was recorded is not this step.
    const step = anyOrder ? runs.find(each => each && sameSources(each.sources, arrival.sources)) : runs[runIndex];
    if (!step || !sameSources(step.sources, arrival.sources)) return undefined;
    if (step.status === 'running') {
      if (step.effect !== 'write' || step.idempotencyKey !== undefined) return { kind: 'again', step };
      return { kind: 'attention', step };
    }
    if (step.status === 'failed' && !step.outputs && this.hasTriesLeft(arrival, step)) {
      return (step.wait?.until ?? 0) > this.request.host.now() ? { kind: 'parked', step } : { kind: 'again', step };
    }
    return { kind: 'finished', step };
  }

  private hasTriesLeft({ node: { node } }: Arrival, step: StepRecord): boolean {
    return step.attempt < retryPlan(node).tries;
  }

  /** Lets a waiting step go on when its time has come or its call has arrived; any other step is returned as it is. */
  async finish(step: StepRecord, { inputs }: Arrival, host: EngineHost): Promise<StepRecord> {
    if (step.status !== 'waiting') return step;
    const { resume } = this.request;
    const now = host.now();
    const isMine = resume?.stepId === step.id;
    const timeIsUp = step.wait?.until !== undefined && step.wait.until <= now;
    if (!isMine && !timeIsUp) return step;
    // What a call brings belongs to the first item that waited, as in n8n.
    const outputs = isMine && resume?.items ? [resume.items.map(item => (inputs[0]?.length ? { ...item, pairedItem: { item: 0 } } : { ...item }))] : (step.outputs ?? []);
    stampOutputs(outputs, inputs.map(items => items ?? []));
    const ended: StepRecord = { ...step, status: 'success', outputs, endedAt: now };
    await host.finished(ended);
    return ended;
  }
}

function sameSources(a: readonly (StepSource | null)[], b: readonly (StepSource | null)[]): boolean {
  return a.length === b.length && a.every((source, index) => {
    const other = b[index];
    if (!source || !other) return !source && !other;
    return source.node === other.node && source.output === other.output && source.runIndex === other.runIndex;
  });
}
