// Pinned items, to read and to edit as JSON. They stand in for the step in manual runs only.
'use client';
import { useState } from 'react';
import type { Json } from '~/lib/json';
import { Button } from '~/ui/button';
import { CodeEditor } from '~/ui/code/code-editor';
import { DataView, DATA_VIEWS, type DataViewName } from '~/ui/data/data-view';
import { Pager } from '~/ui/data/pager';
import { Segmented } from '~/ui/segmented';
import { StatusGlyph } from '~/ui/status';
import { plural } from '~/ui/time';
import { setPin } from '../commands/change';
import { PAGE_SIZE } from '../preview/upstream';
import { useDocument, useEditor } from '../store/editor';
import { Pane } from './pane';
import { pinnedItem, readPinned } from './pinned';

interface PinEditorProps {
  id: string;
  items: readonly Json[];
  /** Opened to write data where there is none. */
  fresh: boolean;
  onClose(): void;
}

export function PinEditor({ id, items, fresh, onClose }: PinEditorProps) {
  const editor = useEditor();
  const readOnly = useDocument(state => state.readOnly);
  const [view, setView] = useState<DataViewName>('table');
  const [text, setText] = useState<string | null>(fresh ? '[\n  {\n    "hello": "world"\n  }\n]' : null);
  const [offset, setOffset] = useState(0);
  const read = text === null ? null : readPinned(text);
  const page = items.slice(offset, offset + PAGE_SIZE).map(pinnedItem);
  const close = (): void => {
    setText(null);
    onClose();
  };
  return (
    <Pane label="Output" head={<><h2 className="font-title">Output</h2><span className="truncate text-dense text-fg-3">{plural(items.length, 'item')}</span><span className="flex-1" />{text === null ? <Segmented label="View of the output" value={view} onChange={setView} segments={DATA_VIEWS} /> : null}</>}
      bar={(
        <>
          <span className="tone-pinned flex min-w-0 flex-1 items-center gap-2 text-dense text-fg-2"><StatusGlyph state="pinned" /><span className="truncate">Pinned: used in manual runs only</span></span>
          {readOnly ? null : text === null ? (
            <><Button size="xs" onClick={() => setText(JSON.stringify(items, null, 2))}>Edit</Button><Button size="xs" onClick={() => setPin(editor, id, null)}>Unpin</Button></>
          ) : (
            <><Button size="xs" variant="quiet" onClick={close}>Cancel</Button><Button size="xs" variant="primary" disabled={!read?.ok} onClick={() => { if (read?.ok) { setPin(editor, id, read.items); close(); } }}>Pin</Button></>
          )}
        </>
      )}
      foot={text === null ? <Pager total={items.length} offset={offset} limit={PAGE_SIZE} onOffset={setOffset} /> : read && !read.ok ? <span role="alert" className="truncate text-failed">{read.message}</span> : undefined}>
      {text === null ? <DataView label="Pinned items" view={view} items={page} offset={offset} /> : <div className="p-3"><CodeEditor language="json" label="Pinned items as JSON" value={text} onChange={setText} minHeight={240} maxHeight={520} autoFocus /></div>}
    </Pane>
  );
}
