// Makes or changes a credential. Secrets are sent when typed and never read back: a mask that is left alone keeps what is stored.
'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Outputs, useTRPC } from '~/trpc/client';
import { apiError, errorText } from '~/trpc/errors';
import { Button } from '~/ui/button';
import { Sheet } from '~/ui/dialog';
import { ErrorNotice } from '~/ui/error-notice';
import { Field, FieldStack } from '~/ui/field';
import { Input } from '~/ui/input';
import { Select } from '~/ui/select';
import { Skeleton } from '~/ui/skeleton';
import { TagsInput } from '~/ui/tags-input';
import { toast } from '~/ui/toast';
import { ValueInput } from '~/ui/value-input';
import { plural } from '~/ui/time';
import { type FreeField, FreeFields, freeFieldsProblem } from './free-fields';
import { hostOf, wrongHost } from './hosts';
import { SecretField } from './secret-field';
import { type CredentialType, OTHER, typeChoices, typeLabel } from './types';

type Stored = Outputs['credentials']['get'];

interface CredentialSheetProps {
  /** The credential to change; null makes a new one. */
  id: string | null;
  onClose(): void;
  onSaved(id: string): void;
}

export function CredentialSheet({ id, onClose, onSaved }: CredentialSheetProps) {
  const trpc = useTRPC();
  const types = useQuery(trpc.credentials.types.queryOptions());
  const stored = useQuery(trpc.credentials.get.queryOptions({ id: id ?? '' }, { enabled: id !== null, gcTime: 0, staleTime: 0 }));
  const error = types.error ?? stored.error;
  if (types.data && (id === null || (stored.data && !stored.isFetching))) return <Form types={types.data} stored={stored.data ?? null} onClose={onClose} onSaved={onSaved} />;
  return (
    <Sheet open onOpenChange={open => { if (!open) onClose(); }} title={id ? 'Edit credential' : 'New credential'}>
      {error ? <ErrorNotice compact title="The credential could not be opened" error={{ message: errorText(error) }} onRetry={() => void (types.error ? types.refetch() : stored.refetch())} /> : (
        <div role="status" aria-label="Loading" className="flex flex-col gap-6">{[60, 44, 92].map(width => <span key={width} className="flex flex-col gap-2"><Skeleton width={width} /><Skeleton height={32} /></span>)}</div>
      )}
    </Sheet>
  );
}

interface FormProps { types: readonly CredentialType[]; stored: Stored | null; onClose(): void; onSaved(id: string): void }

function Form({ types, stored, onClose, onSaved }: FormProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [name, setName] = useState(stored?.name ?? '');
  const [choice, setChoice] = useState<string | null>(stored?.type ?? null);
  const [otherType, setOtherType] = useState('');
  const [values, setValues] = useState<Record<string, string>>(stored?.fields ?? {});
  const [free, setFree] = useState<FreeField[]>(() => (stored ? Object.entries(stored.fields).map(([field, mask], key) => ({ key, name: field, value: mask, mask })) : [{ key: 0, name: '', value: '' }]));
  const [hosts, setHosts] = useState<string[]>(stored?.allowedHosts ?? []);
  const [tried, setTried] = useState(false);

  /** A service's own hosts are filled in; what a person wrote stays. */
  const chooseType = (next: string): void => {
    const known = (value: string | null): string[] => [...(types.find(each => each.type === value)?.hosts ?? [])];
    if (hosts.join() === known(choice).join()) setHosts(known(next));
    setChoice(next);
  };
  const type = choice === OTHER ? otherType.trim() : choice;
  const form = types.find(each => each.type === choice);
  const missing = (field: CredentialType['fields'][number]): boolean => field.required && !values[field.name];
  const freeProblem = form || choice === null ? null : freeFieldsProblem(free);
  const hostProblem = wrongHost(hosts);
  const wrong = name.trim() === '' || !type || freeProblem !== null || hostProblem !== null || form?.fields.some(missing) === true;

  const done = (savedId: string): void => {
    void queries.invalidateQueries({ queryKey: trpc.credentials.pathKey() });
    toast(`${name.trim()} saved`, { state: 'success' });
    onSaved(savedId);
  };
  const create = useMutation(trpc.credentials.create.mutationOptions({ onSuccess: made => done(made.id) }));
  const update = useMutation(trpc.credentials.update.mutationOptions({ onSuccess: () => done(stored?.id ?? '') }));
  const failure = create.error ?? update.error;

  const submit = (): void => {
    setTried(true);
    if (wrong || !type || create.isPending || update.isPending) return;
    const fields = form ? Object.fromEntries(form.fields.flatMap(field => (values[field.name] ? [[field.name, values[field.name] ?? '']] : []))) : Object.fromEntries(free.map(field => [field.name.trim(), field.value]));
    const common = { name: name.trim(), fields, allowedHosts: hosts };
    if (stored) update.mutate({ id: stored.id, ...common });
    else create.mutate({ ...common, type });
  };
  const usedBy = stored?.usedBy.length ?? 0;

  return (
    <Sheet open onOpenChange={open => { if (!open) onClose(); }} width={460} title={stored ? `Edit ${stored.name}` : 'New credential'} description={usedBy > 0 ? `Used by ${plural(usedBy, 'workflow')}: the change counts from their next request` : 'Stored encrypted; secrets are never shown again'}
      footer={<><Button variant="quiet" onClick={onClose}>Cancel</Button><Button variant="primary" busy={create.isPending || update.isPending} onClick={submit}>Save credential</Button></>}>
      <form onSubmit={event => { event.preventDefault(); submit(); }}>
        <FieldStack>
          <Field label="Name" error={tried && name.trim() === '' ? 'Give it a name that says the service and the account' : undefined}><Input aria-required value={name} autoFocus={!stored} placeholder="Shipcloud production" onChange={event => setName(event.target.value)} /></Field>
          {stored ? <Field label="Type"><Input readOnly value={typeLabel(stored.type, types)} /></Field> : (
            <Field label="Type" error={tried && choice === null ? 'Choose how the service wants to be asked' : undefined}><Select value={choice} onChange={chooseType} options={typeChoices(types)} placeholder="Choose a type" /></Field>
          )}
          {choice === OTHER ? <Field label="Type name" help="As the steps name it, such as slackApi" error={tried && !type ? 'Type name is empty' : undefined}><Input aria-required mono value={otherType} spellCheck={false} placeholder="slackApi" onChange={event => setOtherType(event.target.value)} /></Field> : null}
          {form?.fields.map(field => {
            const props = { value: values[field.name] ?? '', placeholder: field.placeholder, onChange: (value: string) => setValues({ ...values, [field.name]: value }) };
            return (
              <Field key={`${choice}.${field.name}`} label={field.label} help={field.help ?? (field.required || field.kind ? undefined : 'May stay empty')} error={tried && missing(field) ? `${field.label} is empty` : undefined}>
                {field.secret ? <SecretField {...props} label={field.label} kind={field.kind} mask={stored?.fields[field.name]} /> : <ValueInput {...field} {...props} />}
              </Field>
            );
          })}
          {choice !== null && !form ? <FreeFields fields={free} onChange={setFree} error={tried && freeProblem ? freeProblem : undefined} /> : null}
          <Field label="Allowed hosts" help={hosts.length > 0 ? 'Sent to these hosts only, whatever a workflow says. *.example.com covers its subdomains.' : 'Where the secret may be sent, such as api.example.com. Without a host it is sent nowhere; guarding a webhook needs none.'} error={hostProblem ? `${hostProblem} is not a host name such as api.example.com` : undefined}>
            <TagsInput value={hosts} onChange={next => setHosts([...new Set(next.map(hostOf))].filter(Boolean))} placeholder="api.example.com" />
          </Field>
          {failure ? <p role="alert" className="rounded-control bg-failed-soft px-3 py-2 text-failed">{apiError(failure)?.code === 'conflict' ? apiError(failure)?.message : errorText(failure)}</p> : null}
        </FieldStack>
        <button type="submit" hidden />
      </form>
    </Sheet>
  );
}
