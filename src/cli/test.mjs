// `npm test`: installs what is missing, type-checks, lints, runs unit and browser tests, and ends with one line of counts.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { buildPages, buildServer, checkNode, ensureInstalled, root } from './setup.mjs';

checkNode();
ensureInstalled();
const scratch = mkdtempSync(join(tmpdir(), 'weft-npm-test-'));
const bin = name => join(root, 'node_modules', name);
let passed = 0;
let failed = 0;

/** Runs a tool of node_modules with this Node; resolves with its exit code. */
function tool(script, args, env = {}) {
  return new Promise(resolve => {
    const child = spawn(process.execPath, [bin(script), ...args], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', FORCE_COLOR: '0', ...env } });
    child.on('close', code => resolve(code ?? 1));
    child.on('error', () => resolve(1));
  });
}

async function step(label, work) {
  const started = Date.now();
  console.log(`\n— ${label}`);
  const ok = await work();
  console.log(`— ${label}: ${ok ? 'good' : 'FAILED'} in ${Math.round((Date.now() - started) / 1000)} s`);
  return ok;
}

const countStep = async (label, work) => { (await step(label, work)) ? passed++ : failed++; };

await countStep('types', async () => (await tool('typescript/bin/tsc', ['-p', '.config/tsconfig.json'])) === 0);
await countStep('lint', async () => (await tool('@biomejs/biome/bin/biome', ['check', '--config-path=.config', '--diagnostic-level=error', 'src', 'e2e'])) === 0);
await countStep('build', async () => {
  await buildServer(true);
  buildPages();
  return true;
});

// Before the tests: one that installs a browser while it runs would be taken for hanging.
const chromium = ensureBrowser(root);

await step('unit and integration tests', async () => {
  const report = join(scratch, 'unit.json');
  const code = await tool('vitest/vitest.mjs', ['run', '--config', '.config/vitest.config.mjs', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`], { NODE_ENV: 'test', WEFT_CHROMIUM: chromium });
  const counts = read(report);
  passed += counts?.numPassedTests ?? 0;
  // A file that cannot be loaded has no tests to count, and still fails.
  failed += counts ? counts.numFailedTests + counts.testResults.filter(file => file.status === 'failed' && file.assertionResults.length === 0).length : 1;
  if (code !== 0 && counts?.numFailedTests === 0 && counts.numFailedTestSuites === 0) failed += 1;
  return code === 0;
});

await step('browser tests', async () => {
  const report = join(scratch, 'e2e.json');
  const code = await tool('@playwright/test/cli.js', ['test', '--config', 'e2e/playwright.config.ts'], { PLAYWRIGHT_JSON_OUTPUT_FILE: report, WEFT_CHROMIUM: chromium, NODE_ENV: 'production' });
  const stats = read(report)?.stats;
  passed += stats?.expected ?? 0;
  failed += stats ? stats.unexpected + stats.flaky : 1;
  if (code !== 0 && stats?.unexpected === 0) failed += 1;
  return code === 0;
});

rmSync(scratch, { recursive: true, force: true });
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

function read(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}
