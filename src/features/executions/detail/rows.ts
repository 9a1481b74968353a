// The rows of the timeline: attempts of one run share a row, and the rounds of a loop fold into a tree.
import type { StepSummary } from './steps';

interface Unit {
  /** Attempts of one run of one node, in order; the last one counts. */
  attempts: StepSummary[];
  step: StepSummary;
}

export interface StepRow extends Unit { kind: 'step'; id: string; label: string; depth: number }
export interface LoopRow { kind: 'loop'; id: string; label: string; depth: number; rounds: number; open: boolean; steps: StepSummary[]; status: 'running' | 'failed' | 'success' }
export type Row = StepRow | LoopRow;

const LOOP = 'splitInBatches';

/** `isOpen` says whether a loop is unfolded; its id is the id of its first step. */
export function timelineRows(steps: readonly StepSummary[], isOpen: (loopId: string, rounds: number) => boolean): Row[] {
  return layLevel(unitsOf(steps), 0, isOpen);
}

function unitsOf(steps: readonly StepSummary[]): Unit[] {
  const units = new Map<string, Unit>();
  for (const step of steps) {
    const key = `${step.nodeId}#${step.runIndex}`;
    const known = units.get(key);
    if (known) {
      known.attempts.push(step);
      known.step = step;
    } else units.set(key, { attempts: [step], step });
  }
  return [...units.values()];
}

/** The loop node gave items on its second output: another round follows. */
const looping = ({ step }: Unit): boolean => step.endedAt === null || (step.itemCounts[1] ?? 0) > 0;

function layLevel(units: readonly Unit[], depth: number, isOpen: (loopId: string, rounds: number) => boolean): Row[] {
  const rows: Row[] = [];
  for (let index = 0; index < units.length; index++) {
    const unit = units[index];
    if (!unit) continue;
    const last = unit.step.type === LOOP ? units.findLastIndex(other => other.step.nodeId === unit.step.nodeId) : index;
    if (last <= index) {
      rows.push(stepRow(unit, depth, depth === 0 && unit.step.runIndex > 0 ? `${unit.step.node}, run ${unit.step.runIndex + 1}` : unit.step.node));
      continue;
    }
    // A loop that stopped in the middle of a round owns all that follows.
    const end = looping(units[last] as Unit) ? units.length - 1 : last;
    const inside = units.slice(index, end + 1);
    rows.push(...loopRows(unit, inside, depth, isOpen));
    index = end;
  }
  return rows;
}

function loopRows(first: Unit, inside: readonly Unit[], depth: number, isOpen: (loopId: string, rounds: number) => boolean): Row[] {
  const turns = inside.flatMap((unit, index) => (unit.step.nodeId === first.step.nodeId ? [index] : []));
  const rounds = turns.filter(index => looping(inside[index] as Unit)).length;
  const steps = inside.flatMap(unit => unit.attempts);
  const status = inside.some(unit => unit.step.status === 'failed') ? 'failed' : inside.some(unit => unit.step.endedAt === null) ? 'running' : 'success';
  const open = isOpen(first.step.id, rounds);
  const head: LoopRow = { kind: 'loop', id: first.step.id, label: first.step.node, depth, rounds, open, steps, status };
  if (!open) return [head];
  const body = turns.flatMap((start, turn): Row[] => {
    const unit = inside[start] as Unit;
    const until = turns[turn + 1] ?? inside.length;
    return [stepRow(unit, depth + 1, looping(unit) ? `Round ${turn + 1}` : 'After the rounds'), ...layLevel(inside.slice(start + 1, until), depth + 2, isOpen)];
  });
  return [head, ...body];
}

const stepRow = (unit: Unit, depth: number, label: string): StepRow => ({ kind: 'step', id: unit.step.id, label, depth, ...unit });
