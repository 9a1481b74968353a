// Split out, as observed on n8n 2.38.7.
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '~/lib/json';
import { jsonOf, resultOf, type TestRun, testContext } from '../testing';
import { splitOut } from './definition';
import { runSplitOut } from './run';

const input = { a: [1, 2, { x: 1 }], b: { c: [10, 20, 30] }, id: 7, n: null, o: { p: 1, q: 2 }, s: 't', deep: { l: [{ k: 1 }] } };
const run = async (parameters: JsonObject, more: TestRun = {}) => resultOf(await runSplitOut(testContext(splitOut, { items: [input, { id: 8 }], parameters, ...more })));
const { a: _a, ...rest } = input;

describe('split out', () => {
  it.each<[JsonObject, Json[]]>([
    [{ fieldToSplitOut: 'a' }, [{ a: 1 }, { a: 2 }, { x: 1 }]],
    [{ fieldToSplitOut: '$json.a' }, [{ a: 1 }, { a: 2 }, { x: 1 }]],
    [{ fieldToSplitOut: 'a', include: 'allOtherFields' }, [{ ...rest, a: 1 }, { ...rest, a: 2 }, { ...rest, a: { x: 1 } }]],
    [{ fieldToSplitOut: 'b.c', include: 'allOtherFields' }, [10, 20, 30].map(value => ({ ...input, b: {}, 'b.c': value }))],
    [{ fieldToSplitOut: 'a, b.c', include: 'selectedOtherFields', fieldsToInclude: 'id, o.p' }, [{ a: 1, 'b.c': 10, id: 7, 'o.p': 1 }, { a: 2, 'b.c': 20, id: 7, 'o.p': 1 }, { a: { x: 1 }, 'b.c': 30, id: 7, 'o.p': 1 }]],
    [{ fieldToSplitOut: 'o' }, [{ o: 1 }, { o: 2 }]],
    [{ fieldToSplitOut: 'n' }, [{ n: null }]],
    [{ fieldToSplitOut: 's' }, [{ s: 't' }]],
    [{ fieldToSplitOut: 'deep.l', options: { destinationFieldName: 'x.y' } }, [{ 'x.y': { k: 1 } }]],
    [{ fieldToSplitOut: 'deep.l', include: 'selectedOtherFields', fieldsToInclude: 'id' }, [{ 'deep.l': { k: 1 }, id: 7 }]],
    [{ fieldToSplitOut: 'b.c', options: { disableDotNotation: true } }, []],
  ])('%j', async (parameters, wanted) => expect(jsonOf((await run(parameters)).outputs[0])).toEqual(wanted));

  it('does not change its input', () => expect(input.b.c).toEqual([10, 20, 30]));
  it('hints at a field that is nowhere, and links items', async () => {
    expect((await run({ fieldToSplitOut: 'zzz' })).hints).toEqual(['No item has the field "zzz"']);
    const { outputs, hints } = await run({ fieldToSplitOut: 'a' }, { items: [{ id: 1 }, { a: [1] }] });
    expect(outputs).toEqual([[{ json: { a: 1 }, pairedItem: { item: 1 } }]]);
    expect(hints).toBeUndefined();
  });
  it('splits files', async () => {
    const file = (id: string) => ({ id, mimeType: 'text/plain', fileSize: 1 });
    const { outputs } = await run({ fieldToSplitOut: '$binary' }, { items: [{ json: { x: 1 }, binary: { one: file('1'), two: file('2') } }] });
    expect(outputs[0]).toEqual([{ json: {}, binary: { one: file('1') }, pairedItem: { item: 0 } }, { json: {}, binary: { two: file('2') }, pairedItem: { item: 0 } }]);
  });
  it('asks for fields', async () => {
    await expect(run({})).rejects.toThrow('Say which field to split out');
    await expect(run({ fieldToSplitOut: 'a, s', options: { destinationFieldName: 'x' } })).rejects.toThrow('one destination name for each field');
  });
});
