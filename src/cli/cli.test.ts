// The command line as a person uses it: `weft run` in a process of its own, and the commands beside an embedded database.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chain, hook, manual, node, setFields } from '~/server/testing/workflows';

let folder: string;
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'weft-cli-')); });
afterAll(() => rm(folder, { recursive: true, force: true }));

function weft(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise(resolve => {
    execFile(process.execPath, ['src/cli/weft.mjs', ...args], { env: { PATH: process.env.PATH, NODE_ENV: 'test', WEFT_DATA_DIR: folder, WEFT_TIMEZONE: 'UTC' } }, (error, out, err) => resolve({ code: error ? Number(error.code) : 0, out, err }));
  });
}

async function file(name: string, value: unknown): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, typeof value === 'string' ? value : JSON.stringify(value));
  return path;
}

const weftFile = (definition: unknown, name = 'From a file') => ({ kind: 'weft/workflow', version: 1, name, definition });

describe('weft run', () => {
  it('executes a file with input and prints one JSON document', async () => {
    const path = await file('good.json', weftFile(chain(manual(), setFields('Twice', { twice: '={{ $json.n * 2 }}' }), node('Pause', 'wait', 1.1, { amount: 1 }), node('Keep', 'code', 2, { jsCode: 'return $input.all().filter(item => Number(item.json.twice) > 2)' }))));
    const input = await file('items.json', [{ n: 1 }, { n: 2 }]);
    const { code, out } = await weft('run', path, '--input', input);
    const report = JSON.parse(out);
    expect({ code, status: report.status, error: report.error }).toEqual({ code: 0, status: 'success', error: null });
    expect(report.nodes.Keep).toMatchObject([{ runIndex: 0, status: 'success', outputs: [[{ json: { twice: '4' } }]] }]);
    expect(report.executionTimeMs).toBeGreaterThan(900);
  });

  it('ends with 1 on a failed execution, naming the node, and with 2 on a bad file', async () => {
    const failing = await file('failing.json', weftFile(chain(manual(), node('Stop here', 'stopAndError', 1, { errorMessage: 'enough' }))));
    const failed = await weft('run', failing);
    expect(failed.code).toBe(1);
    expect(JSON.parse(failed.out)).toMatchObject({ status: 'error', error: { message: 'enough', node: 'Stop here' }, nodes: { 'Stop here': [{ status: 'error' }] } });
    for (const bad of [await file('bad.json', '{"nodes": ['), await file('other.json', '{"a": 1}'), join(folder, 'missing.json')]) {
      const refused = await weft('run', bad);
      expect({ code: refused.code, out: refused.out }).toEqual({ code: 2, out: '' });
      expect(refused.err).toContain(bad);
    }
    expect((await weft('nonsense')).code).toBe(2);
  });
});

describe('commands with a database', () => {
  it('start the embedded database themselves, one after the other', async () => {
    expect((await weft('user', 'create', '--email', 'a@example.com', '--password', 'correct horse battery')).code).toBe(2);
    expect((await weft('user', 'create', '--email', 'a@example.com', '--password', 'correct horse battery', '--owner')).code).toBe(0);
    const key = await weft('api-key', 'create', '--email', 'a@example.com');
    expect(key.out).toMatch(/^wft_[A-Za-z0-9_-]{40}\n$/);
    const path = await file('hook.json', weftFile(chain(hook(), setFields('A', { a: 1 })), 'Imported'));
    const imported = await weft('import', path, '--publish');
    const { id, version } = JSON.parse(imported.out);
    expect(version).toBe(1);
    const exported = await weft('export', id);
    expect(JSON.parse(exported.out)).toMatchObject({ kind: 'weft/workflow', name: 'Imported' });
    const status = await weft('status');
    expect(status.out).toContain('workflows: 1');
    expect(status.out).toContain('a@example.com');
    expect((await weft('import', join(folder, 'bad.json'))).code).toBe(2);
    const problems = await weft('import', await file('two.json', { nodes: [{ name: 'A' }, { type: 7 }], connections: {} }));
    expect(problems).toMatchObject({ code: 2, out: '' });
    expect(problems.err).toMatch(/two\.json: nodes\[0\]\.type: A node must have a type\n.*two\.json: nodes\[1\]\.type: A node must have a type\n/);
    expect((await weft('import', join(folder, 'nowhere.json'))).err).toContain('nowhere.json: there is no such file');
    expect(await weft('export', 'nope')).toMatchObject({ code: 2, err: expect.stringContaining('"nope" is not the id of a workflow') });
    expect((await weft('migrate')).out).toContain('up to date');
  }, 120_000);
});
