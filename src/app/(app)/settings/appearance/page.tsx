// /settings/appearance
import type { Metadata } from 'next';
import { AppearancePage } from '~/features/settings/appearance-page';

export const metadata: Metadata = { title: 'Appearance' };

export default function Page() {
  return <AppearancePage />;
}
