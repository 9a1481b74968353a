// A list to choose one value from. For more than a screenful of options use Combobox.
'use client';
import { Select as Base } from '@base-ui/react/select';
import type { ReactNode } from 'react';
import { cx } from './class-names';
import { useFieldControl } from './field';
import { Icon, type IconName } from './icon';
import { fieldClass } from './input';

export interface Choice<V extends string | number | boolean = string> {
  value: V;
  label: string;
  help?: string;
  icon?: IconName;
  disabled?: boolean;
}

interface SelectProps<V extends string | number | boolean> {
  value: V | null;
  onChange(value: NoInfer<V>): void;
  options: readonly Choice<NoInfer<V>>[];
  placeholder?: string;
  /** Accessible name where no Field gives one. */
  label?: string;
  size?: 'md' | 'sm' | 'xs';
  /** `plain` has no frame, for bars. */
  look?: 'field' | 'plain';
  disabled?: boolean;
  className?: string;
}

const SIZES = { md: 'h-8 px-2.5', sm: 'h-7 px-2', xs: 'h-6 px-1.5 text-dense' } as const;
export const listClass = 'enter-float max-h-[min(24rem,var(--available-height))] min-w-(--anchor-width) max-w-[min(28rem,90vw)] overflow-y-auto rounded-card bg-float p-1 shadow-float outline-none';
export const itemClass = 'flex min-h-7 cursor-default items-center gap-2 rounded-control px-2 py-1 outline-none select-none data-disabled:opacity-45 data-highlighted:bg-press coarse:min-h-11';

export function Select<V extends string | number | boolean>({ value, onChange, options, placeholder = 'Choose', label, size = 'md', look = 'field', disabled, className }: SelectProps<V>) {
  const control = useFieldControl();
  const chosen = options.find(option => option.value === value);
  return (
    <Base.Root value={value} onValueChange={next => { if (next !== null) onChange(next as V); }} disabled={disabled} items={options.map(({ value: item, label: text }) => ({ value: item, label: text }))} modal={false}>
      <Base.Trigger {...control} aria-label={label} className={cx('flex items-center gap-2 text-left', SIZES[size], look === 'field' ? fieldClass : 'rounded-control text-fg-2 hover:bg-hover hover:text-fg', 'max-md:min-h-11', className)}>
        {chosen?.icon ? <Icon name={chosen.icon} size="s" /> : null}
        <Base.Value className="min-w-0 flex-1 truncate data-placeholder:text-fg-3">
          {() => chosen?.label ?? (value === null || value === '' ? <span className="text-fg-3">{placeholder}</span> : `${String(value)} (not in list)`)}
        </Base.Value>
        <Base.Icon className="text-fg-2"><Icon name="chevron-down" size="s" /></Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-(--z-menu) outline-none">
          <Base.Popup className={listClass}>
            {options.map(option => (
              <Base.Item key={String(option.value)} value={option.value} disabled={option.disabled} className={itemClass}>
                <ChoiceBody option={option} mark={<Base.ItemIndicator><Icon name="check" size="s" /></Base.ItemIndicator>} text={<Base.ItemText>{option.label}</Base.ItemText>} />
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

export function ChoiceBody({ option, mark, text }: { option: { icon?: IconName; help?: string }; mark: ReactNode; text: ReactNode }) {
  return (
    <>
      {option.icon ? <Icon name={option.icon} size="s" className="text-fg-3" /> : null}
      <span className="min-w-0 flex-1">
        <span className="block truncate">{text}</span>
        {option.help ? <span className="dense block text-dense text-fg-3">{option.help}</span> : null}
      </span>
      <span className="w-3.5 text-accent-text">{mark}</span>
    </>
  );
}
