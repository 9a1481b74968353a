// Finds a Chromium for the browser tests, or brings one: the installed one, Playwright's own, Debian's.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const find = () => ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'].find(path => existsSync(path)) ?? '';

/** Path of an executable, or '' when Playwright has its own. Exits with a plain line when there is no way to get one. */
export function ensureBrowser(root) {
  const installed = find();
  if (installed) return installed;
  console.log('No Chromium found; installing one …');
  const own = spawnSync(process.execPath, [join(root, 'node_modules/@playwright/test/cli.js'), 'install', 'chromium'], { stdio: 'ignore', timeout: 180_000 });
  if (own.status === 0) return '';
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore' });
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  }
  const found = find();
  if (found) return found;
  console.error('The browser tests need Chromium. Install it (on Debian: apt-get install chromium) and run npm test again.');
  process.exit(1);
}
