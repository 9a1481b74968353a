// Import: a file or pasted text, of Weft or n8n. Says what was taken over and what needs attention.
'use client';
import { useMutation } from '@tanstack/react-query';
import Link from 'next/link';
import { useRef, useState } from 'react';
import { type Outputs, useTRPC } from '~/trpc/client';
import { errorText } from '~/trpc/errors';
import { Button, ButtonLink } from '~/ui/button';
import { cx } from '~/ui/class-names';
import { Dialog } from '~/ui/dialog';
import { Field } from '~/ui/field';
import { Icon } from '~/ui/icon';
import { TextArea } from '~/ui/input';
import { StatusGlyph } from '~/ui/status';
import { plural } from '~/ui/time';
import { ImportReportView } from './import-report';

type Imported = Outputs['workflows']['import'];

const MAX_BYTES = 5_000_000;

export function ImportDialog({ onClose, onDone }: { onClose(): void; onDone(): void }) {
  const trpc = useTRPC();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [over, setOver] = useState(false);
  const [done, setDone] = useState<Imported | null>(null);
  const send = useMutation(trpc.workflows.import.mutationOptions({
    onSuccess: result => {
      setDone(result);
      onDone();
    },
  }));
  const take = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    if (file.size > MAX_BYTES) return setProblem('The file is larger than 5 MB');
    setProblem(null);
    send.mutate({ text: await file.text() });
  };
  const error = problem ?? (send.error ? errorText(send.error) : undefined);

  if (done) {
    return (
      <Dialog open onOpenChange={open => { if (!open) onClose(); }} title={`${plural(done.length, 'workflow')} imported`} width={560} footer={done.length === 1 ? <><Button variant="quiet" onClick={onClose}>Done</Button><ButtonLink variant="primary" href={`/workflows/${done[0]?.id}`}>Open it</ButtonLink></> : <Button variant="primary" onClick={onClose}>Done</Button>}>
        <ul className="flex flex-col gap-4">
          {done.map(workflow => (
            <li key={workflow.id}>
              <Link href={`/workflows/${workflow.id}`} className="flex items-center gap-2 font-strong hover:underline"><StatusGlyph state="success" />{workflow.name}<Icon name="arrow-right" size="s" /></Link>
              <ImportReportView report={workflow.report} />
            </li>
          ))}
        </ul>
      </Dialog>
    );
  }
  return (
    <Dialog open onOpenChange={open => { if (!open) onClose(); }} title="Import workflows" description="A JSON file of Weft or n8n" width={560}
      footer={<><Button variant="quiet" onClick={onClose}>Cancel</Button><Button variant="primary" busy={send.isPending} disabled={text.trim() === ''} onClick={() => { setProblem(null); send.mutate({ text }); }}>Import</Button></>}>
      {/* Dropping a file is a second way; the button inside is the first. */}
      <div onDragOver={event => { event.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)} onDrop={event => { event.preventDefault(); setOver(false); void take(event.dataTransfer.files[0]); }}
        className={cx('mb-4 flex flex-col items-center gap-2 rounded-card border-[1.5px] border-dashed px-4 py-6', over ? 'border-accent bg-accent-soft' : 'border-line-control')}>
        <Icon name="file-json" size="l" className="text-fg-3" />
        <p className="text-fg-2">Drop a file here</p>
        <Button size="sm" onClick={() => input.current?.click()}>Choose a file</Button>
        <input ref={input} type="file" accept="application/json,.json" aria-label="Workflow file" hidden onChange={event => void take(event.target.files?.[0])} />
      </div>
      <Field label="Or paste JSON" error={error}>
        <TextArea rows={5} mono value={text} spellCheck={false} onChange={event => setText(event.target.value)} placeholder='{ "nodes": [ … ], "connections": { … } }' />
      </Field>
    </Dialog>
  );
}
