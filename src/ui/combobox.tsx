// A searchable list: type to narrow, choose one.
'use client';
import { Combobox as Base } from '@base-ui/react/combobox';
import { useMemo } from 'react';
import { cx } from './class-names';
import { useFieldControl } from './field';
import { Icon } from './icon';
import { fieldClass } from './input';
import { ChoiceBody, type Choice, itemClass, listClass } from './select';

interface ComboboxProps {
  value: string | null;
  onChange(value: string): void;
  options: readonly Choice[];
  placeholder?: string;
  label?: string;
  /** What to say when nothing matches. */
  empty?: string;
  size?: 'md' | 'sm';
  disabled?: boolean;
}

export function Combobox({ value, onChange, options, placeholder = 'Choose', label, empty = 'Nothing matches', size = 'md', disabled }: ComboboxProps) {
  const control = useFieldControl();
  const chosen = useMemo(() => options.find(option => option.value === value) ?? (value ? { value, label: `${value} (not in list)` } : null), [options, value]);
  return (
    <Base.Root items={options as Choice[]} value={chosen} onValueChange={next => { if (next) onChange(next.value); }} itemToStringLabel={(item: Choice) => item.label} isItemEqualToValue={(a: Choice, b: Choice) => a.value === b.value} disabled={disabled} autoHighlight>
      <div className="relative">
        <Base.Input {...control} aria-label={label} placeholder={placeholder} className={cx(fieldClass, 'pr-7 max-md:h-11', size === 'sm' ? 'h-7 px-2' : 'h-8 px-2.5')} />
        <Base.Trigger aria-label="Show all" className="absolute inset-y-0 right-0 grid w-7 place-items-center text-fg-2"><Icon name="chevrons-up-down" size="s" /></Base.Trigger>
      </div>
      <Base.Portal>
        <Base.Positioner sideOffset={4} className="z-(--z-menu) outline-none">
          <Base.Popup className={listClass}>
            <Base.Empty className="px-2 text-fg-3 not-empty:py-1">{empty}</Base.Empty>
            <Base.List>
              {(option: Choice) => (
                <Base.Item key={option.value} value={option} disabled={option.disabled} className={itemClass}>
                  <ChoiceBody option={option} mark={<Base.ItemIndicator><Icon name="check" size="s" /></Base.ItemIndicator>} text={option.label} />
                </Base.Item>
              )}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
