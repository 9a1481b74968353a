// Wires autosave to the document, the API and the page.
'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { useTRPC } from '~/trpc/client';
import { apiError } from '~/trpc/errors';
import type { Outputs } from '~/trpc/client';
import { toDefinition } from '../store/definition';
import type { Editor } from '../store/editor';
import { type Autosave, createAutosave, type SaveFailure } from './autosave';

type Workflow = Outputs['workflows']['get'];

function failureOf(error: unknown): SaveFailure {
  const known = apiError(error);
  if (!known) return { kind: 'offline' };
  if (known.code === 'conflict') {
    const { updatedBy, updatedAt } = known.details ?? {};
    return { kind: 'conflict', by: typeof updatedBy === 'string' ? updatedBy : null, at: typeof updatedAt === 'string' ? updatedAt : null };
  }
  if (known.code === 'unavailable' || known.code === 'internal' || known.code === 'limited') return { kind: 'offline' };
  return { kind: 'refused', message: known.message };
}

export function useAutosave(editor: Editor, workflow: Pick<Workflow, 'id' | 'revision'>): Autosave {
  const queries = useQueryClient();
  const trpc = useTRPC();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the revision it starts from is the one the page was opened with; later ones come from its own answers
  const autosave = useMemo(() => createAutosave(workflow.revision, {
    changes: () => editor.document.getState().changes,
    definition: () => toDefinition(editor.document.getState().doc),
    send: (revision, definition) => editor.api.workflows.save.mutate({ id: workflow.id, revision, definition }),
    failure: failureOf,
    saved: answer => {
      const queryKey = trpc.workflows.get.queryKey({ id: workflow.id });
      const asked = queries.isFetching({ queryKey }) > 0;
      queries.setQueryData(queryKey, old => (old ? { ...old, ...answer, updatedAt: answer.updatedAt } : old));
      // What is under way was asked before this save and would put the draft back as it was.
      if (asked) void queries.invalidateQueries({ queryKey });
    },
  }), [editor, workflow.id, queries]);

  useEffect(() => {
    editor.save.current = () => autosave.flush();
    autosave.start();
    const off = editor.document.subscribe((state, before) => {
      if (state.changes !== before.changes) autosave.touched();
    });
    const flush = (): void => void autosave.flush().catch(() => undefined);
    const leave = (event: BeforeUnloadEvent): void => {
      if (!autosave.pending()) return;
      flush();
      event.preventDefault();
    };
    const hide = (): void => {
      if (document.visibilityState === 'hidden') flush();
    };
    window.addEventListener('online', flush);
    window.addEventListener('beforeunload', leave);
    document.addEventListener('visibilitychange', hide);
    return () => {
      off();
      flush();
      autosave.stop();
      window.removeEventListener('online', flush);
      window.removeEventListener('beforeunload', leave);
      document.removeEventListener('visibilitychange', hide);
    };
  }, [editor, autosave]);
  return autosave;
}
