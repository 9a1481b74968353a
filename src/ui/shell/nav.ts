// The pages of the side bar, in order.
import type { NavEntry } from './shell';

export const MAIN_NAV: readonly NavEntry[] = [
  { href: '/workflows', label: 'Workflows', icon: 'workflow', phone: true },
  { href: '/executions', label: 'Executions', icon: 'list', phone: true },
  { href: '/credentials', label: 'Credentials', icon: 'key-round', phone: true },
];

export const FOOT_NAV: readonly NavEntry[] = [{ href: '/settings', label: 'Settings', icon: 'settings-2', phone: true }];
