// Convert to file: what is written, as observed on n8n 2.38.7 where it could be seen.
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '~/lib/json';
import { jsonOf, outputsOf, type TestRun, testContext } from '../testing';
import { readSheet } from '../files/spreadsheet';
import { convertToFile } from './definition';
import { runConvertToFile } from './run';

const items: JsonObject[] = [{ a: 1, b: 'x,y', c: { d: [1] }, t: 'hello é', b64: 'aGk=' }, { a: 2, b: 'q"r', e: true }];
async function run(parameters: JsonObject, more: TestRun = {}) {
  const written: { bytes: Uint8Array; fileName?: string; mimeType?: string }[] = [];
  const files = {
    read: () => Promise.reject(new Error('unused')),
    write: async (bytes: Uint8Array, info: { fileName?: string; mimeType?: string }) => {
      written.push({ bytes, ...info });
      return { id: `f${written.length}`, mimeType: info.mimeType ?? 'application/octet-stream', fileSize: bytes.length };
    },
  };
  const outputs = outputsOf(await runConvertToFile(testContext(convertToFile, { items, parameters, tools: { files }, ...more })));
  const texts = written.map(({ bytes }) => Buffer.from(bytes).toString());
  return { written, texts, items: outputs[0] ?? [] };
}

describe('one file of all items', () => {
  it('CSV', async () => {
    const { texts, written, items: made } = await run({});
    expect(texts[0]).toBe('\ufeffa,b,c.d.0,t,b64,e\n1,"x,y",1,hello é,aGk=,\n2,"q""r",,,,TRUE');
    expect(written[0]).toMatchObject({ fileName: 'File.csv', mimeType: 'text/csv' });
    expect(made).toEqual([{ json: {}, binary: { data: { id: 'f1', mimeType: 'text/csv', fileSize: expect.any(Number) } }, pairedItem: [{ item: 0 }, { item: 1 }] }]);
  });
  it('CSV with options', async () => {
    const { texts, written } = await run({ options: { fileName: 'x.csv', headerRow: false, delimiter: ';', addBOM: true }, binaryPropertyName: 'file' });
    expect(texts[0]).toBe('\ufeff1;x,y;1;hello é;aGk=;\n2;"q""r";;;;TRUE');
    expect(written[0]?.fileName).toBe('x.csv');
  });
  it('JSON', async () => {
    const { texts, written } = await run({ operation: 'toJson' });
    expect(texts[0]).toBe(JSON.stringify(items));
    expect(written[0]?.bytes).toHaveLength(89);
    expect((await run({ operation: 'toJson', options: { format: true } })).written[0]?.bytes).toHaveLength(179);
  });
  it('Excel and HTML', async () => {
    const { written } = await run({ operation: 'xlsx', options: { sheetName: 'a/b' } });
    expect(await readSheet(written[0]?.bytes ?? new Uint8Array(), 'a b')).toEqual([['a', 'b', 'c.d.0', 't', 'b64', 'e'], [1, 'x,y', 1, 'hello é', 'aGk=', ''], [2, 'q"r', '', '', '', true]]);
    expect((await run({ operation: 'html' })).texts[0]).toContain('<td>x,y</td>');
  });
});

describe('a file for each item', () => {
  it('JSON', async () => {
    const { written, items: made } = await run({ operation: 'toJson', mode: 'each' });
    expect(written.map(({ bytes }) => bytes.length)).toEqual([59, 27]);
    expect(made.map(item => item.pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
  });
  it('text', async () => expect((await run({ operation: 'toText', sourceProperty: 'b' })).texts).toEqual(['x,y', 'q"r']));
  it('base64, with an item that has none', async () => {
    const { texts, items: made } = await run({ operation: 'toBinary', sourceProperty: 'b64', options: { mimeType: 'a/b' } }, { continueOnFail: true });
    expect(texts).toEqual(['hi']);
    expect(jsonOf(made)).toEqual([{}, { error: 'The value in "b64" is not set' }]);
  });
});

describe('what is refused', () => {
  it.each<[JsonObject, string]>([
    [{ operation: 'ods' }, 'Writing ODS files is not supported'],
    [{ operation: 'toText', sourceProperty: 'nope' }, 'The value in "nope" is not set'],
    [{ operation: 'toText', sourceProperty: 'b', options: { encoding: 'klingon' } }, 'is not known'],
  ])('%j', async (parameters, message) => expect(run(parameters)).rejects.toThrow(message));
});
