// Builds the sandbox child for tests and runs code in it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { SandboxRequest } from '~/nodes/contract';
import { createSandbox, type Sandbox, type SandboxOptions } from './pool';

export interface TestSandbox {
  sandbox: Sandbox;
  /** Output of the code as it left the guest: `{ output, returned }`. */
  run(code: string, request?: Partial<SandboxRequest> & { org?: string; signal?: AbortSignal }): ReturnType<Sandbox['run']>;
  close(): void;
}

export async function buildChild(): Promise<{ childPath: string; remove: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'weft-sandbox-'));
  const childPath = join(folder, 'child.mjs');
  await build({ entryPoints: [join(import.meta.dirname, 'child.ts')], outfile: childPath, bundle: true, platform: 'node', format: 'esm', target: 'node20', logLevel: 'error' });
  return { childPath, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export function testSandbox(options: SandboxOptions): TestSandbox {
  const sandbox = createSandbox(options);
  return {
    sandbox,
    run: (code, { org = 'org-a', signal = new AbortController().signal, ...request } = {}) => sandbox.run(org, { code, mode: 'allItems', items: [], context: {}, ...request }, signal),
    close: () => sandbox.close(),
  };
}
