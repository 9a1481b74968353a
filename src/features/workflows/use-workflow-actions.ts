// What can be done with workflows from the list. Deleting can be undone, so nobody is asked.
'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTRPC, useTRPCClient } from '~/trpc/client';
import { errorText } from '~/trpc/errors';
import type { WorkflowDefinition } from '~/lib/workflow';
import { download } from '~/ui/download';
import { toast, toastError } from '~/ui/toast';

export function useWorkflowActions() {
  const trpc = useTRPC();
  const api = useTRPCClient();
  const queries = useQueryClient();
  const router = useRouter();
  const refresh = (): void => void queries.invalidateQueries({ queryKey: trpc.workflows.pathKey() });
  const create = useMutation(trpc.workflows.create.mutationOptions({
    onSuccess: ({ id }) => router.push(`/workflows/${id}`),
    onError: error => toastError('The workflow was not created', errorText(error)),
  }));

  const attempt = async (what: string, work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
      refresh();
    } catch (error) {
      toastError(what, errorText(error));
    }
  };

  return {
    refresh,
    creating: create.isPending || create.isSuccess,
    create: (input: { name?: string; definition?: WorkflowDefinition } = {}) => create.mutate(input),
    duplicate: (id: string, name: string) => attempt('The workflow was not duplicated', async () => {
      const copy = await api.workflows.duplicate.mutate({ id });
      toast(`${name} duplicated`, { action: { label: 'Open', onPress: () => router.push(`/workflows/${copy.id}`) } });
    }),
    remove: (id: string, name: string) => attempt('The workflow was not deleted', async () => {
      await api.workflows.remove.mutate({ id });
      toast(`${name} deleted`, { action: { label: 'Undo', onPress: () => void attempt('The workflow was not restored', () => api.workflows.restore.mutate({ id })) } });
    }),
    unpublish: (id: string, name: string) => attempt('The workflow was not taken down', async () => {
      await api.workflows.unpublish.mutate({ id });
      toast(`${name} is no longer live`);
    }),
    save: (id: string, format: 'weft' | 'n8n') => attempt('The workflow was not exported', async () => {
      const file = await api.workflows.export.query({ id, format });
      download(file.fileName, file.text, 'application/json');
    }),
  };
}
