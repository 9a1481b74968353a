// A check box, alone or with its text.
'use client';
import { Checkbox as Base } from '@base-ui/react/checkbox';
import type { ReactNode } from 'react';
import { cx } from './class-names';
import { useFieldControl } from './field';

interface CheckboxProps {
  checked: boolean;
  onChange(checked: boolean): void;
  /** Text beside the box; with `bare` only its accessible name. */
  label: ReactNode;
  bare?: boolean;
  mixed?: boolean;
  disabled?: boolean;
  className?: string;
}

export function Checkbox({ checked, onChange, label, bare, mixed, disabled, className }: CheckboxProps) {
  const control = useFieldControl();
  const box = (
    <Base.Root {...(bare ? {} : control)} aria-label={bare && typeof label === 'string' ? label : undefined} checked={checked} indeterminate={mixed} onCheckedChange={onChange} disabled={disabled}
      className="relative grid size-4 shrink-0 place-items-center rounded-tag bg-input [box-shadow:inset_0_0_0_1.5px_var(--line-field)] data-checked:bg-accent data-checked:[box-shadow:none] data-disabled:opacity-50 data-indeterminate:bg-accent data-indeterminate:[box-shadow:none] coarse:before:absolute coarse:before:-inset-3.5">
      <Base.Indicator className="text-accent-fg">
        <svg width="12" height="12" viewBox="0 0 12 12" fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" strokeLinejoin="round" aria-hidden>
          <path d={mixed ? 'M3 6h6' : 'M2.5 6.2 5 8.7l4.5-5.2'} />
        </svg>
      </Base.Indicator>
    </Base.Root>
  );
  if (bare) return box;
  return <label className={cx('inline-flex min-h-7 items-center gap-2', className)}>{box}<span>{label}</span></label>;
}
