// Vitest's global set-up: one embedded PostgreSQL for the run, with one migrated template database.
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { TestProject } from 'vitest/node';
import { buildWorkshopChild } from '~/server/workshop/testing';
import { startEmbedded } from '../embedded';
import { migrateDatabase } from '../migrate';

declare module 'vitest' {
  interface ProvidedContext { databaseUrl: string; sandboxChild: string; workshopChild: string }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const root = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '');
  spawnSync(process.execPath, ['-e', "import('./src/cli/setup.mjs').then(setup => setup.ensureInstalled(() => {}))"], { cwd: root });
  const dataDir = await mkdtemp(join(tmpdir(), 'weft-test-'));
  const cluster = await startEmbedded({ dataDir, purpose: 'command', log: () => {}, unsafeFast: true });
  await migrateDatabase(cluster.url, root);
  await build({ absWorkingDir: root, entryPoints: { 'sandbox-child': 'src/server/sandbox/child.ts' }, outdir: join(dataDir, 'dist'), outExtension: { '.js': '.mjs' }, bundle: true, platform: 'node', format: 'esm', target: 'node20', logLevel: 'error' });
  const workshop = await buildWorkshopChild(root);
  project.provide('databaseUrl', cluster.url);
  project.provide('sandboxChild', join(dataDir, 'dist/sandbox-child.mjs'));
  project.provide('workshopChild', workshop.childPath);
  return async () => {
    await cluster.stop();
    workshop.remove();
    await rm(dataDir, { recursive: true, force: true });
  };
}
