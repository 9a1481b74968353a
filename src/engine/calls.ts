// Capability calls: a root (agent, chain) runs its sub-nodes as recorded steps of their own, one after another. After a
// crash the root runs again from its start, and every call that had ended is answered from its record.
import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils';
import { canonicalJson, jsonEqual, type JsonObject } from '~/lib/json';
import { type Asked, NodeError, type SubNode, type Wait } from '~/nodes/contract';
import type { RunRequest, StepCall, StepRecord } from './execution';
import { askedIn } from './expression/from-ai';
import type { GraphNode } from './graph';
import type { Item } from './items';
import { resolveParameter } from './parameters';
import type { Arrival } from './queue';
import { retryPlan } from './retry';
import type { RunData } from './run-data';
import type { StepScope } from './step-scope';
import { unknownType } from './unknown-type';

/** What an arrival that is a call carries: who called, from which item, and what the caller's expressions see. */
export interface ArrivalCall extends StepCall {
  /** What is recorded of the input. */
  kept: JsonObject;
  scope: StepScope;
}

/** Runs an arrival as a step: runStep, handed in because it makes calls itself. */
export type RunCall = (arrival: Arrival, interrupted: StepRecord | undefined, runIndex: number) => Promise<StepRecord>;

export class Calls {
  /** Recorded calls of attempts that were cut off, oldest first, by caller and called node. */
  private readonly left = new Map<string, StepRecord[]>();
  private readonly next = new Map<string, number>();
  /** A call that was cut off in a write without a key: the execution stops at it, whatever its root makes of it. */
  attention: StepRecord | null = null;
  /** Steps with a call that was put aside: they are put aside themselves, whatever they make of it. */
  private readonly aside = new Map<string, Wait>();

  constructor(request: RunRequest, private readonly data: RunData) {
    const latest = new Map(request.recorded.map(step => [`${step.nodeId} ${step.runIndex} ${step.attempt}`, step]));
    const ended = new Set(request.recorded.filter(step => step.status !== 'running').map(step => step.id));
    const calls = [...latest.values()].filter(step => step.call);
    for (const step of calls.sort((a, b) => a.runIndex - b.runIndex || a.attempt - b.attempt)) {
      data.add(step);
      // An attempt of the caller that ended is not gone on with: the next one starts over.
      if (ended.has((step.call as StepCall).parent)) continue;
      const key = keyOf(step.sources[0], step.nodeId);
      const list = (this.left.get(key) ?? []).filter(each => each.runIndex !== step.runIndex);
      this.left.set(key, [...list, step]);
    }
  }

  asideOf(step: StepRecord): Wait | undefined {
    return this.aside.get(step.id);
  }

  /** The suppliers of a running step's node as it sees them. `scope` and `items` are the step's own. */
  of(arrival: Arrival, step: StepRecord, scope: StepScope, items: readonly Item[], run: RunCall, request: RunRequest): (type: string) => SubNode[] {
    let last: Promise<unknown> = Promise.resolve();
    return type =>
      arrival.node.suppliers.flatMap(({ type: supplied, node, input: port }): SubNode[] => {
        if (supplied !== type || node.node.disabled) return [];
        const { definition } = node;
        if (!definition) {
          const { message, description } = unknownType(request.host, node.node);
          throw new NodeError(message, { description });
        }
        const ref = { id: node.node.id, name: node.node.name, type: node.node.type, typeVersion: node.parameters.typeVersion };
        let asked: Asked[] | null = null;
        return [{
          node: ref,
          definition,
          port,
          about: (index = 0) => ({
            node: ref,
            raw: node.parameters.raw,
            get asked() {
              asked ??= askedIn(node.parameters.raw);
              return asked;
            },
            parameter: name => resolveParameter(node.parameters, name, scope.at(index)),
          }),
          call: (input, index = 0) => {
            const item = items[index] ?? { json: {} };
            const made = last.then(() => this.call({ caller: arrival.node, step, target: node, type, input, item, scope: scope.at(index), run, request }));
            last = made.catch(() => undefined);
            return made;
          },
        }];
      });
  }

  private async call({ caller, step, target, type, input, item, scope, run, request }: { caller: GraphNode; step: StepRecord; target: GraphNode; type: string; input: JsonObject; item: Item; scope: StepScope; run: RunCall; request: RunRequest }): Promise<Item[]> {
    if (this.attention || this.aside.has(step.id)) throw new NodeError('The execution stopped at an earlier call');
    if (request.signal.aborted) throw new NodeError('The execution was cancelled');
    const source = { node: caller.node.name, output: 0, runIndex: step.runIndex };
    const kept = recordedInput(input);
    const before = this.take(keyOf(source, target.node.id), kept, type);
    if (before && isOver(before, target)) return answerOf(before);
    if (before?.status === 'running' && before.effect === 'write' && before.idempotencyKey === undefined) {
      this.attention = before;
      throw new NodeError('The execution stopped at this call');
    }
    const runIndex = before?.runIndex ?? this.free(target.node.name);
    const given: Item = type === 'ai_tool' ? { ...item, json: argumentsOf(input) } : item;
    const ended = await run({ node: target, inputs: [[given]], sources: [source], call: { parent: step.id, type, input, kept, scope } }, before, runIndex);
    this.data.add(ended);
    if (ended.status === 'running' && ended.wait) this.aside.set(step.id, ended.wait);
    if (ended.status === 'waiting') throw new NodeError(`"${target.node.name}" waits, which a node that is called cannot do`);
    return answerOf(ended);
  }

  /**
   * The first recorded call with this input that was not answered yet. A prompt may hold the time, so that it is never
   * the same again: a model is not asked twice for that, or it might decide on the same write in other words. Calls
   * are made in one order, so the answer that is next in line is the one.
   */
  private take(key: string, input: JsonObject, type: string): StepRecord | undefined {
    const list = this.left.get(key) ?? [];
    const equal = list.findIndex(step => jsonEqual(step.call?.input, input));
    const at = equal < 0 && type === 'ai_languageModel' ? list.findIndex(step => step.status === 'success') : equal;
    return at < 0 ? undefined : list.splice(at, 1)[0];
  }

  /** Roots of parallel branches may call one node: each call has a run of its own before it ends. */
  private free(node: string): number {
    const index = Math.max(this.data.count(node), this.next.get(node) ?? 0);
    this.next.set(node, index + 1);
    return index;
  }
}

/** Characters of an input that are recorded; of a longer one (a conversation with large answers) only what tells it from others. */
const MAX_INPUT = 256 * 1024;

export function recordedInput(input: JsonObject): JsonObject {
  const text = canonicalJson(input);
  return text.length <= MAX_INPUT ? input : { omitted: 'This input is too large to be kept.', characters: text.length, sha256: bytesToHex(sha256(utf8ToBytes(text))) };
}

const keyOf = (source: StepRecord['sources'][number] | undefined, nodeId: string): string => `${source?.node} ${source?.runIndex} ${nodeId}`;

const isOver = (step: StepRecord, { node }: GraphNode): boolean =>
  step.status === 'success' || step.status === 'skipped' || (step.status === 'failed' && !(step.outputs === null && step.attempt < retryPlan(node).tries));

/** A tool's own input is what the model gave. */
const argumentsOf = (input: JsonObject): JsonObject => {
  const given = input.arguments;
  return typeof given === 'object' && given !== null && !Array.isArray(given) ? given : {};
};

function answerOf(step: StepRecord): Item[] {
  if (step.error) throw new NodeError(step.error.message, { retryable: step.error.retryable, description: step.error.description });
  if (!step.outputs) throw new NodeError(`"${step.node}" gave no answer`);
  return step.outputs.flat();
}
