// One value as text, in the input its kind asks for. Inside a Field.
'use client';
import { Input, PasswordInput, TextArea } from './input';
import { Select } from './select';
import { Switch } from './switch';

export type ValueKind = 'text' | 'lines' | 'switch' | 'choice';

interface ValueInputProps {
  kind?: ValueKind;
  secret?: boolean;
  label: string;
  value: string;
  placeholder?: string;
  choices?: readonly { value: string; label: string }[];
  autoFocus?: boolean;
  onChange(value: string): void;
}

const ON = new Set(['true', '1', 'on', 'yes', 'require', 'allow']);

export function ValueInput({ kind = 'text', secret, label, value, placeholder, choices = [], autoFocus, onChange }: ValueInputProps) {
  switch (kind) {
    case 'switch':
      return <Switch label={label} checked={ON.has(value.trim().toLowerCase())} onChange={on => onChange(on ? 'true' : 'false')} />;
    case 'choice':
      return <Select label={label} value={value} onChange={onChange} options={choices.some(choice => choice.value === value) ? choices : [...choices, { value, label: value }]} />;
    case 'lines':
      // A key of several lines: a one-line field would take its line breaks out. Hidden as passwords are.
      return <TextArea mono rows={4} value={value} placeholder={placeholder} autoFocus={autoFocus} spellCheck={false} autoComplete="off" onChange={event => onChange(event.target.value)} className={secret ? '[-webkit-text-security:disc]' : undefined} />;
    default:
      return secret ? <PasswordInput value={value} placeholder={placeholder} autoFocus={autoFocus} onChange={event => onChange(event.target.value)} /> : <Input value={value} placeholder={placeholder} autoFocus={autoFocus} onChange={event => onChange(event.target.value)} />;
  }
}
