// Tooltip: the name of an icon button and its shortcut. Never the only place of a fact.
'use client';
import { Tooltip as Base } from '@base-ui/react/tooltip';
import type { ReactElement, ReactNode } from 'react';
import { Keys } from './keys';

export function TooltipProvider({ children }: { children: ReactNode }) {
  return <Base.Provider delay={350} closeDelay={0}>{children}</Base.Provider>;
}

interface TooltipProps {
  label: ReactNode;
  keys?: string;
  side?: 'top' | 'right' | 'bottom' | 'left';
  /** One element that takes a ref and props. */
  children: ReactElement<Record<string, unknown>>;
}

export function Tooltip({ label, keys, side = 'top', children }: TooltipProps) {
  return (
    <Base.Root>
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner side={side} sideOffset={6} className="z-(--z-tooltip)">
          <Base.Popup className="flex max-w-72 items-center gap-2 rounded-control bg-float px-2 py-1 text-dense text-fg shadow-float">
            {label}
            {keys ? <Keys keys={keys} /> : null}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
