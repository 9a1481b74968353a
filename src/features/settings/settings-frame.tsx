// The frame of the settings: their pages in a column on wide screens, in a row on phones.
'use client';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { type ReactNode, useEffect, useRef } from 'react';
import { type Permission, useSession } from '~/trpc/session';
import { cx } from '~/ui/class-names';
import { Icon, type IconName } from '~/ui/icon';

const PAGES: readonly { href: string; label: string; icon: IconName; group: 'You' | 'Organization'; needs?: Permission }[] = [
  { href: '/settings/account', label: 'Account', icon: 'user', group: 'You' },
  { href: '/settings/sessions', label: 'Sessions', icon: 'monitor', group: 'You' },
  { href: '/settings/api-keys', label: 'API keys', icon: 'key', group: 'You', needs: 'apiKey:write' },
  { href: '/settings/appearance', label: 'Appearance', icon: 'sun-moon', group: 'You' },
  { href: '/settings/members', label: 'Members', icon: 'users', group: 'Organization', needs: 'member:read' },
  { href: '/settings/audit', label: 'Audit log', icon: 'scroll-text', group: 'Organization', needs: 'audit:read' },
];

export function SettingsFrame({ children }: { children: ReactNode }) {
  const path = usePathname();
  const { can } = useSession();
  const current = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (path) current.current?.scrollIntoView({ inline: 'center', block: 'nearest' });
  }, [path]);
  const pages = PAGES.filter(page => !page.needs || can[page.needs]);
  return (
    <div className="flex min-h-0 flex-1 max-md:flex-col">
      <nav aria-label="Settings" className="w-46 flex-none overflow-y-auto border-line border-r px-2 pb-2 max-md:w-auto max-md:overflow-x-auto max-md:border-r-0 max-md:border-b max-md:px-4 max-md:pb-0">
        <ul className="flex flex-col gap-px max-md:h-11 max-md:flex-row max-md:gap-5">
          {pages.map((page, index) => {
            const on = path === page.href;
            return (
              <li key={page.href} className="max-md:flex-none">
                {page.group === pages[index - 1]?.group ? null : <p className="px-2 pt-4 pb-1.5 text-dense text-fg-3 max-md:hidden">{page.group}</p>}
                <Link ref={on ? current : undefined} href={page.href} aria-current={on ? 'page' : undefined} className={cx('relative flex h-[30px] items-center gap-2.5 rounded-control px-2 whitespace-nowrap max-md:h-full max-md:rounded-none max-md:bg-transparent max-md:px-0', on ? 'bg-press font-strong text-fg max-md:after:absolute max-md:after:inset-x-0 max-md:after:bottom-0 max-md:after:h-0.5 max-md:after:bg-fg' : 'text-fg-2 hover:bg-hover')}>
                  <Icon name={page.icon} className={cx('max-md:hidden', !on && 'text-fg-3')} />
                  {page.label}
                </Link>
              </li>
            );
          })}
        </ul>
      </nav>
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">{children}</div>
    </div>
  );
}
