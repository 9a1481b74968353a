// The pages of the side bar, in order.
import type { IconName } from '../icon';

export interface NavEntry {
  href: string;
  label: string;
  icon: IconName;
  /** At the right: a count. */
  count?: number;
  /** The count is a number of failures. */
  bad?: boolean;
  /** Shown in the tab bar of narrow screens. */
  phone?: boolean;
}

export interface ShellPerson {
  name: string;
  /** Role in the organization, as a word. */
  role: string;
}

/** True for the entry the path lies under. */
export const isCurrent = (path: string, href: string): boolean => path === href || path.startsWith(`${href}/`);

export const MAIN_NAV: readonly NavEntry[] = [
  { href: '/workflows', label: 'Workflows', icon: 'workflow', phone: true },
  { href: '/executions', label: 'Executions', icon: 'list', phone: true },
  { href: '/credentials', label: 'Credentials', icon: 'key-round', phone: true },
];

export const FOOT_NAV: readonly NavEntry[] = [{ href: '/settings', label: 'Settings', icon: 'settings-2', phone: true }];
