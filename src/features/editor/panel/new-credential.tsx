// A new credential of one type, in a sheet over the panel.
'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '~/trpc/client';
import { errorText } from '~/trpc/errors';
import { Button } from '~/ui/button';
import { Sheet } from '~/ui/dialog';
import { Field, FieldStack } from '~/ui/field';
import { Input } from '~/ui/input';
import { Skeleton } from '~/ui/skeleton';
import { TagsInput } from '~/ui/tags-input';
import { toast } from '~/ui/toast';
import { ValueInput } from '~/ui/value-input';

interface NewCredentialProps {
  type: string;
  onClose(): void;
  onMade(credential: { id: string; name: string }): void;
}

/** A type without a form of its own, as files of n8n bring them: most of them are one token. */
const tokenOf = (type: string) => ({
  type, label: type, hosts: undefined,
  fields: [{ name: 'accessToken', label: 'Access token', secret: true, required: true, help: 'Sent as "Authorization: Bearer …". For other fields make it under Credentials, as "Other type".' }],
});

export function NewCredential({ type, onClose, onMade }: NewCredentialProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { data: types, error } = useQuery(trpc.credentials.types.queryOptions());
  const kind = types && (types.find(each => each.type === type) ?? tokenOf(type));
  const [name, setName] = useState('');
  const [fields, setFields] = useState<Record<string, string>>({});
  const [given, setHosts] = useState<string[] | null>(null);
  const hosts = given ?? [...(kind?.hosts ?? [])];
  const [tried, setTried] = useState(false);
  const create = useMutation(trpc.credentials.create.mutationOptions({
    onSuccess: ({ id }, { name: made }) => {
      void queries.invalidateQueries({ queryKey: trpc.credentials.pathKey() });
      toast(`${made} saved`, { state: 'success' });
      onMade({ id, name: made });
      onClose();
    },
  }));
  const missing = (field: { name: string; required: boolean }): boolean => field.required && !fields[field.name];
  const submit = (): void => {
    setTried(true);
    if (!kind || kind.fields.some(missing)) return;
    create.mutate({ name: name.trim() || kind.label, type, fields, allowedHosts: hosts });
  };
  return (
    <Sheet open onOpenChange={open => { if (!open) onClose(); }} title={kind ? `New credential: ${kind.label}` : 'New credential'} description="Stored encrypted; the secret is never shown again"
      footer={<><Button variant="quiet" onClick={onClose}>Cancel</Button><Button variant="primary" busy={create.isPending} disabled={!kind} onClick={submit}>Save</Button></>}>
      {error ? <p role="alert" className="text-failed">{errorText(error)}</p> : null}
      {!types && !error ? <Skeleton width={220} /> : null}
      {kind ? (
        <form onSubmit={event => { event.preventDefault(); submit(); }}>
          <FieldStack>
            <Field label="Name"><Input value={name} placeholder={kind.label} autoFocus onChange={event => setName(event.target.value)} /></Field>
            {kind.fields.map(field => (
              <Field key={field.name} label={field.label} help={field.help} required={field.required} error={tried && missing(field) ? `${field.label} is empty` : undefined}>
                <ValueInput {...field} value={fields[field.name] ?? ''} onChange={value => setFields({ ...fields, [field.name]: value })} />
              </Field>
            ))}
            <Field label="Allowed hosts" help="Where the secret may be sent, such as api.example.com. Without a host it is sent nowhere."><TagsInput value={hosts} onChange={setHosts} placeholder="api.example.com" /></Field>
            {create.error ? <p role="alert" className="text-failed">{errorText(create.error)}</p> : null}
          </FieldStack>
          <button type="submit" hidden />
        </form>
      ) : null}
    </Sheet>
  );
}
