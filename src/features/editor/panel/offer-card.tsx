// A step of a service Weft lacks: what it can be replaced with, what is left to check after that, and the way back.
'use client';
import { useQuery } from '@tanstack/react-query';
import { giveBack, takeOffer } from '~/interop/services/taken-offer';
import type { WorkflowNode } from '~/lib/workflow';
import { type Outputs, useTRPC } from '~/trpc/client';
import { Button } from '~/ui/button';
import { cx } from '~/ui/class-names';
import { Checkbox } from '~/ui/checkbox';
import { toneClass } from '~/ui/status';
import { setNode } from '../commands/change';
import { announce, useEditor } from '../store/editor';

interface Props { node: WorkflowNode; readOnly: boolean }

type Offer = NonNullable<Outputs['workflows']['offers'][number]>;

const REPLACE: Record<Offer['type'], string> = { httpRequest: 'Replace with an HTTP request', httpRequestTool: 'Replace with an HTTP request tool', webhook: 'Replace with a webhook', scheduleTrigger: 'Replace with a schedule' };

export function OfferCard({ node, readOnly }: Props) {
  const editor = useEditor();
  const trpc = useTRPC();
  const { data } = useQuery(trpc.workflows.offers.queryOptions({ nodes: [{ type: node.type, typeVersion: node.typeVersion, parameters: node.parameters }] }, { staleTime: Number.POSITIVE_INFINITY }));
  const offer = data?.[0];
  if (!offer) return null;
  return (
    <section aria-label="Offer" className="mt-4 flex flex-col gap-3 rounded-card bg-input p-4 text-left">
      <h3 className="font-strong text-fg">{offer.label}</h3>
      <p className="text-fg-2">{offer.type === 'webhook' ? 'The service can call a webhook of Weft instead.' : offer.type === 'scheduleTrigger' ? 'A schedule can ask the service instead.' : `It is plain HTTP underneath: ${String(offer.parameters.method ?? 'GET')} ${String(offer.parameters.url ?? '').replace(/^=/, '')}`}</p>
      <div>
        <p className="text-fg-3">Left for you to check then:</p>
        <ul className="mt-1 list-disc pl-4 text-fg-2">{offer.todo.map(text => <li key={text}>{text}</li>)}</ul>
      </div>
      {readOnly ? null : <div><Button size="sm" variant="primary" onClick={() => accept(editor, node, offer)}>{REPLACE[offer.type]}</Button></div>}
    </section>
  );
}

function accept(editor: ReturnType<typeof useEditor>, node: WorkflowNode, offer: Offer): void {
  setNode(editor, node.id, takeOffer(node, offer), 'offer');
  announce(editor, `${node.name} replaced`);
}

export function TodoCard({ node, readOnly }: Props) {
  const editor = useEditor();
  const { todo } = node;
  const original = todo ? giveBack(node) : null;
  if (!todo) return null;
  const done = (text: string): void => {
    const left = todo.filter(each => each !== text);
    setNode(editor, node.id, { todo: left.length > 0 ? left : undefined }, 'todo');
  };
  return (
    <section aria-label="To check" data-field="todo" className={cx(toneClass('attention'), 'mb-4 flex flex-col gap-2 rounded-card bg-tone-soft p-3')}>
      <h3 className="font-strong">To check{original ? `: this was ${String(original.type).replace(/^.*\./, '')}` : ''}</h3>
      <ul className="flex flex-col gap-1.5">{todo.map(text => <li key={text}><Checkbox checked={false} disabled={readOnly} onChange={() => done(text)} label={text} /></li>)}</ul>
      {original && !readOnly ? <div><Button size="sm" variant="quiet" onClick={() => setNode(editor, node.id, original, 'offer')}>Back to the original</Button></div> : null}
    </section>
  );
}
