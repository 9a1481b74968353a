// `weft prove` as a person uses it: a workflow against its pinned items, and against a saved execution.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSavedExecution } from './saved-execution';

let folder: string;
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'weft-prove-')); });
afterAll(() => rm(folder, { recursive: true, force: true }));

function prove(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise(resolve => {
    execFile(process.execPath, ['src/cli/weft.mjs', 'prove', ...args], { env: { PATH: process.env.PATH, NODE_ENV: 'test', WEFT_DATA_DIR: folder, WEFT_TIMEZONE: 'UTC' } }, (error, out, err) => resolve({ code: error ? Number(error.code) : 0, out, err }));
  });
}

async function file(name: string, value: unknown): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, JSON.stringify(value));
  return path;
}

const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });
const workflow = (pinData: Record<string, unknown>) => ({
  name: 'Doubles',
  nodes: [
    { id: '1', name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, position: [0, 0], parameters: {} },
    { id: '2', name: 'Fetch', type: 'n8n-nodes-base.httpRequest', typeVersion: 4.2, position: [200, 0], parameters: { url: 'http://127.0.0.1:1/never' } },
    { id: '3', name: 'Double', type: 'n8n-nodes-base.code', typeVersion: 2, position: [400, 0], parameters: { jsCode: 'return $input.all().map(({ json }) => ({ json: { n: json.n * 2 } }))' } },
    { id: '4', name: 'Keep', type: 'n8n-nodes-base.limit', typeVersion: 1, position: [600, 0], parameters: { maxItems: 1 } },
  ],
  connections: { Start: to('Fetch'), Fetch: to('Double'), Double: to('Keep') },
  pinData,
  settings: { executionOrder: 'v1' },
});
const items = (...numbers: number[]) => numbers.map(n => ({ json: { n } }));
const ran = (...numbers: number[]) => [{ executionStatus: 'success', data: { main: [items(...numbers)] } }];
const saved = (keep: number) => ({ status: 'success', data: { resultData: { runData: { Start: [{ executionStatus: 'success', data: { main: [[{ json: {} }]] } }], Fetch: ran(1, 2), Double: ran(2, 4), Keep: ran(keep) } } } });

describe('weft prove', () => {
  it('runs every pinned node on what the pins before it give', async () => {
    const good = await prove(await file('good.json', workflow({ Fetch: items(1, 2), Double: items(2, 4), Keep: items(2) })));
    expect(good).toMatchObject({ code: 0, out: 'taken    Fetch (its items are taken as they are)\nagrees   Double (2 items)\nagrees   Keep (1 items)\n2 agree, 0 differ, 1 taken as they are\n' });
    const bad = await prove(await file('bad.json', workflow({ Fetch: items(1, 2), Double: items(2, 5), Keep: items(2) })));
    expect(bad.code).toBe(1);
    expect(bad.out).toContain('differs  Double\n         output 0, item 1, json: expected {"n":5}, got {"n":4}\n');
    expect(bad.out).toContain('1 agree, 1 differ, 1 taken');
  });

  it('reaches nothing outside: what nobody pinned cannot be proven', async () => {
    const { code, out } = await prove(await file('outside.json', workflow({ Double: items(2) })));
    expect(code).toBe(1);
    expect(out).toContain('failed   Double: "Fetch" reaches outside');
  });

  it('compares with a saved execution', async () => {
    const path = await file('workflow.json', workflow({}));
    const good = await prove(path, '--expect', await file('saved.json', saved(2)));
    expect(good.code).toBe(0);
    expect(good.out).toContain('2 agree, 0 differ, 2 taken');
    const bad = await prove(path, '--expect', await file('other.json', saved(4)));
    expect(bad.code).toBe(1);
    expect(bad.out).toContain('differs  Keep\n         run 0, output 0, item 0, json: expected {"n":4}, got {"n":2}\n');
  });

  it('refuses bad files with 2', async () => {
    const path = await file('no-pins.json', workflow({}));
    expect(await prove(path)).toMatchObject({ code: 2, err: expect.stringContaining('no node has pinned items') });
    expect(await prove(path, '--expect', await file('nothing.json', { a: 1 }))).toMatchObject({ code: 2, err: expect.stringContaining('not a saved execution') });
    expect((await prove(join(folder, 'missing.json'))).code).toBe(2);
  });
});

describe('saved executions', () => {
  it('are read from what weft run prints, too', () => {
    const outputs = [[{ json: { a: 1 }, pairedItem: 0 }], null];
    expect(readSavedExecution({ status: 'error', nodes: { A: [{ runIndex: 0, status: 'error', outputs }] } })).toEqual({ status: 'error', nodes: { A: [{ status: 'error', outputs: [outputs[0], []] }] } });
  });
  it('say what is wrong with them', () => {
    expect(() => readSavedExecution({ data: '[{"a":"1"}]' })).toThrow('includeData=true');
    expect(() => readSavedExecution([])).toThrow('not a saved execution');
  });
});
