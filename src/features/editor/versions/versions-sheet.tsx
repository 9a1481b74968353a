// The history of the workflow: versions newest first, what the draft has changed since one, and the way back.
'use client';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { type Outputs, useTRPC } from '~/trpc/client';
import { errorText } from '~/trpc/errors';
import { Button } from '~/ui/button';
import { cx } from '~/ui/class-names';
import { Sheet } from '~/ui/dialog';
import { EmptyState } from '~/ui/empty-state';
import { ErrorNotice } from '~/ui/error-notice';
import { RelativeTime } from '~/ui/relative-time';
import { Skeleton } from '~/ui/skeleton';
import { Tag } from '~/ui/tag';
import { toast, toastError } from '~/ui/toast';
import type { Autosave } from '../autosave/autosave';
import { toDefinition } from '../store/definition';
import { useDocument, useEditor, useView } from '../store/editor';
import { Changes } from './changes';
import { compareDefinitions } from './compare';

type Version = Outputs['versions']['list']['items'][number];

const REASONS: Record<string, string> = { publish: 'Published', autosave: 'Saved', restore: 'Restored', import: 'Imported', run: 'Run by hand' };

export function VersionsSheet({ autosave }: { autosave: Autosave }) {
  const editor = useEditor();
  const open = useView(state => state.side === 'versions');
  return (
    <Sheet open={open} onOpenChange={next => { if (!next) editor.view.setState({ side: null }); }} title="Versions" description="What is live, and the way back">
      {open ? <VersionList autosave={autosave} /> : null}
    </Sheet>
  );
}

function VersionList({ autosave }: { autosave: Autosave }) {
  const editor = useEditor();
  const trpc = useTRPC();
  const [chosen, setChosen] = useState<string | null>(null);
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(trpc.versions.list.infiniteQueryOptions({ workflowId: editor.workflowId, limit: 30 }, { getNextPageParam: page => page.nextCursor ?? undefined }));
  const versions = data?.pages.flatMap(page => page.items) ?? [];
  if (isPending) return <div className="flex flex-col gap-4 py-2">{[180, 220, 140].map(width => <Skeleton key={width} width={width} />)}</div>;
  if (error) return <ErrorNotice compact title="The versions could not be loaded" error={error} onRetry={() => void refetch()} />;
  if (versions.length === 0) return <EmptyState compact title="No versions yet">Publishing makes the first one.</EmptyState>;
  return (
    <>
      <ul className="-mx-5">
        {versions.map(version => <VersionRow key={version.id} version={version} open={chosen === version.id} onToggle={() => setChosen(chosen === version.id ? null : version.id)} autosave={autosave} />)}
      </ul>
      {hasNextPage ? <Button variant="quiet" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>Show earlier ones</Button> : null}
    </>
  );
}

function VersionRow({ version, open, onToggle, autosave }: { version: Version; open: boolean; onToggle(): void; autosave: Autosave }) {
  return (
    <li className={cx('border-line border-b', open && 'bg-hover')}>
      <button type="button" aria-expanded={open} onClick={onToggle} className="flex w-full items-start gap-3 px-5 py-2.5 text-left hover:bg-hover">
        <span className="mono w-8 pt-0.5 text-fg-2">{version.number === null ? '' : `v${version.number}`}</span>
        <span className="min-w-0 flex-1">
          <span className="flex items-center gap-2"><span className="font-strong">{REASONS[version.reason] ?? version.reason}</span>{version.live ? <Tag state="success">live</Tag> : null}</span>
          {version.note ? <span className="block text-fg-2">{version.note}</span> : null}
          <span className="block text-dense text-fg-3">{version.author ?? 'Weft'}, <RelativeTime at={version.createdAt} /></span>
        </span>
      </button>
      {open ? <VersionDetail id={version.id} number={version.number} autosave={autosave} /> : null}
    </li>
  );
}

function VersionDetail({ id, number, autosave }: { id: string; number: number | null; autosave: Autosave }) {
  const editor = useEditor();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const doc = useDocument(state => state.doc);
  const readOnly = useDocument(state => state.readOnly);
  const { data, error } = useQuery(trpc.versions.get.queryOptions({ id }));
  const changes = useMemo(() => (data ? compareDefinitions(data.definition, toDefinition(doc)) : null), [data, doc]);
  const restore = useMutation({
    mutationFn: async () => {
      const revision = await editor.save.current();
      const before = toDefinition(editor.document.getState().doc);
      const restored = await editor.api.versions.restore.mutate({ workflowId: editor.workflowId, versionId: id, revision });
      return { before, ...restored };
    },
    onSuccess: ({ revision, before }) => {
      if (data) editor.document.getState().replace(data.definition);
      autosave.rebase(revision);
      void queries.invalidateQueries({ queryKey: trpc.workflows.pathKey() });
      void queries.invalidateQueries({ queryKey: trpc.versions.pathKey() });
      editor.view.setState({ side: null, panel: null, selected: new Set(), selectedEdges: new Set() });
      toast(`${number === null ? 'The version' : `v${number}`} is the draft again`, { action: { label: 'Undo', onPress: () => putBack(before) } });
    },
    onError: problem => toastError('The version was not restored', errorText(problem)),
  });
  const putBack = (before: Parameters<ReturnType<typeof editor.document.getState>['replace']>[0]): void => {
    const { edit } = editor.document.getState();
    edit('Undo restore', draft => {
      const wanted = new Set(before.nodes.map(node => node.id));
      for (const node of [...draft.doc.nodes.values()]) if (!wanted.has(node.id)) draft.removeNode(node.id);
      for (const node of before.nodes) draft.putNode(node);
      const edges = new Set(before.edges.map(edge => edge.id));
      for (const edge of [...draft.doc.edges.values()]) if (!edges.has(edge.id)) draft.removeEdge(edge.id);
      for (const edge of before.edges) draft.putEdge(edge);
      draft.set('pinData', before.pinData);
      draft.set('settings', before.settings);
      draft.set('variables', before.variables);
    });
  };
  return (
    <div className="px-5 pb-4 pl-16">
      {error ? <p className="text-failed">{errorText(error)}</p> : null}
      <h3 className="mb-1 text-dense text-fg-3">The draft since then</h3>
      {changes ? <Changes changes={changes} /> : <Skeleton width={160} />}
      {readOnly ? null : <Button size="sm" icon="rotate-ccw" className="mt-3" busy={restore.isPending} disabled={!data || changes?.length === 0} onClick={() => restore.mutate()}>Restore as draft</Button>}
    </div>
  );
}
