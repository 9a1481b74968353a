// Tabs: `Tabs` switches panels in place, `TabLinks` goes to pages.
'use client';
import { Tabs as Base } from '@base-ui/react/tabs';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { cx } from './class-names';

const tabClass = 'relative flex h-full items-center gap-1.5 whitespace-nowrap text-fg-2 hover:text-fg';
const onClass = 'font-strong text-fg after:absolute after:inset-x-0 after:-bottom-px after:h-0.5 after:bg-fg';

interface TabItem<V extends string> {
  value: V;
  label: ReactNode;
  count?: number;
}

interface TabsProps<V extends string> {
  value: V;
  onChange(value: NoInfer<V>): void;
  tabs: readonly TabItem<NoInfer<V>>[];
  label: string;
  className?: string;
}

/** The row of tabs alone; put it in a bar of fixed height and draw the panel of `value` below it with `tabPanelProps`. */
export function Tabs<V extends string>({ value, onChange, tabs, label, className }: TabsProps<V>) {
  return (
    <Base.Root value={value} onValueChange={next => onChange(next as V)} className={cx('h-full', className)}>
      <Base.List aria-label={label} activateOnFocus className="flex h-full gap-5">
        {tabs.map(tab => (
          <Base.Tab key={tab.value} value={tab.value} id={`tab-${tab.value}`} className={cx(tabClass, value === tab.value && onClass)}>
            {tab.label}
            {tab.count === undefined ? null : <span className="text-dense font-text text-fg-3">{tab.count}</span>}
          </Base.Tab>
        ))}
      </Base.List>
    </Base.Root>
  );
}

export const tabPanelProps = (value: string): { role: 'tabpanel'; 'aria-labelledby': string } => ({ role: 'tabpanel', 'aria-labelledby': `tab-${value}` });

interface TabLinksProps {
  label: string;
  tabs: readonly { href: string; label: ReactNode; current: boolean; count?: number }[];
}

export function TabLinks({ label, tabs }: TabLinksProps) {
  return (
    <nav aria-label={label} className="flex h-full gap-5">
      {tabs.map(tab => (
        <Link key={tab.href} href={tab.href} aria-current={tab.current ? 'page' : undefined} className={cx(tabClass, tab.current && onClass)}>
          {tab.label}
          {tab.count === undefined ? null : <span className="text-dense font-text text-fg-3">{tab.count}</span>}
        </Link>
      ))}
    </nav>
  );
}
