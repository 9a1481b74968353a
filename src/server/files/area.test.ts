// The file area on a real disk: what is found, and that nothing leads out of it.
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { piecesOf, whole } from '~/nodes/files/pieces';
import { AREA_LIMITS, areaPath, createFileArea, globPattern } from './area';

let folder: string;
let root: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weft-area-'));
  root = join(folder, 'files', 'org');
  await writeFile(join(folder, 'secret.txt'), 'secret');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const bytes = (text: string) => ({ size: text.length, content: piecesOf(Buffer.from(text)) });
async function texts(selector: string): Promise<string[]> {
  const found = [];
  for (const file of await createFileArea(root).read(selector)) found.push(`${file.path}=${Buffer.from(await whole(file, file.path))}`);
  return found;
}

describe('file area', () => {
  it('reads what it wrote, by path and by pattern', async () => {
    const area = createFileArea(root);
    await area.write('/data/a.txt', bytes('1'), false);
    await area.write('data/a.txt', bytes('2'), true);
    await area.write('C:\\data\\sub\\b.json', bytes('{}'), false);
    expect(await texts('data/a.txt')).toEqual(['data/a.txt=12']);
    expect(await texts('/data/*')).toEqual(['data/a.txt=12']);
    expect(await texts('**/*.{json,txt}')).toEqual(['data/a.txt=12', 'data/sub/b.json={}']);
    expect(await texts('data/?.txt')).toEqual(['data/a.txt=12']);
    expect(await texts('nope/x')).toEqual([]);
    expect(await texts('data')).toEqual([]);
    await area.write('data/a.txt', bytes('3'), false);
    expect(await texts('data/a.txt')).toEqual(['data/a.txt=3']);
  });
  it.each(['../secret.txt', '/../../secret.txt', 'a/../../../secret.txt', '..\\..\\secret.txt', '**/../secret.txt'])('does not climb: %s', async path => {
    await expect(texts(path)).rejects.toThrow('".." is not allowed');
    await expect(createFileArea(root).write(path, bytes('x'), false)).rejects.toThrow('".." is not allowed');
  });
  it('follows no link out of it', async () => {
    const area = createFileArea(root);
    await mkdir(root, { recursive: true });
    await symlink(join(folder, 'secret.txt'), join(root, 'link.txt'));
    await symlink(folder, join(root, 'up'));
    expect(await texts('link.txt')).toEqual([]);
    expect(await texts('**')).toEqual([]);
    await expect(texts('up/secret.txt')).rejects.toThrow('leads out of the file area');
    await expect(area.write('link.txt', bytes('x'), false)).rejects.toThrow('leads out of the file area');
    await expect(area.write('up/new.txt', bytes('x'), false)).rejects.toThrow('leads out of the file area');
    expect(await readFile(join(folder, 'secret.txt'), 'utf8')).toBe('secret');
  });
  it('replaces a file all at once or not at all', async () => {
    const area = createFileArea(root);
    await area.write('a.txt', bytes('old'), false);
    async function* broken() {
      yield Buffer.from('new');
      throw new Error('the source broke');
    }
    await expect(area.write('a.txt', { size: 9, content: broken() }, false)).rejects.toThrow('the source broke');
    expect(await texts('**')).toEqual(['a.txt=old']);
    await expect(area.write('b.txt', { size: AREA_LIMITS.fileBytes + 1, content: broken() }, false)).rejects.toThrow('would be larger than 256 MB');
  });
  it('refuses what is no path, and a folder in the place of a file', async () => {
    for (const path of ['', '/', 'a\u0000b', 'x'.repeat(300), 'a/'.repeat(40)]) expect(() => areaPath(path), path).toThrow();
    const area = createFileArea(root);
    await area.write('a', bytes('x'), false);
    await expect(area.write('a/b', bytes('x'), false)).rejects.toThrow('same name');
  });
  it('A8 matches in linear time', () => {
    const started = Date.now();
    expect(globPattern(['*a'.repeat(100)]).matcher('a'.repeat(250)).matches()).toBe(true);
    expect(globPattern([`${'*a'.repeat(60)}b`]).matcher('a'.repeat(250)).matches()).toBe(false);
    expect(Date.now() - started).toBeLessThan(1000);
  });
});
