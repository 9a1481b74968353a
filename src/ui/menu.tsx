// Menus from data: one list of entries serves a button's menu and a context menu.
'use client';
import { ContextMenu as BaseContext } from '@base-ui/react/context-menu';
import { Menu as Base } from '@base-ui/react/menu';
import Link from 'next/link';
import type { ReactElement, ReactNode } from 'react';
import { cx } from './class-names';
import { Icon, type IconName } from './icon';
import { Keys } from './keys';

interface Command {
  kind?: 'command';
  label: ReactNode;
  icon?: IconName;
  keys?: string;
  onSelect(): void;
  danger?: boolean;
  disabled?: boolean;
}
interface LinkEntry { kind: 'link'; label: ReactNode; href: string; icon?: IconName }
interface CheckEntry { kind: 'check'; label: ReactNode; checked: boolean; onChange(checked: boolean): void; icon?: IconName; keys?: string; stay?: boolean }
interface Submenu { kind: 'menu'; label: ReactNode; icon?: IconName; entries: readonly MenuEntry[] }
interface Heading { kind: 'heading'; label: ReactNode }
interface Divider { kind: 'divider' }

export type MenuEntry = Command | LinkEntry | CheckEntry | Submenu | Heading | Divider;

const popupClass = 'enter-float max-h-(--available-height) min-w-48 max-w-80 overflow-y-auto rounded-card bg-float p-1 shadow-float outline-none';
const rowClass = 'flex min-h-7 cursor-default items-center gap-2 rounded-control px-2 outline-none select-none data-disabled:opacity-45 data-highlighted:bg-press data-popup-open:bg-press coarse:min-h-11';

function Row({ icon, label, keys, danger, after }: { icon?: IconName; label: ReactNode; keys?: string; danger?: boolean; after?: ReactNode }) {
  return (
    <>
      {icon ? <Icon name={icon} size="s" className={danger ? '' : 'text-fg-3'} /> : null}
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {keys ? <Keys keys={keys} className="ml-4" /> : null}
      {after}
    </>
  );
}

function Entries({ entries }: { entries: readonly MenuEntry[] }) {
  return entries.map((entry, index) => {
    const key = `${index}`;
    switch (entry.kind) {
      case 'divider':
        return <Base.Separator key={key} className="mx-2 my-1 h-px bg-line" />;
      case 'heading':
        return <div key={key} className="px-2 pt-2 pb-1 text-dense text-fg-3">{entry.label}</div>;
      case 'link':
        return <Base.LinkItem key={key} render={<Link href={entry.href} />} className={rowClass} closeOnClick><Row {...entry} /></Base.LinkItem>;
      case 'check':
        return (
          <Base.CheckboxItem key={key} checked={entry.checked} onCheckedChange={entry.onChange} closeOnClick={!entry.stay} className={rowClass}>
            <Row {...entry} after={<span className="w-3.5"><Base.CheckboxItemIndicator><Icon name="check" size="s" /></Base.CheckboxItemIndicator></span>} />
          </Base.CheckboxItem>
        );
      case 'menu':
        return (
          <Base.SubmenuRoot key={key}>
            <Base.SubmenuTrigger className={rowClass}><Row {...entry} after={<Icon name="chevron-right" size="s" />} /></Base.SubmenuTrigger>
            <Popup entries={entry.entries} />
          </Base.SubmenuRoot>
        );
      default:
        return <Base.Item key={key} disabled={entry.disabled} onClick={entry.onSelect} className={cx(rowClass, entry.danger && 'text-failed')}><Row {...entry} /></Base.Item>;
    }
  });
}

function Popup({ entries, align, side }: { entries: readonly MenuEntry[]; align?: 'start' | 'end' | 'center'; side?: 'top' | 'bottom' | 'right' }) {
  return (
    <Base.Portal>
      <Base.Positioner sideOffset={4} align={align} side={side} className="z-(--z-menu) outline-none">
        <Base.Popup className={popupClass}><Entries entries={entries} /></Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  );
}

interface MenuProps {
  /** A button element; it gets the menu's attributes. */
  trigger: ReactElement<Record<string, unknown>>;
  entries: readonly MenuEntry[];
  align?: 'start' | 'end' | 'center';
  side?: 'top' | 'bottom' | 'right';
}

export function Menu({ trigger, entries, align = 'start', side }: MenuProps) {
  return (
    <Base.Root modal={false}>
      <Base.Trigger render={trigger} />
      <Popup entries={entries} align={align} side={side} />
    </Base.Root>
  );
}

interface ContextMenuProps {
  /** Opens by right click, long press, the menu key and Shift+F10 on what it wraps. */
  children: ReactElement<Record<string, unknown>>;
  /** Called when the menu opens, so that entries can follow what was clicked. */
  entries: () => readonly MenuEntry[];
  onOpenChange?(open: boolean): void;
}

export function ContextMenu({ children, entries, onOpenChange }: ContextMenuProps) {
  return (
    <BaseContext.Root onOpenChange={onOpenChange}>
      <BaseContext.Trigger render={children} />
      <BaseContext.Portal>
        <BaseContext.Positioner className="z-(--z-menu) outline-none">
          <BaseContext.Popup className={popupClass}><LateEntries entries={entries} /></BaseContext.Popup>
        </BaseContext.Positioner>
      </BaseContext.Portal>
    </BaseContext.Root>
  );
}

// Mounted with the popup: entries are read at that moment, not on every render of the page.
function LateEntries({ entries }: { entries: () => readonly MenuEntry[] }) {
  return <Entries entries={entries()} />;
}
