// A floating panel on a button.
'use client';
import { Popover as Base } from '@base-ui/react/popover';
import type { ReactElement, ReactNode } from 'react';
import { cx } from './class-names';

interface PopoverProps {
  trigger: ReactElement<Record<string, unknown>>;
  children: ReactNode;
  open?: boolean;
  onOpenChange?(open: boolean): void;
  align?: 'start' | 'center' | 'end';
  side?: 'top' | 'bottom' | 'left' | 'right';
  /** Accessible name of the panel. */
  label: string;
  className?: string;
}

export function Popover({ trigger, children, open, onOpenChange, align = 'start', side = 'bottom', label, className }: PopoverProps) {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} side={side} sideOffset={6} className="z-(--z-menu)">
          <Base.Popup aria-label={label} className={cx('enter-float max-h-(--available-height) max-w-[calc(100vw-16px)] overflow-y-auto rounded-card bg-float shadow-float outline-none', className ?? 'w-72 p-3')}>{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
