// The side bar: organization, search, pages, the person.
'use client';
import { signOut } from 'next-auth/react';
import Link from 'next/link';
import { cx } from '../class-names';
import { initials } from '../face';
import { Icon } from '../icon';
import { Keys } from '../keys';
import { Mark } from '../mark';
import { Menu } from '../menu';
import { openPalette } from '../palette/palette-store';
import { themeEntries, useTheme } from '../theme-switch';
import { isCurrent, type NavEntry, type ShellPerson } from './nav';

interface SideBarProps {
  organization: string;
  person: ShellPerson;
  main: readonly NavEntry[];
  foot: readonly NavEntry[];
  path: string;
}

export function SideBar({ organization, person, main, foot, path }: SideBarProps) {
  return (
    <nav aria-label="Main" className="flex min-h-0 flex-col border-line border-r p-2 max-md:hidden">
      <div className="mb-2 flex h-9 items-center gap-2 px-2 font-title">
        <Mark />
        <span className="min-w-0 flex-1 truncate">{organization}</span>
      </div>
      <button type="button" onClick={() => openPalette()} className="edge-field mb-3 flex h-7 items-center gap-2 rounded-control px-2 text-fg-3 hover:bg-hover">
        <Icon name="search" size="s" className="text-fg" />
        <span className="flex-1 text-left">Search or run</span>
        <Keys keys="Mod+K" />
      </button>
      <Entries entries={main} path={path} />
      <div className="mt-auto flex flex-col gap-px">
        <Entries entries={foot} path={path} />
        <PersonMenu person={person} />
      </div>
    </nav>
  );
}

function Entries({ entries, path }: { entries: readonly NavEntry[]; path: string }) {
  return (
    <ul className="flex flex-col gap-px">
      {entries.map(entry => {
        const on = isCurrent(path, entry.href);
        return (
          <li key={entry.href}>
            <Link href={entry.href} aria-current={on ? 'page' : undefined} className={cx('flex h-[30px] items-center gap-2.5 rounded-control px-2', on ? 'bg-press font-strong text-fg' : 'text-fg-2 hover:bg-hover')}>
              <Icon name={entry.icon} className={on ? '' : 'text-fg-3'} />
              {entry.label}
              {entry.count === undefined ? null : <span className={cx('ml-auto text-dense font-text', entry.bad ? 'text-failed' : 'text-fg-3')}>{entry.count}</span>}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

function PersonMenu({ person }: { person: ShellPerson }) {
  const { look, setLook } = useTheme();
  return (
    <div className="mt-2 border-line border-t pt-1">
      <Menu side="top" entries={[
        { kind: 'menu', label: 'Theme', icon: 'sun-moon', entries: themeEntries(look, setLook) },
        { kind: 'link', label: 'Account', icon: 'user', href: '/settings/account' },
        { kind: 'divider' },
        { label: 'Sign out', icon: 'log-out', onSelect: () => void signOut({ callbackUrl: '/sign-in' }) },
      ]} trigger={(
        <button type="button" className="flex h-10 w-full items-center gap-2 rounded-control px-2 text-left hover:bg-hover data-popup-open:bg-press">
          <span aria-hidden className="grid size-[22px] place-items-center rounded-full bg-face text-[10px] font-title">{initials(person.name)}</span>
          <span className="min-w-0 flex-1 truncate">{person.name}</span>
          <span className="text-dense text-fg-3 capitalize">{person.role}</span>
        </button>
      )} />
    </div>
  );
}
