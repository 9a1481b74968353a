// Code: what becomes of the code's answer. What runs inside the sandbox is tested in server/sandbox.
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '~/lib/json';
import { NodeError, type SandboxRequest, type Tools } from '../contract';
import { outputsOf, testContext, testFiles, type TestRun } from '../testing';
import { code } from './definition';
import { runCode } from './run';

const items = [{ a: 1 }, { a: 2 }];
const answers = (result: Json): Partial<Tools> => ({ sandbox: async () => ({ result, logs: [] }) });
const run = async (more: TestRun) => outputsOf(await runCode(testContext(code, { items, ...more })))[0];
const returning = (output: Json, more: TestRun = {}) => run({ tools: answers({ output, returned: true }), ...more });
const each = (...entries: Json[]) => ({ parameters: { mode: 'runOnceForEachItem' }, tools: answers({ output: entries, returned: true }) });

describe('all items', () => {
  it('takes items, bare objects, one object, null', async () => {
    expect(await returning([{ json: { a: 1 }, pairedItem: 1 }])).toEqual([{ json: { a: 1 }, pairedItem: 1 }]);
    expect(await returning([{ x: 1 }, { x: 2 }])).toEqual([{ json: { x: 1 } }, { json: { x: 2 } }]);
    const parents: Json[] = ['constructor', { item: 'x' }, { item: -1 }, { run: '__proto__' }, true];
    const wrong = parents.map(pairedItem => ({ json: {}, pairedItem }));
    expect(await returning(wrong)).toEqual(wrong.map(() => ({ json: {} })));
    expect(await returning([{ json: {}, pairedItem: [null, 0, { item: 1, input: 1, run: 'x' }] }])).toEqual([{ json: {}, pairedItem: [0, { item: 1, input: 1 }] }]);
    expect(await returning({ x: 1 })).toEqual([{ json: { x: 1 }, pairedItem: { item: 0 } }]);
    expect(await returning([{}])).toEqual([{ json: {}, pairedItem: { item: 0 } }]);
    expect(await returning(null)).toEqual([]);
  });
  it.each<[Json, string]>([
    ['x', "Code doesn't return items properly"],
    [[1], "Code doesn't return items properly"],
    [[[{ a: 1 }]], "Code doesn't return items properly"],
    [[{ json: { a: 1 } }, { b: 2 }], 'Unknown top-level item key: b'],
    [[{ json: 'x' }], 'The "json" of a returned item is not an object'],
  ])('refuses %j, also when it may go on', async (output, message) => {
    await expect(returning(output)).rejects.toThrow(message);
    await expect(returning(output, { continueOnFail: true })).rejects.toThrow(message);
  });
  it('refuses no answer at all', async () => expect(run({ tools: answers({ output: null, returned: false }) })).rejects.toThrow("Code doesn't return items properly"));
  it('turns a throw into one item when it may go on', async () => {
    const tools: Partial<Tools> = { sandbox: () => Promise.reject(new NodeError('boo [line 1]')) };
    await expect(run({ tools })).rejects.toThrow('boo [line 1]');
    expect(await run({ tools, continueOnFail: true })).toEqual([{ json: { error: 'boo [line 1]' }, error: { message: 'boo [line 1]' }, pairedItem: { item: 0 } }]);
  });
});

describe('each item', () => {
  it('takes one object for each, and drops null', async () => expect(await run(each({ value: { x: 1 } }, { value: null }))).toEqual([{ json: { x: 1 }, pairedItem: { item: 0 } }]));
  it('reports a throw for its item', async () => {
    const failing = each({ error: { message: 'boo [line 1]' } }, { value: { x: 1 } });
    await expect(run(failing)).rejects.toMatchObject({ message: 'boo [line 1]', itemIndex: 0 });
    expect(await run({ ...failing, continueOnFail: true })).toEqual([
      { json: { error: 'boo [line 1]' }, error: { message: 'boo [line 1]' }, pairedItem: { item: 0 } },
      { json: { x: 1 }, pairedItem: { item: 1 } },
    ]);
  });
  it.each<[Json, string]>([[[{ a: 1 }], "doesn't return a single object"], [5, "doesn't return an object"]])('refuses %j', async (value, message) => expect(run({ ...each({ value }), continueOnFail: true })).rejects.toThrow(message));
});

describe('what the sandbox is told', () => {
  const seen = async (jsCode: string, mode = 'runOnceForAllItems', more: Partial<Tools> = {}): Promise<SandboxRequest> => {
    let request: SandboxRequest | undefined;
    const tools: Partial<Tools> = { ...more, sandbox: async given => {
      request = given;
      return { result: { output: [], returned: true }, logs: [] };
    } };
    const nodes = (index: number): JsonObject => ({ A: { items: [[]], item: { json: { from: index } } }, B: { items: [[]], item: null } });
    await run({ tools, parameters: { jsCode, mode }, sandboxContext: index => ({ json: {}, itemIndex: index, nodes: nodes(index) }) });
    if (request === undefined) throw new Error('not called');
    return request;
  };
  it('only nodes the code names', async () => {
    expect((await seen('return items')).context.nodes).toBeUndefined();
    expect(Object.keys((await seen("return $('A').all()")).context.nodes ?? {})).toEqual(['A']);
    expect(Object.keys((await seen('const n = "A"; return $(n).all()')).context.nodes ?? {})).toEqual(['A', 'B']);
  });
  it('earlier runs only where the code names one', async () => {
    const asked = async (jsCode: string) => {
      let request: SandboxRequest | undefined;
      await run({ parameters: { jsCode }, tools: { sandbox: async given => {
        request = given;
        return { result: { output: [], returned: true }, logs: [] };
      } }, sandboxContext: () => ({ nodes: { A: { items: [[]], runs: [[[]]] } } }) });
      return request?.context.nodes;
    };
    expect(await asked("return $('A').all()")).toEqual({ A: { items: [[]] } });
    expect(await asked("return $('A').all(0, 1)")).toEqual({ A: { items: [[]], runs: [[[]]] } });
  });
  it('lineage where the code asks for it', async () => {
    expect((await seen("return $('A').first()", 'runOnceForEachItem')).context.lineage).toBeUndefined();
    expect((await seen("return $('A').item", 'runOnceForEachItem')).context.lineage).toEqual([{ A: { json: { from: 0 } } }, { A: { json: { from: 1 } } }]);
  });
  it('static data, and takes back what became of it', async () => {
    const data: JsonObject = { seen: 1, gone: true };
    const tools: Partial<Tools> = { staticData: () => data, sandbox: async () => ({ result: { output: [], returned: true, staticData: { global: { seen: 2 } } }, logs: [] }) };
    await run({ tools, parameters: { jsCode: '$getWorkflowStaticData("global")' } });
    expect(data).toEqual({ seen: 2 });
  });
  it('bytes of files, when it reads them, and stores files it makes', async () => {
    const request = await seen('getBinaryDataBuffer', 'runOnceForAllItems', { files: testFiles().files });
    expect(request.context.files).toEqual([{}, {}]);
    const made = await returning([{ json: {}, binary: { data: { data: 'aGk=', mimeType: 'text/plain', fileName: 'a.txt' } } }], {
      tools: { ...answers({ output: [{ json: {}, binary: { data: { data: 'aGk=', mimeType: 'text/plain', fileName: 'a.txt' } } }], returned: true }), files: testFiles().files },
    });
    expect(made?.[0]?.binary).toEqual({ data: { id: 'f1', fileName: 'a.txt', fileExtension: 'txt', mimeType: 'text/plain', fileSize: 2 } });
  });
  it('and logs what the code logged before it failed', async () => {
    const lines: string[] = [];
    const failure = Object.assign(new NodeError('boo'), { logs: [{ level: 'info', text: 'hi' }] });
    await run({ continueOnFail: true, tools: { log: (level, text) => void lines.push(`${level} ${text}`), sandbox: () => Promise.reject(failure) } });
    expect(lines).toEqual(['info hi']);
  });
});

it('does not run Python', async () => expect(run({ parameters: { language: 'python' } })).rejects.toThrow('Python code cannot run in Weft'));
