// Compression: what comes out, and archives that mean harm.
import { gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Item } from '~/engine/items';
import type { JsonObject } from '~/lib/json';
import { runJob } from '~/server/workshop/jobs';
import { safeName, unzip } from '~/server/workshop/jobs/archives';
import { outputsOf, testContext, testFiles } from '../testing';
import { piecesOf } from '../files/pieces';
import { compression } from './definition';
import { gunzipped } from './gzip';
import { runCompression } from './run';

async function run(parameters: JsonObject, given: Record<string, { bytes: Uint8Array; fileName?: string }>, typeVersion = 1.1) {
  const { files, kept } = testFiles(Object.fromEntries(Object.entries(given).map(([name, { bytes }]) => [name, bytes])));
  const item: Item = { json: { keep: 1 }, binary: Object.fromEntries(Object.entries(given).map(([name, { fileName, bytes }]) => [name, { id: name, mimeType: 'x/y', fileSize: bytes.length, ...(fileName ? { fileName } : {}) }])) };
  const [made] = outputsOf(await runCompression(testContext(compression, { parameters, items: [item], typeVersion, tools: { files, work: runJob } })))[0] ?? [];
  expect(made?.json).toEqual({ keep: 1 });
  return Object.fromEntries(Object.entries(made?.binary ?? {}).map(([name, ref]) => [name, { fileName: ref.fileName, mimeType: ref.mimeType, text: Buffer.from(kept.get(ref.id) ?? []).toString(), bytes: kept.get(ref.id) ?? new Uint8Array() }]));
}
async function consume(content: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const _ of content);
}
const text = (content: string, fileName?: string) => ({ bytes: strToU8(content), ...(fileName ? { fileName } : {}) });

describe('compression', () => {
  it('packs and unpacks zip files, also names that occur twice', async () => {
    const { data } = await run({ operation: 'compress', binaryPropertyName: 'a, b', fileName: 'x.zip' }, { a: text('one', 'n.txt'), b: text('<two/>', 'n.txt') });
    expect(data).toMatchObject({ fileName: 'x.zip', mimeType: 'application/zip' });
    expect(await run({ outputPrefix: 'p' }, { data: { bytes: data?.bytes ?? new Uint8Array(), fileName: 'x.zip' } })).toMatchObject({ p0: { fileName: 'n.txt', text: 'one', mimeType: 'text/plain' }, p1: { fileName: 'n_1.txt', text: '<two/>' } });
  });
  it('packs and unpacks gzip files', async () => {
    const made = await run({ operation: 'compress', outputFormat: 'gzip', binaryPropertyName: 'a,b', fileName: 'g.gz' }, { a: text('one', 'a.txt'), b: text('two') });
    expect(made).toMatchObject({ data: { fileName: 'g.txt.gz', mimeType: 'application/gzip' }, data1: { fileName: 'g.gz' } });
    expect(await run({}, { data: { bytes: made.data?.bytes ?? new Uint8Array(), fileName: 'a.gzip' } })).toMatchObject({ file_0: { fileName: 'a.txt', text: 'one' } });
    expect(await run({ operation: 'compress', outputFormat: 'gzip', binaryPropertyName: 'a' }, { a: text('one', 'a.txt') }, 1)).toMatchObject({ data0: { fileName: 'a.gzip' } });
  });
  it.each<[JsonObject, string]>([
    [{}, 'is neither a zip nor a gzip file'],
    [{ binaryPropertyName: 'nope' }, 'The item has no file "nope"'],
    [{ operation: 'compress', binaryPropertyName: ' , ' }, 'There is no file to compress'],
  ])('refuses %j', async (parameters, message) => expect(run(parameters, { data: text('plain', 'a.zip') })).rejects.toThrow(message));
  it('I10 refuses what unpacks to too much, and what is damaged', async () => {
    const zeros = new Uint8Array(4 * 1024 * 1024);
    expect(() => unzip({ bytes: zipSync({ 'a.txt': zeros, 'b.txt': zeros }) }, 6 * 1024 * 1024)).toThrow('unpacks to too much data');
    await expect(consume(gunzipped(piecesOf(gzipSync(zeros)), 1024 * 1024))).rejects.toThrow('unpacks to too much data');
    await expect(consume(gunzipped(piecesOf(strToU8('nope'))))).rejects.toThrow('not gzip data');
    expect(() => unzip({ bytes: zipSync(Object.fromEntries(Array.from({ length: 1001 }, (_, index) => [`${index}`, new Uint8Array()]))) })).toThrow('more than 1000 files');
    const whole = zipSync({ 'a.txt': [strToU8('hello hello hello hello'), { level: 9 }] });
    whole.fill(0xff, 40, 55);
    expect(() => unzip({ bytes: whole })).toThrow('The archive is damaged');
  });
  it('I10 keeps names inside: no roots, drives or climbing', () => {
    expect(['../../etc/passwd', '/etc/passwd', 'C:\\windows\\x', 'a/./b/../c', '..', 'a\u0000b'].map(safeName)).toEqual(['etc/passwd', 'etc/passwd', 'windows/x', 'a/b/c', 'file', 'ab']);
    expect(unzip({ bytes: zipSync({ '../../x.txt': strToU8('x'), 'dir/': new Uint8Array() }) }).map(({ name }) => name)).toEqual(['x.txt']);
  });
});
