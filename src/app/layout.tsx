// The root of every page: theme classes from the cookie, fonts, providers.
import './globals.css';
import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import type { ReactNode } from 'react';
import { ApiProvider } from '~/trpc/client';
import { UiProviders } from '~/ui/providers';
import { lookClass, readLook, THEME_COOKIE } from '~/ui/theme';

export const metadata: Metadata = { title: { default: 'Weft', template: '%s · Weft' }, description: 'Workflow automation that keeps every step.' };
export const viewport: Viewport = { width: 'device-width', initialScale: 1, colorScheme: 'dark light' };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const look = readLook((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <html lang="en" className={lookClass(look)}>
      <body>
        <ApiProvider>
          <NuqsAdapter>
            <UiProviders look={look}>{children}</UiProviders>
          </NuqsAdapter>
        </ApiProvider>
      </body>
    </html>
  );
}
