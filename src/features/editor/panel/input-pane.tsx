// What comes in: the fields of all steps before, or the items of one of them as a table or as JSON.
'use client';
import { useState } from 'react';
import { fileHrefOf } from '~/trpc/file-href';
import { Button } from '~/ui/button';
import { DataView, DATA_VIEWS, type DataViewName } from '~/ui/data/data-view';
import { EmptyState } from '~/ui/empty-state';
import { SearchField } from '~/ui/search-field';
import { Segmented } from '~/ui/segmented';
import { Select } from '~/ui/select';
import { plural } from '~/ui/time';
import { runStep } from '../commands/run';
import { usePreview } from '../preview/preview-context';
import { useEditor, useRun } from '../store/editor';
import { Pane } from './pane';
import { fieldPath, SourceTree } from './source-tree';
import { useInsert } from './use-insert';

export function InputPane({ id }: { id: string }) {
  const editor = useEditor();
  const { sources, pages, item, setItem } = usePreview();
  const [view, setView] = useState<DataViewName>('schema');
  const [filter, setFilter] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const insert = useInsert(id);
  const starting = useRun(state => state.starting);
  const execution = useRun(state => state.execution);
  const direct = sources.filter(source => source.direct);
  const source = direct.find(each => each.nodeId === chosen) ?? direct[0];
  const loaded = source ? pages.get(source.nodeId) : undefined;
  const page = loaded?.page;
  const alone = direct.length === 1;

  return (
    <Pane label="Input" head={<><h2 className="font-title">Input</h2>{page ? <span className="truncate text-dense text-fg-3">{plural(page.total, 'item')}</span> : null}<span className="flex-1" /><Segmented label="View of the input" value={view} onChange={setView} segments={DATA_VIEWS} /></>}
      bar={view === 'schema' ? <SearchField label={`Find a field in ${plural(sources.length, 'step')}`} value={filter} onChange={setFilter} className="flex-1" />
        : direct.length > 1 && source ? <Select size="sm" label="Step" value={source.nodeId} onChange={setChosen} options={direct.map(each => ({ value: each.nodeId, label: each.name }))} /> : undefined}>
      {sources.length === 0 ? <EmptyState compact title="Nothing comes in">Wire another step to this one to use its data here.</EmptyState>
        : view === 'schema' ? <SourceTree filter={filter} onPick={insert} />
        : page && source ? <DataView label="Input items" view={view} items={page.items} fileHref={execution ? fileHrefOf(execution.id) : undefined} marked={item} onMark={index => { if (index !== null && index < page.items.length) setItem(index); }} onPick={path => insert(fieldPath({ name: source.name, direct: true, alone }, path))} />
        : (
          <EmptyState compact title={loaded?.pending ? 'Loading…' : `${source?.name ?? 'The step before'} has not run yet`} action={source && editor.canRun && !loaded?.pending ? <Button size="sm" icon="play" busy={starting} onClick={() => void runStep(editor, source.nodeId)}>Run it</Button> : null}>
            {loaded?.pending ? null : 'Run it to map its data.'}
          </EmptyState>
        )}
      {page && page.total > page.items.length && view !== 'schema' ? <p className="px-4 py-2 text-dense text-fg-3">Showing {page.items.length} of {page.total.toLocaleString('en-GB')}.</p> : null}
    </Pane>
  );
}
