// Fields of a type without a form: names and values, all of them secret.
'use client';
import { Button, IconButton } from '~/ui/button';
import { Field } from '~/ui/field';
import { Input } from '~/ui/input';
import { SecretField } from './secret-field';

export interface FreeField {
  key: number;
  name: string;
  value: string;
  /** Of a stored value. */
  mask?: string;
}

export const NAME_RULE = /^[A-Za-z][A-Za-z0-9_]{0,63}$/;

/** What stands in the way of saving, in words, or null. */
export function freeFieldsProblem(fields: readonly FreeField[]): string | null {
  const names = fields.map(field => field.name.trim());
  const wrong = names.find(name => !NAME_RULE.test(name));
  if (wrong !== undefined) return wrong === '' ? 'A field has no name' : `${wrong} is not a field name: letters, digits and _ only, a letter first`;
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  return twice === undefined ? null : `${twice} is there twice`;
}

interface FreeFieldsProps {
  fields: readonly FreeField[];
  onChange(fields: FreeField[]): void;
  error?: string;
}

export function FreeFields({ fields, onChange, error }: FreeFieldsProps) {
  const change = (key: number, part: Partial<FreeField>): void => onChange(fields.map(field => (field.key === key ? { ...field, ...part } : field)));
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-1.5 font-strong text-fg-2">Fields</legend>
      {fields.map(field => (
        <div key={field.key} className="grid grid-cols-[128px_minmax(0,1fr)_28px] items-end gap-2">
          <Field label="Field name"><Input mono value={field.name} readOnly={field.mask !== undefined} placeholder="accessToken" spellCheck={false} onChange={event => change(field.key, { name: event.target.value })} /></Field>
          <Field label="Value"><SecretField label={field.name || 'value'} mask={field.mask} value={field.value} onChange={value => change(field.key, { value })} /></Field>
          <IconButton icon="x" label={`Remove field ${field.name}`.trim()} onClick={() => onChange(fields.filter(other => other.key !== field.key))} className="mb-0.5" />
        </div>
      ))}
      {error ? <p role="alert" className="text-dense text-failed">{error}</p> : null}
      <div><Button size="sm" icon="plus" onClick={() => onChange([...fields, { key: Math.max(0, ...fields.map(field => field.key)) + 1, name: '', value: '' }])}>Add a field</Button></div>
    </fieldset>
  );
}
