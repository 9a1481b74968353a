// Move binary data: what moves where, as observed on n8n 2.38.7.
import { describe, expect, it } from 'vitest';
import type { Item } from '~/engine/items';
import type { JsonObject } from '~/lib/json';
import { outputsOf, testContext, testFiles } from '../testing';
import { moveBinaryData } from './definition';
import { runMoveBinaryData } from './run';

async function run(parameters: JsonObject, item: Item) {
  const given = '\ufeff{"x":"é"}';
  const { files, written } = testFiles({ f: given, g: given });
  const items = outputsOf(await runMoveBinaryData(testContext(moveBinaryData, { parameters, items: [item], tools: { files } })))[0];
  return { item: items?.[0], items, written: written.map(({ bytes }) => Buffer.from(bytes).toString()) };
}
const file = { id: 'f', mimeType: 'application/json', fileSize: 9 };
const other = { ...file, id: 'g' };

describe('file to fields', () => {
  const source: Item = { json: { keep: 1 }, binary: { data: file, other } };
  it.each<[JsonObject, JsonObject, string[]]>([
    [{}, { x: 'é' }, ['other']],
    [{ options: { keepSource: true } }, { x: 'é' }, ['data', 'other']],
    [{ setAllData: false, destinationKey: 'a.b' }, { keep: 1, a: { b: '{"x":"é"}' } }, ['other']],
    [{ setAllData: false, options: { jsonParse: true } }, { keep: 1, data: { x: 'é' } }, ['other']],
    [{ setAllData: false, options: { keepAsBase64: true } }, { keep: 1, data: Buffer.from('\ufeff{"x":"é"}').toString('base64') }, ['other']],
  ])('%j', async (parameters, json, binary) => {
    const { item } = await run(parameters, source);
    expect(item?.json).toEqual(json);
    expect(Object.keys(item?.binary ?? {})).toEqual(binary);
  });
  it('leaves out an item without the file', async () => expect((await run({}, { json: {} })).items).toEqual([]));
});

describe('fields to file', () => {
  it.each<[JsonObject, JsonObject, string]>([
    [{}, {}, '{"a":{"b":"x"},"c":1}'],
    [{ options: { keepSource: true } }, { a: { b: 'x' }, c: 1 }, '{"a":{"b":"x"},"c":1}'],
    [{ convertAllData: false, sourceKey: 'a.b' }, { a: {}, c: 1 }, '"x"'],
    [{ convertAllData: false, sourceKey: 'a.b', options: { useRawData: true, addBOM: true } }, { a: {}, c: 1 }, '\ufeffx'],
  ])('%j', async (parameters, json, text) => {
    const { item, written } = await run({ mode: 'jsonToBinary', ...parameters }, { json: { a: { b: 'x' }, c: 1 } });
    expect(item?.json).toEqual(json);
    expect(written).toEqual([text]);
    expect(item?.binary?.data?.id).toBe('f1');
  });
});
