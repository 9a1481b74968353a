// The name of the workflow, and what can be done with the whole of it.
'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useTRPC } from '~/trpc/client';
import { errorText } from '~/trpc/errors';
import { Button } from '~/ui/button';
import { Dialog } from '~/ui/dialog';
import { download } from '~/ui/download';
import { Field, FieldStack } from '~/ui/field';
import { Icon } from '~/ui/icon';
import { Input } from '~/ui/input';
import { Menu, type MenuEntry } from '~/ui/menu';
import { TagsInput } from '~/ui/tags-input';
import { toast, toastError } from '~/ui/toast';
import { useDocument, useEditor } from '../store/editor';

export function WorkflowMenu({ name, tags }: { name: string; tags: readonly string[] }) {
  const editor = useEditor();
  const router = useRouter();
  const readOnly = useDocument(state => state.readOnly);
  const [renaming, setRenaming] = useState(false);

  const save = async (format: 'weft' | 'n8n'): Promise<void> => {
    try {
      await editor.save.current();
      const file = await editor.api.workflows.export.query({ id: editor.workflowId, format });
      download(file.fileName, file.text, 'application/json');
    } catch (error) {
      toastError('The workflow was not exported', errorText(error));
    }
  };
  const duplicate = async (): Promise<void> => {
    try {
      await editor.save.current();
      const { id } = await editor.api.workflows.duplicate.mutate({ id: editor.workflowId });
      router.push(`/workflows/${id}`);
    } catch (error) {
      toastError('The workflow was not duplicated', errorText(error));
    }
  };
  const remove = async (): Promise<void> => {
    try {
      await editor.api.workflows.remove.mutate({ id: editor.workflowId });
      router.push('/workflows');
      toast(`${name} deleted`, { action: { label: 'Undo', onPress: () => void editor.api.workflows.restore.mutate({ id: editor.workflowId }).then(() => router.push(`/workflows/${editor.workflowId}`)) } });
    } catch (error) {
      toastError('The workflow was not deleted', errorText(error));
    }
  };
  const entries: MenuEntry[] = [
    ...(readOnly ? [] : [{ label: 'Rename and tag', icon: 'pencil', onSelect: () => setRenaming(true) } as MenuEntry, { label: 'Duplicate', icon: 'copy-plus', onSelect: () => void duplicate() } as MenuEntry]),
    { label: 'Version history', icon: 'history', onSelect: () => editor.view.setState({ side: 'versions' }) },
    { label: 'Settings', icon: 'settings-2', onSelect: () => editor.view.setState({ side: 'settings' }) },
    { kind: 'divider' },
    { label: 'Export', icon: 'download', onSelect: () => void save('weft') },
    { label: 'Export for n8n', icon: 'download', onSelect: () => void save('n8n') },
    { kind: 'divider' },
    { label: 'Keys', icon: 'keyboard', keys: '?', onSelect: () => editor.view.setState({ help: true }) },
    ...(readOnly ? [] : [{ kind: 'divider' } as MenuEntry, { label: 'Delete workflow', icon: 'trash-2', danger: true, onSelect: () => void remove() } as MenuEntry]),
  ];
  return (
    <>
      <Menu entries={entries} trigger={(
        <button type="button" aria-label={`Workflow ${name}`} className="flex h-7 min-w-0 items-center gap-1.5 rounded-control px-1.5 hover:bg-hover data-popup-open:bg-press">
          <h1 className="truncate font-title">{name}</h1>
          <Icon name="chevron-down" size="s" />
        </button>
      )} />
      {renaming ? <NameDialog name={name} tags={tags} onClose={() => setRenaming(false)} /> : null}
    </>
  );
}

function NameDialog({ name, tags, onClose }: { name: string; tags: readonly string[]; onClose(): void }) {
  const editor = useEditor();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [nextName, setName] = useState(name);
  const [nextTags, setTags] = useState([...tags]);
  const update = useMutation(trpc.workflows.update.mutationOptions({
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: trpc.workflows.pathKey() });
      onClose();
    },
  }));
  const submit = (): void => update.mutate({ id: editor.workflowId, name: nextName.trim(), tags: nextTags });
  return (
    <Dialog open onOpenChange={open => { if (!open) onClose(); }} title="Rename and tag" footer={<><Button variant="quiet" onClick={onClose}>Cancel</Button><Button variant="primary" busy={update.isPending} disabled={nextName.trim() === ''} onClick={submit}>Save</Button></>}>
      <form onSubmit={event => { event.preventDefault(); submit(); }}>
        <FieldStack>
          <Field label="Name" error={update.error ? errorText(update.error) : undefined}><Input value={nextName} autoFocus onChange={event => setName(event.target.value)} /></Field>
          <Field label="Tags" help="Press Enter after each"><TagsInput value={nextTags} onChange={setTags} /></Field>
        </FieldStack>
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}
