// A secret of a stored credential: its mask, and a way to replace it. The value itself never comes back.
'use client';
import { useState } from 'react';
import { Button } from '~/ui/button';
import { cx } from '~/ui/class-names';
import { useFieldControl } from '~/ui/field';
import { fieldClass } from '~/ui/input';
import { ValueInput, type ValueKind } from '~/ui/value-input';

interface SecretFieldProps {
  /** What is stored, masked; undefined when nothing is. */
  mask: string | undefined;
  value: string;
  onChange(value: string): void;
  placeholder?: string;
  label: string;
  kind?: ValueKind;
}

export function SecretField({ mask, value, onChange, placeholder, label, kind }: SecretFieldProps) {
  const [replacing, setReplacing] = useState(false);
  const control = useFieldControl();
  const input = { label, value, onChange, secret: true, ...(kind ? { kind } : {}) };
  if (!mask) return <ValueInput {...input} placeholder={placeholder} />;
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
      <div className="flex-1"><ValueInput {...input} autoFocus placeholder="The new value" /></div>
      <Button variant="quiet" aria-label={`Keep ${label}`} onClick={() => { setReplacing(false); onChange(mask); }}>Keep</Button>
    </div>
  );
}
