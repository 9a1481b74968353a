// Every key of the editor, searchable.
'use client';
import { useState } from 'react';
import { Sheet } from '~/ui/dialog';
import { Keys } from '~/ui/keys';
import { SearchField } from '~/ui/search-field';
import { useEditor, useView } from '../store/editor';
import { KEY_MAP } from './key-map';

export function HelpSheet() {
  const editor = useEditor();
  const open = useView(state => state.help);
  const [query, setQuery] = useState('');
  const wanted = query.trim().toLowerCase();
  const groups = KEY_MAP.map(group => ({ ...group, rows: group.rows.filter(row => row.label.toLowerCase().includes(wanted) || row.keys.toLowerCase().includes(wanted)) })).filter(group => group.rows.length > 0);
  return (
    <Sheet open={open} onOpenChange={help => editor.view.setState({ help })} title="Keys">
      <SearchField value={query} onChange={setQuery} label="Find a key" autoFocus />
      {groups.map(group => (
        <section key={group.title} className="mt-4">
          <h3 className="mb-1 text-dense text-fg-3">{group.title}</h3>
          <dl>
            {group.rows.map(row => (
              <div key={row.keys + row.label} className="flex h-8 items-center border-line border-b">
                <dt className="flex-1">{row.label}</dt>
                <dd><Keys keys={row.keys} /></dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Sheet>
  );
}
