// The figure at the right of a card's second line: time of the last run, or how often it ran.
'use client';
import { durationText } from '~/ui/time';
import { Duration } from '~/ui/relative-time';
import { useDocument, useRun } from '../store/editor';

export function RunFigure({ id }: { id: string }) {
  const run = useRun(state => state.nodes.get(id));
  const disabled = useDocument(state => Boolean(state.doc.nodes.get(id)?.disabled));
  if (!run || disabled || run.state === 'skipped') return null;
  const tone = run.state === 'failed' ? 'text-failed' : 'text-fg-2';
  if (run.state === 'running') return <Duration since={run.startedAt} className={`mono figures ${tone}`} />;
  if (run.runs > 1) return <span className={`mono figures ${tone}`} title={`${run.runs} runs`}>×{run.runs}</span>;
  return run.durationMs === null ? null : <span className={`mono figures ${tone}`}>{durationText(run.durationMs)}</span>;
}
