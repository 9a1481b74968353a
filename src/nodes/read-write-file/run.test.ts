// Read/write files: with a real file area on disk.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Item } from '~/engine/items';
import type { JsonObject } from '~/lib/json';
import { createFileArea } from '~/server/files/area';
import { resultOf, testContext, testFiles } from '../testing';
import { readWriteFile } from './definition';
import { runReadWriteFile } from './run';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'weft-area-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const source: Item = { json: { keep: 1 }, binary: { data: { id: 'f', mimeType: 'text/plain', fileSize: 5 } } };
async function run(parameters: JsonObject, continueOnFail = false, typeVersion = 1.1) {
  const { files, written } = testFiles({ f: 'hello' });
  const result = resultOf(await runReadWriteFile(testContext(readWriteFile, { items: [source], parameters, continueOnFail, typeVersion, tools: { files, area: createFileArea(root) } })));
  return { items: result.outputs[0] ?? [], hints: result.hints, texts: written.map(({ bytes }) => Buffer.from(bytes).toString()) };
}

it('writes, appends and reads, and says where a path begins', async () => {
  const written = await run({ operation: 'write', fileName: '/home/node/a.txt' });
  expect(written.items).toEqual([{ ...source, json: { keep: 1, fileName: '/home/node/a.txt' }, pairedItem: { item: 0 } }]);
  expect(written.hints).toEqual(['"/home/node/a.txt" is taken as a path below the file area of the organization.']);
  await run({ operation: 'write', fileName: 'home/node/a.txt', options: { append: true } });
  const found = await run({ fileSelector: 'home/**/*.txt' });
  expect(found.texts).toEqual(['hellohello']);
  expect(found.items).toEqual([
    { json: { mimeType: 'text/plain', fileType: 'text', fileName: 'a.txt', fileExtension: 'txt', fileSize: '10 B' }, binary: { data: { id: 'f1', mimeType: 'text/plain', fileName: 'a.txt', fileExtension: 'txt', fileSize: 10 } }, pairedItem: { item: 0 } },
  ]);
  const renamed = await run({ fileSelector: 'home/node/a.txt', options: { dataPropertyName: 'd', fileName: 'b.pdf', fileExtension: 'pdf', mimeType: 'application/pdf', fields: 'source' } });
  expect(renamed.items[0]).toMatchObject({ json: { keep: 1 }, binary: { data: source.binary?.data, d: { fileName: 'b.pdf', fileExtension: 'pdf', mimeType: 'application/pdf' } } });
});

it('gives no items for no file, with a hint, and errors for what is not allowed', async () => {
  expect(await run({ fileSelector: 'nope/*' }, false, 1)).toMatchObject({ items: [], hints: ['No file in the file area of the organization matches "nope/*".'] });
  await expect(run({ fileSelector: 'nope/*' })).rejects.toThrow('No file(s) found');
  await expect(run({ fileSelector: '../x' })).rejects.toMatchObject({ message: 'A path with ".." is not allowed', itemIndex: 0 });
  expect((await run({ operation: 'write', fileName: '../x' }, true)).items[0]?.json).toEqual({ error: 'A path with ".." is not allowed' });
  await expect(run({ operation: 'write', fileName: 'x', dataPropertyName: 'nope' })).rejects.toThrow('The item has no file "nope"');
});
