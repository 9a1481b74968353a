// A step of a service Weft lacks: what it can be replaced with, what is left to check after that, and the way back.
'use client';
import { useQuery } from '@tanstack/react-query';
import { isPlainObject, type JsonObject } from '~/lib/json';
import type { WorkflowNode } from '~/lib/workflow';
import { findDefinition } from '~/nodes/known-definitions';
import { type Outputs, useTRPC } from '~/trpc/client';
import { Button } from '~/ui/button';
import { cx } from '~/ui/class-names';
import { Checkbox } from '~/ui/checkbox';
import { toneClass } from '~/ui/status';
import { setNode } from '../commands/change';
import { announce, useEditor } from '../store/editor';

interface Props { node: WorkflowNode; readOnly: boolean }

type Offer = NonNullable<Outputs['workflows']['offers'][number]>;

export function OfferCard({ node, readOnly }: Props) {
  const editor = useEditor();
  const trpc = useTRPC();
  const { data } = useQuery(trpc.workflows.offers.queryOptions({ nodes: [{ type: node.type, parameters: node.parameters }] }, { staleTime: Number.POSITIVE_INFINITY }));
  const offer = data?.[0];
  if (!offer) return null;
  return (
    <section aria-label="Offer" className="mt-4 flex flex-col gap-3 rounded-card bg-input p-4 text-left">
      <h3 className="font-strong text-fg">{offer.label}</h3>
      <p className="text-fg-2">{offer.type === 'webhook' ? 'The service can call a webhook of Weft instead.' : `It is plain HTTP underneath: ${String(offer.parameters.method ?? 'GET')} ${String(offer.parameters.url ?? '').replace(/^=/, '')}`}</p>
      <div>
        <p className="text-fg-3">Left for you to check then:</p>
        <ul className="mt-1 list-disc pl-4 text-fg-2">{offer.todo.map(text => <li key={text}>{text}</li>)}</ul>
      </div>
      {readOnly ? null : <div><Button size="sm" variant="primary" onClick={() => accept(editor, node, offer)}>{offer.type === 'webhook' ? 'Replace with a webhook' : 'Replace with an HTTP request'}</Button></div>}
    </section>
  );
}

function accept(editor: ReturnType<typeof useEditor>, node: WorkflowNode, offer: Offer): void {
  // What it was stays with it, for the way back and for export while nothing was changed.
  const imported = node.imported ?? { name: node.name, type: node.type, typeVersion: node.typeVersion, parameters: node.parameters, position: [node.position.x, node.position.y] };
  setNode(editor, node.id, { type: offer.type, typeVersion: offer.typeVersion, parameters: offer.parameters, credentials: undefined, todo: offer.todo, imported }, 'offer');
  announce(editor, `${node.name} replaced`);
}

/** The original under another type than the node has now: it was replaced by an offer. */
const originalOf = ({ imported }: WorkflowNode): { type: string; typeVersion: number; parameters: JsonObject; credentials?: WorkflowNode['credentials'] } | null => {
  if (!isPlainObject(imported) || typeof imported.type !== 'string' || findDefinition(imported.type.replace(/^n8n-nodes-base\./, '')) || !imported.type.startsWith('n8n-nodes-base.')) return null;
  const named = isPlainObject(imported.credentials) ? Object.entries(imported.credentials as JsonObject) : [];
  return {
    type: imported.type, typeVersion: typeof imported.typeVersion === 'number' ? imported.typeVersion : 1, parameters: isPlainObject(imported.parameters) ? (imported.parameters as JsonObject) : {},
    ...(named.length > 0 ? { credentials: Object.fromEntries(named.map(([type, value]) => [type, { id: null, name: isPlainObject(value) && typeof value.name === 'string' ? value.name : '' }])) } : {}),
  };
};

export function TodoCard({ node, readOnly }: Props) {
  const editor = useEditor();
  const { todo } = node;
  const original = (node.type === 'httpRequest' || node.type === 'webhook') && todo ? originalOf(node) : null;
  if (!todo) return null;
  const done = (text: string): void => {
    const left = todo.filter(each => each !== text);
    setNode(editor, node.id, { todo: left.length > 0 ? left : undefined }, 'todo');
  };
  return (
    <section aria-label="To check" data-field="todo" className={cx(toneClass('attention'), 'mb-4 flex flex-col gap-2 rounded-card bg-tone-soft p-3')}>
      <h3 className="font-strong">To check{original ? `: this was ${original.type.replace(/^.*\./, '')}` : ''}</h3>
      <ul className="flex flex-col gap-1.5">{todo.map(text => <li key={text}><Checkbox checked={false} disabled={readOnly} onChange={() => done(text)} label={text} /></li>)}</ul>
      {original && !readOnly ? <div><Button size="sm" variant="quiet" onClick={() => setNode(editor, node.id, { ...original, credentials: original.credentials, todo: undefined }, 'offer')}>Back to the original</Button></div> : null}
    </section>
  );
}
