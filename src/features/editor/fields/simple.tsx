// Controls of single values: text, numbers, switches, choices, dates.
'use client';
import { useState } from 'react';
import type { Json } from '~/lib/json';
import type { BooleanField, DateTimeField, MultiOptionsField, NoticeField, NumberField, OptionsField, StringField } from '~/nodes/fields';
import { Combobox } from '~/ui/combobox';
import { cx } from '~/ui/class-names';
import { useFieldControl } from '~/ui/field';
import { Icon } from '~/ui/icon';
import { fieldClass, Input, PasswordInput, TextArea } from '~/ui/input';
import { Menu } from '~/ui/menu';
import { Select } from '~/ui/select';
import { Switch } from '~/ui/switch';
import type { FieldProps } from './renderer';

const textOf = (value: Json | undefined, standard: string): string => (value === undefined ? standard : typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value));

export function StringControl({ field, value, onChange, readOnly }: FieldProps<StringField>) {
  const shared = { value: textOf(value, field.default), placeholder: field.placeholder, readOnly, onChange: (event: { target: { value: string } }) => onChange(event.target.value), spellCheck: field.as === undefined || field.as === 'text' || field.as === 'markdown' };
  if (field.as === 'password') return <PasswordInput size="sm" {...shared} />;
  if ((field.lines ?? 1) > 1 || field.as === 'sql' || field.as === 'html' || field.as === 'markdown') return <TextArea rows={field.lines ?? 5} mono={field.as === 'sql' || field.as === 'html'} {...shared} />;
  return <Input size="sm" {...shared} />;
}

export function NumberControl({ field, value, onChange, readOnly }: FieldProps<NumberField>) {
  const [typed, setTyped] = useState<string | null>(null);
  const number = typed === null ? null : Number(typed);
  const wrong = typed !== null && typed.trim() !== '' && (number === null || !Number.isFinite(number) || (field.min !== undefined && number < field.min) || (field.max !== undefined && number > field.max));
  const range = field.min !== undefined && field.max !== undefined ? `From ${field.min} to ${field.max}` : field.min !== undefined ? `At least ${field.min}` : field.max !== undefined ? `At most ${field.max}` : 'A number';
  return (
    <div>
      <div className="relative">
        <Input size="sm" inputMode="decimal" readOnly={readOnly} placeholder={field.placeholder} aria-invalid={wrong || undefined} value={typed ?? textOf(value, String(field.default))}
          onChange={event => {
            const text = event.target.value;
            setTyped(text);
            const next = Number(text);
            if (text.trim() === '') onChange(undefined);
            else if (text.startsWith('=')) onChange(text);
            else if (Number.isFinite(next)) onChange(next);
          }}
          onBlur={() => setTyped(null)} className={field.unit ? 'pr-12' : ''} />
        {field.unit ? <span className="pointer-events-none absolute inset-y-0 right-2.5 flex items-center text-dense text-fg-3">{field.unit}</span> : null}
      </div>
      {wrong ? <p role="alert" className="pt-1 text-dense text-failed">{range}</p> : null}
    </div>
  );
}

export function BooleanControl({ field, value, onChange, readOnly }: FieldProps<BooleanField>) {
  return <Switch checked={typeof value === 'boolean' ? value : field.default} disabled={readOnly} onChange={onChange} />;
}

export function OptionsControl({ field, value, onChange, readOnly }: FieldProps<OptionsField>) {
  const chosen = (value === undefined || typeof value === 'object' ? field.default : value) as string | number | boolean;
  const texts = field.options.every(option => typeof option.value === 'string');
  if (texts && field.options.length > 12) return <Combobox size="sm" value={String(chosen)} disabled={readOnly} onChange={onChange} options={field.options.map(option => ({ value: String(option.value), label: option.label, help: option.help }))} />;
  return <Select size="sm" value={chosen} disabled={readOnly} onChange={onChange} options={field.options} />;
}

export function MultiOptionsControl({ field, value, onChange, readOnly }: FieldProps<MultiOptionsField>) {
  const control = useFieldControl();
  const chosen = Array.isArray(value) ? value : value === undefined ? [...field.default] : [];
  const words = field.options.filter(option => chosen.includes(option.value)).map(option => option.label);
  const toggle = (option: string | number | boolean, on: boolean): void => onChange(field.options.map(each => each.value).filter(each => (each === option ? on : chosen.includes(each))));
  return (
    <Menu entries={field.options.map(option => ({ kind: 'check', label: option.label, checked: chosen.includes(option.value), onChange: on => toggle(option.value, on), stay: true }))}
      trigger={(
        <button type="button" {...control} disabled={readOnly} className={cx(fieldClass, 'flex h-7 items-center gap-2 px-2 text-left max-md:h-11')}>
          <span className={cx('min-w-0 flex-1 truncate', words.length === 0 && 'text-fg-3')}>{words.join(', ') || 'None'}</span>
          <Icon name="chevron-down" size="s" className="text-fg-2" />
        </button>
      )} />
  );
}

export function DateTimeControl({ field, value, onChange, readOnly }: FieldProps<DateTimeField>) {
  const text = textOf(value, field.default);
  const local = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(text);
  // A date with a zone, or one a person wrote in words, is kept as text.
  if (text !== '' && !local) return <Input size="sm" value={text} readOnly={readOnly} onChange={event => onChange(event.target.value)} />;
  return <Input size="sm" type="datetime-local" step={1} value={text} readOnly={readOnly} onChange={event => onChange(event.target.value)} />;
}

export function NoticeControl({ field }: FieldProps<NoticeField>) {
  return <p className="flex gap-2 rounded-control bg-press px-2.5 py-2 text-dense text-fg-2"><Icon name="info" size="s" className="mt-px" /><span>{field.label}</span></p>;
}
