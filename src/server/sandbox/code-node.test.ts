// The nodes that run a person's code, with the real sandbox.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { behaviourOf } from '~/interop/n8n-node';
import type { JsonObject } from '~/lib/json';
import { code } from '~/nodes/code/definition';
import { runCode } from '~/nodes/code/run';
import { sort } from '~/nodes/sort/definition';
import { runSort } from '~/nodes/sort/run';
import { jsonOf, outputsOf, type TestRun, testContext } from '~/nodes/testing';
import { buildChild, type TestSandbox, testSandbox } from './testing';

let box: TestSandbox;
let remove: () => void;
beforeAll(async () => {
  const built = await buildChild();
  remove = built.remove;
  box = testSandbox({ childPath: built.childPath });
});
afterAll(() => {
  box.close();
  remove();
});

const items = [{ a: 1 }, { a: 2 }];
const tools = () => ({ sandbox: (request: Parameters<TestSandbox['sandbox']['run']>[1]) => box.sandbox.run('org', request, new AbortController().signal) });
const run = async (parameters: JsonObject, more: TestRun = {}) => outputsOf(await runCode(testContext(code, { items, parameters, tools: tools(), ...more })))[0] ?? [];

describe('code', () => {
  it('runs for all items and for each', async () => {
    expect(jsonOf(await run({ jsCode: 'return items.map(item => ({ json: { ...item.json, b: item.json.a * 2 } }))' }))).toEqual([{ a: 1, b: 2 }, { a: 2, b: 4 }]);
    const each = { mode: 'runOnceForEachItem', jsCode: 'if ($json.a === 1) throw new Error("boo");\nreturn { a: $itemIndex }' };
    await expect(run(each)).rejects.toMatchObject({ message: 'boo [line 1]', itemIndex: 0 });
    expect(jsonOf(await run(each, { continueOnFail: true }))).toEqual([{ error: 'boo [line 1]' }, { a: 1 }]);
  });
  it('fails as a whole, or as one item', async () => {
    await expect(run({ jsCode: '\nthrow new Error("oops")' })).rejects.toThrow('oops [line 2]');
    expect(jsonOf(await run({ jsCode: 'throw new Error("oops")' }, { continueOnFail: true }))).toEqual([{ error: 'oops [line 1]' }]);
    await expect(run({ jsCode: 'return' }, { continueOnFail: true })).rejects.toThrow("Code doesn't return items properly");
  });
  it('sees its own sample work', async () => expect(jsonOf(await run({}))).toEqual([{ a: 1, myNewField: 1 }, { a: 2, myNewField: 1 }]));
});

describe('TypeScript', () => {
  it('loses its types, and keeps its lines', async () => {
    const jsCode = 'interface Row { a: number }\nenum Kind { One = 1 }\nconst rows: Row[] = items.map(item => item.json as unknown as Row);\nconst sum = rows.reduce<number>((total, { a }: Row) => total + a, 0);\nreturn [{ sum, kind: Kind.One, first: rows[0]!.a }];';
    expect(jsonOf(await run({ jsCode }))).toEqual([{ sum: 3, kind: 1, first: 1 }]);
    await expect(run({ jsCode: 'type X = {\n  a: string;\n};\nconst x: X = { a: "b" };\nthrow new Error(x.a);' })).rejects.toThrow('b [line 5]');
  });
  it('wrong in both is told as it was written', async () => expect(run({ jsCode: '\nconst x: = 1;' })).rejects.toThrow('[line 2]'));
});

describe('nodes of old that become code', () => {
  const old = async (type: string, functionCode: string, more: TestRun = {}) => {
    const { parameters } = behaviourOf(`n8n-nodes-base.${type}`, 1, { functionCode });
    return run(parameters, more);
  };
  it('function', async () => expect(jsonOf(await old('function', 'items[0].json.x = items.length;\nreturn items;'))).toEqual([{ a: 1, x: 2 }, { a: 2 }]));
  it('functionItem', async () => {
    expect(jsonOf(await old('functionItem', 'item.x = item.a + 1;\nreturn item;'))).toEqual([{ a: 1, x: 2 }, { a: 2, x: 3 }]);
    await expect(old('functionItem', '\n\nnope();')).rejects.toThrow('nope is not defined [line 3]');
  });
});

it('sort by code', async () => {
  const outputs = outputsOf(await runSort(testContext(sort, { items: [{ s: 'b' }, { s: 'a' }, { s: 'c' }], parameters: { type: 'code', code: 'return a.json.s < b.json.s ? 1 : -1' }, tools: tools() })));
  expect(outputs[0]).toEqual([{ json: { s: 'c' }, pairedItem: { item: 2 } }, { json: { s: 'b' }, pairedItem: { item: 0 } }, { json: { s: 'a' }, pairedItem: { item: 1 } }]);
});
