// The one badge of a card. Order: unknown type, disabled, failed, missing settings, running, pinned, stale, done.
import { sameWork } from '~/lib/stale';
import type { WorkflowNode } from '~/lib/workflow';
import { STATE_WORDS, type State } from '~/ui/status';
import { openPorts, problemsOf } from '../problems/node-problems';
import { useDocument, useRun } from '../store/editor';
import type { NodeRun } from '../store/run-summary';
import { describe } from './described';
import { wiredPorts } from './ports';

export type BadgeKind = 'unknown' | 'disabled' | 'failed' | 'problem' | 'running' | 'waiting' | 'pinned' | 'stale' | 'success' | 'skipped';

export interface Badge {
  kind: BadgeKind;
  /** In place of the second line. */
  text?: string;
}

const BADGES: Record<BadgeKind, { state: State; word: string }> = {
  unknown: { state: 'attention', word: 'unknown type' },
  disabled: { state: 'cancelled', word: 'disabled' },
  failed: { state: 'failed', word: STATE_WORDS.failed.toLowerCase() },
  problem: { state: 'attention', word: 'settings missing' },
  running: { state: 'running', word: 'running' },
  waiting: { state: 'waiting', word: 'waiting' },
  pinned: { state: 'pinned', word: 'pinned' },
  stale: { state: 'stale', word: 'changed since the last run' },
  success: { state: 'success', word: 'success' },
  skipped: { state: 'skipped', word: 'skipped' },
};

export const badgeOf = (badge: Badge): { state: State; word: string } => BADGES[badge.kind];

/** Moving or renaming a node does not make its result old. */
export function isStale(now: WorkflowNode, then: WorkflowNode | undefined): boolean {
  return then !== undefined && !sameWork(now, then);
}

function decide(node: WorkflowNode, pinned: number | null, run: NodeRun | undefined, stale: boolean, open: boolean): Badge | null {
  if (!describe(node).definition) return { kind: 'unknown', text: `${node.type.replace(/^.*\./, '')}: kept, cannot run` };
  if (node.disabled) return { kind: 'disabled', text: 'Disabled, data passes through' };
  if (run?.state === 'running' || run?.state === 'waiting') return { kind: run.state };
  if (run?.state === 'failed' && !stale) return { kind: 'failed', text: run.message ?? undefined };
  if (pinned !== null) return { kind: 'pinned', text: `Pinned, ${pinned} item${pinned === 1 ? '' : 's'}` };
  if (open || problemsOf(node).length > 0) return { kind: 'problem' };
  if (!run) return null;
  if (stale) return { kind: 'stale', text: 'Changed since last run' };
  return run.state === 'failed' ? { kind: 'failed', text: run.message ?? undefined } : { kind: run.state };
}

export function useBadge(id: string): Badge | null {
  const node = useDocument(state => state.doc.nodes.get(id));
  const pinned = useDocument(state => {
    const name = state.doc.nodes.get(id)?.name ?? '';
    return Object.hasOwn(state.doc.pinData, name) ? (state.doc.pinData[name]?.length ?? 0) : null;
  });
  const run = useRun(state => state.nodes.get(id));
  const then = useRun(state => state.snapshot.get(id));
  const open = useDocument(state => node !== undefined && openPorts(node, wiredPorts(state.doc.edges)).length > 0);
  return node ? decide(node, pinned, run, run !== undefined && isStale(node, then), open) : null;
}
