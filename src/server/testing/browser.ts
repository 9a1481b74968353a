// A real browser for tests of pages that the ingress serves itself.
import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from '@playwright/test';
import { ensureBrowser } from '~/cli/browser.mjs';

export const PROJECT_ROOT = fileURLToPath(new URL('../../..', import.meta.url));

export function launchBrowser(): Promise<Browser> {
  const executablePath: string = process.env.WEFT_CHROMIUM ?? ensureBrowser(PROJECT_ROOT);
  return chromium.launch({ ...(executablePath ? { executablePath } : {}), args: ['--no-sandbox'] });
}
