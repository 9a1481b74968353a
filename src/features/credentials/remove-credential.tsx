// Deleting a credential: refused while workflows use it, and then it says which.
'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '~/trpc/client';
import { apiError, errorText } from '~/trpc/errors';
import { Button } from '~/ui/button';
import { Confirm, Dialog } from '~/ui/dialog';
import { TextLink } from '~/ui/text-link';
import { plural } from '~/ui/time';
import { toast } from '~/ui/toast';
import type { Credential } from './types';

interface RemoveCredentialProps {
  credential: Credential;
  onClose(): void;
  onRemoved(): void;
}

export function RemoveCredential({ credential, onClose, onRemoved }: RemoveCredentialProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const refresh = (): void => void queries.invalidateQueries({ queryKey: trpc.credentials.pathKey() });
  const remove = useMutation(trpc.credentials.remove.mutationOptions({
    onSuccess: () => {
      toast(`${credential.name} deleted`);
      refresh();
      onRemoved();
    },
    onError: refresh,
  }));
  const onOpenChange = (open: boolean): void => { if (!open) onClose(); };
  const users = usersOf(remove.error) ?? credential.usedBy;
  if (users.length > 0) {
    return (
      <Dialog open onOpenChange={onOpenChange} title={`${credential.name} is in use`} description={`${plural(users.length, 'workflow uses', 'workflows use')} it. Choose another credential there first, then delete it.`} footer={<Button onClick={onClose}>Close</Button>}>
        <ul>{users.map(workflow => <li key={workflow.id} className="flex h-9 items-center border-line border-b last:border-b-0"><TextLink href={`/workflows/${workflow.id}`} className="truncate">{workflow.name}</TextLink></li>)}</ul>
      </Dialog>
    );
  }
  return (
    <Confirm open onOpenChange={onOpenChange} title={`Delete ${credential.name}?`} description="Its secrets are erased. This cannot be undone." action="Delete credential" busy={remove.isPending} onConfirm={() => remove.mutate({ id: credential.id })}>
      {remove.error ? <p role="alert" className="mt-3 text-failed">{errorText(remove.error)}</p> : null}
    </Confirm>
  );
}

/** The workflows a refusal names: somebody may have started to use it a moment ago. */
function usersOf(error: unknown): { id: string; name: string }[] | null {
  const users = apiError(error)?.details?.usedBy;
  return Array.isArray(users) && users.length > 0 ? (users as { id: string; name: string }[]) : null;
}
