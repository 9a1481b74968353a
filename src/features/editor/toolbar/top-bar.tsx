// The bar above the canvas: where we are, whether it is saved, what is wrong, run, publish.
'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useStore } from 'zustand';
import { useTRPC } from '~/trpc/client';
import { useCan } from '~/trpc/session';
import { Button } from '~/ui/button';
import { Mark } from '~/ui/mark';
import { StatusGlyph } from '~/ui/status';
import { plural } from '~/ui/time';
import type { Autosave } from '../autosave/autosave';
import { SaveText } from '../autosave/save-text';
import { useAllProblems } from '../problems/use-problems';
import { useDocument, useEditor } from '../store/editor';
import { RunButton } from './run-button';
import { WorkflowMenu } from './workflow-menu';

export function TopBar({ autosave }: { autosave: Autosave }) {
  const editor = useEditor();
  const trpc = useTRPC();
  const { data } = useQuery(trpc.workflows.get.queryOptions({ id: editor.workflowId }));
  const readOnly = useDocument(state => state.readOnly);
  const canPublish = useCan('workflow:publish');
  const saving = useStore(autosave.state, state => state.kind !== 'saved');
  const problems = useAllProblems();
  const number = data?.published?.number;
  // Until a save has answered nobody knows: what is not saved counts as different.
  const differs = data?.draftDiffers || saving;
  return (
    <header className="relative z-(--z-bar) flex h-11 shrink-0 items-center gap-2 border-line border-b bg-app pr-3 pl-2 max-md:h-13">
      <Link href="/workflows" aria-label="All workflows" className="grid size-7 place-items-center rounded-control hover:bg-hover"><Mark /></Link>
      <div className="flex min-w-0 items-center gap-2 max-md:flex-1">
        <WorkflowMenu name={data?.name ?? ''} tags={data?.tags ?? []} />
        <span aria-hidden className="mx-1 h-[18px] w-px shrink-0 bg-line-strong max-md:hidden" />
        <SaveText autosave={autosave} readOnly={readOnly} />
        {number !== undefined && differs ? (
          <button type="button" onClick={() => editor.view.setState({ side: 'versions' })} className="truncate border-line-control border-b text-dense text-fg-2 hover:text-fg max-lg:hidden">Draft differs from v{number}</button>
        ) : number !== undefined ? <button type="button" onClick={() => editor.view.setState({ side: 'versions' })} className="text-dense text-fg-3 hover:text-fg max-lg:hidden">v{number} is live</button> : null}
      </div>
      <nav aria-label="Views of the workflow" className="absolute left-1/2 inline-flex h-7 -translate-x-1/2 rounded-control bg-press p-0.5 max-lg:hidden">
        <span aria-current="page" className={`${segment} bg-seg-on text-fg [box-shadow:0_0_0_1px_var(--line-strong)]`}>Editor</span>
        <Link href={`/executions?workflow=${editor.workflowId}`} className={`${segment} text-fg-2 hover:text-fg`}>Executions</Link>
        <button type="button" onClick={() => editor.view.setState({ side: 'versions' })} className={`${segment} text-fg-2 hover:text-fg`}>Versions</button>
        <button type="button" onClick={() => editor.view.setState({ side: 'settings' })} className={`${segment} text-fg-2 hover:text-fg`}>Settings</button>
      </nav>
      <span className="flex-1 max-md:hidden" />
      {problems.length > 0 ? (
        <Button size="sm" variant="quiet" className="text-stale max-md:hidden" onClick={() => editor.view.setState({ side: 'problems' })}>
          <StatusGlyph state="attention" />{plural(problems.length, 'problem')}
        </Button>
      ) : null}
      <RunButton />
      {readOnly || !canPublish ? null : <Button size="sm" variant="primary" className="max-md:hidden" disabled={number !== undefined && !differs} onClick={() => editor.view.setState({ publishing: true })}>Publish{number === undefined ? '' : ` v${number + 1}`}</Button>}
    </header>
  );
}

const segment = 'inline-flex h-6 items-center rounded-tag px-2.5 text-dense font-strong';
