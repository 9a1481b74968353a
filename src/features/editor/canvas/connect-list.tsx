// Wiring with the keyboard: choose the output, type to find the target, Enter wires.
'use client';
import { useMemo, useState } from 'react';
import { cx } from '~/ui/class-names';
import { Dialog } from '~/ui/dialog';
import { Icon } from '~/ui/icon';
import { rank } from '~/ui/palette/rank';
import { Segmented } from '~/ui/segmented';
import { connect, inputFor, targetsOf } from '../commands/connect';
import { focusNode } from '../commands/select';
import { describe } from '../node-card/described';
import { portsOf } from '../node-card/ports';
import { announce, useDocument, useEditor, useView } from '../store/editor';

export function ConnectList() {
  const from = useView(state => state.connecting);
  return from ? <Targets key={from} from={from} /> : null;
}

function Targets({ from }: { from: string }) {
  const editor = useEditor();
  const doc = useDocument(state => state.doc);
  const source = doc.nodes.get(from);
  const ports = useMemo(() => (source ? portsOf(source, [...doc.edges.values()]).outputs : []), [source, doc.edges]);
  const [portKey, setPort] = useState(ports[0]?.key);
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const port = ports.find(each => each.key === portKey) ?? ports[0];
  const targets = useMemo(() => {
    if (!port) return [];
    return targetsOf(doc, { node: from, port: port.key }).map(node => ({ node, score: rank(node.name, query) })).filter(({ score }) => score > 0).sort((a, b) => b.score - a.score || a.node.position.x - b.node.position.x).map(({ node }) => node);
  }, [doc, from, port, query]);
  const current = Math.min(at, targets.length - 1);

  const close = (): void => {
    editor.view.setState({ connecting: null });
    focusNode(editor, from);
  };
  const wire = (id: string | undefined): void => {
    const target = id ? doc.nodes.get(id) : undefined;
    const input = target && port && inputFor(doc, target, port.key);
    if (!target || !input || !port) return;
    if (connect(editor, { node: from, port: port.key }, { node: target.id, port: input.key })) announce(editor, `${source?.name} connected to ${target.name}`);
    close();
  };

  return (
    <Dialog open onOpenChange={open => { if (!open) close(); }} title={`Connect ${source?.name ?? ''}`} description={port ? undefined : 'This step has no output.'} width={400}>
      {ports.length > 1 && port ? <div className="mb-3 overflow-x-auto"><Segmented label="Output" value={port.key as string} onChange={value => setPort(ports.find(each => each.key === value)?.key)} segments={ports.map(each => ({ value: each.key as string, label: each.label || `Output ${Number(each.key.split(':')[1]) + 1}` }))} /></div> : null}
      <div className="flex h-8 items-center gap-2 rounded-control bg-input px-2.5 edge-field focus-within:outline-2 focus-within:outline-accent">
        <Icon name="search" size="s" className="text-fg-2" />
        <input autoFocus role="combobox" aria-label="Step to connect to" aria-expanded aria-controls="connect-list" aria-activedescendant={current >= 0 ? `connect-${current}` : undefined} value={query} placeholder="Name of the step" onChange={event => { setQuery(event.target.value); setAt(0); }}
          onKeyDown={event => {
            if (event.key === 'ArrowDown') setAt(Math.min(targets.length - 1, current + 1));
            else if (event.key === 'ArrowUp') setAt(Math.max(0, current - 1));
            else if (event.key === 'Enter') wire(targets[current]?.id);
            else return;
            event.preventDefault();
          }}
          className="min-w-0 flex-1 bg-transparent outline-none" />
      </div>
      <div id="connect-list" role="listbox" aria-label="Steps" className="mt-2 max-h-72 overflow-y-auto">
        {targets.map((node, index) => (
          <div key={node.id} id={`connect-${index}`} role="option" aria-selected={index === current} tabIndex={-1} onMouseMove={() => setAt(index)} onClick={() => wire(node.id)} className={cx('flex h-8 items-center gap-2.5 rounded-control px-2', index === current && 'bg-press')}>
            <Icon name={describe(node).definition?.icon ?? 'puzzle'} className="text-fg-3" />
            <span className="min-w-0 flex-1 truncate">{node.name}</span>
          </div>
        ))}
        {targets.length === 0 ? <p className="px-2 py-2 text-fg-3">No step can take this wire.</p> : null}
      </div>
    </Dialog>
  );
}
