// A secret of a stored credential: its mask, and a way to replace it. The value itself never comes back.
'use client';
import { useState } from 'react';
import { Button } from '~/ui/button';
import { cx } from '~/ui/class-names';
import { useFieldControl } from '~/ui/field';
import { fieldClass, Input, PasswordInput } from '~/ui/input';

interface SecretFieldProps {
  /** What is stored, masked; undefined when nothing is. */
  mask: string | undefined;
  value: string;
  onChange(value: string): void;
  placeholder?: string;
  label: string;
}

export function SecretField({ mask, value, onChange, placeholder, label }: SecretFieldProps) {
  const [replacing, setReplacing] = useState(false);
  const control = useFieldControl();
  if (!mask) return <PasswordInput value={value} placeholder={placeholder} onChange={event => onChange(event.target.value)} />;
  if (!replacing) {
    return (
      <div className="flex gap-2">
        <input {...control} readOnly value={mask} className={cx(fieldClass, 'mono h-8 px-2.5 max-md:h-11')} />
        <Button aria-label={`Replace ${label}`} onClick={() => { setReplacing(true); onChange(''); }}>Replace</Button>
      </div>
    );
  }
  return (
    <div className="flex gap-2">
      <div className="flex-1"><PasswordInput autoFocus value={value} placeholder="The new value" onChange={event => onChange(event.target.value)} /></div>
      <Button variant="quiet" aria-label={`Keep ${label}`} onClick={() => { setReplacing(false); onChange(mask); }}>Keep</Button>
    </div>
  );
}

interface PlainFieldProps { value: string; onChange(value: string): void; placeholder?: string }

export function PlainField({ value, onChange, placeholder }: PlainFieldProps) {
  return <Input value={value} placeholder={placeholder} onChange={event => onChange(event.target.value)} />;
}
