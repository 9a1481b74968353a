// Builds the workshop's child for tests: beside the libraries, because it loads them from there.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

export async function buildWorkshopChild(root = process.cwd()): Promise<{ childPath: string; remove: () => void }> {
  const folder = mkdtempSync(join(root, 'node_modules/.weft-test-'));
  // Children run as another user.
  chmodSync(folder, 0o755);
  await build({ absWorkingDir: root, entryPoints: { 'workshop-child': 'src/server/workshop/child.ts' }, outdir: folder, outExtension: { '.js': '.mjs' }, bundle: true, packages: 'external', platform: 'node', format: 'esm', target: 'node20', logLevel: 'error' });
  return { childPath: join(folder, 'workshop-child.mjs'), remove: () => rmSync(folder, { recursive: true, force: true }) };
}
