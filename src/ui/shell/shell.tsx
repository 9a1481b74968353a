// The frame of signed-in pages: side bar on wide screens, tab bar on phones, the page beside it.
'use client';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { cx } from '../class-names';
import { Icon } from '../icon';
import { isCurrent, type NavEntry, type ShellPerson } from './nav';
import { SideBar } from './side-bar';

interface ShellProps {
  organization: string;
  person: ShellPerson;
  main: readonly NavEntry[];
  foot: readonly NavEntry[];
  children: ReactNode;
}

export function Shell({ organization, person, main, foot, children }: ShellProps) {
  const path = usePathname();
  return (
    <div className="grid h-dvh grid-cols-[var(--w-sidebar)_minmax(0,1fr)] overflow-hidden max-md:grid-cols-1">
      <a href="#page" className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-(--z-toast) focus:rounded-control focus:bg-float focus:px-3 focus:py-2">Skip to the page</a>
      <SideBar organization={organization} person={person} main={main} foot={foot} path={path} />
      <main id="page" tabIndex={-1} className="flex min-h-0 min-w-0 flex-col outline-none max-md:pb-16">{children}</main>
      <nav aria-label="Main" className="fixed inset-x-0 bottom-0 z-(--z-bar) hidden h-16 border-line border-t bg-app px-2 pb-2 max-md:flex">
        {[...main, ...foot].filter(entry => entry.phone).map(entry => {
          const on = isCurrent(path, entry.href);
          return (
            <Link key={entry.href} href={entry.href} aria-current={on ? 'page' : undefined} className={cx('flex flex-1 flex-col items-center justify-center gap-0.5 text-micro', on ? 'text-fg' : 'text-fg-3')}>
              <Icon name={entry.icon} size="l" />
              {entry.label}
            </Link>
          );
        })}
      </nav>
    </div>
  );
}
