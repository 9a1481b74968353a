// Someone else saved while changes were made here. Nothing is overwritten; the person decides.
'use client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useStore } from 'zustand';
import { errorText } from '~/trpc/errors';
import { Banner } from '~/ui/banner';
import { Button } from '~/ui/button';
import { RelativeTime } from '~/ui/relative-time';
import { toast, toastError } from '~/ui/toast';
import { toDefinition } from '../store/definition';
import { useEditor } from '../store/editor';
import type { Autosave } from './autosave';

export function ConflictBanner({ autosave, name }: { autosave: Autosave; name: string }) {
  const editor = useEditor();
  const router = useRouter();
  const state = useStore(autosave.state);
  const [busy, setBusy] = useState<'theirs' | 'mine' | null>(null);
  if (state.kind !== 'conflict') return null;

  const takeTheirs = async (): Promise<void> => {
    setBusy('theirs');
    try {
      const theirs = await editor.api.workflows.get.query({ id: editor.workflowId });
      editor.document.getState().replace(theirs.definition);
      autosave.rebase(theirs.revision);
    } catch (error) {
      toastError('Their version could not be loaded', errorText(error));
    } finally {
      setBusy(null);
    }
  };
  const keepMine = async (): Promise<void> => {
    setBusy('mine');
    try {
      const { id } = await editor.api.workflows.create.mutate({ name: `${name} (my copy)`, definition: toDefinition(editor.document.getState().doc) });
      // The changes live on in the copy: here nothing is left to save.
      autosave.rebase(autosave.revision());
      toast('Your changes are kept in a copy');
      router.push(`/workflows/${id}`);
    } catch (error) {
      toastError('The copy was not made', errorText(error));
    } finally {
      setBusy(null);
    }
  };

  return (
    <Banner state="attention" actions={(
      <>
        <Button size="sm" busy={busy === 'mine'} onClick={() => void keepMine()}>Keep mine as copy</Button>
        <Button size="sm" busy={busy === 'theirs'} onClick={() => void takeTheirs()}>Take theirs</Button>
      </>
    )}>
      <b className="font-strong">{state.by ?? 'Someone'}</b> saved this workflow{state.at ? <> <RelativeTime at={state.at} /></> : ''} while you changed it. Your changes are not saved; you can go on working.
    </Banner>
  );
}
