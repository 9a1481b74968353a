// An on/off switch that acts at once. For a choice that is sent with a form use Checkbox.
'use client';
import { Switch as Base } from '@base-ui/react/switch';
import { useFieldControl } from './field';

interface SwitchProps {
  checked: boolean;
  onChange(checked: boolean): void;
  /** Accessible name where no Field gives one. */
  label?: string;
  disabled?: boolean;
}

export function Switch({ checked, onChange, label, disabled }: SwitchProps) {
  return (
    <Base.Root {...useFieldControl()} aria-label={label} checked={checked} onCheckedChange={onChange} disabled={disabled}
      className="relative block h-4 w-[26px] shrink-0 rounded-full bg-off transition-colors duration-(--t-hover) data-checked:bg-fg disabled:opacity-50 data-disabled:opacity-50 coarse:before:absolute coarse:before:-inset-3">
      <Base.Thumb className="block size-3 translate-x-0.5 rounded-full bg-knob transition-transform duration-(--t-hover) data-checked:translate-x-3" />
    </Base.Root>
  );
}
