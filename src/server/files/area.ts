// The file area of an organization: a folder of its own on this machine's disk, the only one that workflows can read and write.
// Paths come from users: they are names below the folder, whatever they begin with, and no link leads out of it.
import { constants } from 'node:fs';
import { type FileHandle, lstat, mkdir, open, readdir, realpath, rename, stat, unlink } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { RE2JS } from 're2js';
import { newId } from '~/lib/ids';
import { NodeError } from '~/nodes/contract';
import type { AreaFile, FileArea } from '~/nodes/tools/file-area';

export const AREA_LIMITS = { fileBytes: 256 * 1024 * 1024, totalBytes: 1024 * 1024 * 1024, files: 10_000, readFiles: 1000, depth: 16 };
const WILD = /[*?{]/;
/** Bytes read at once. */
const PIECE = 256 * 1024;

/** `/data/../x`, `C:\a\b` … as names below the root. Throws NodeError for a path that climbs. */
export function areaPath(path: string): string[] {
  const names = path.trim().replaceAll('\\', '/').replace(/^[a-z]:/i, '').split('/').filter(name => name !== '' && name !== '.');
  if (names.includes('..')) throw new NodeError('A path with ".." is not allowed', { description: 'Files are read and written in the file area of the organization only.' });
  if (names.length === 0) throw new NodeError('The path of the file is empty');
  if (names.length > AREA_LIMITS.depth || names.some(name => Buffer.byteLength(name) > 255 || /\p{Cc}/u.test(name))) throw new NodeError('The path of the file is not allowed', { description: 'It is too deep, or a name in it is too long or holds control characters.' });
  return names;
}

const literal = (char: string): string => (/[\w\s/-]/.test(char) ? char : `\\${char}`);

/** `*` and `?` stay within a name, `**` does not, `{a,b}` is one of several. */
export function globPattern(names: readonly string[]): RE2JS {
  let pattern = '';
  let braces = 0;
  const text = names.join('/');
  for (let at = 0; at < text.length; at++) {
    const char = text[at] as string;
    if (text.startsWith('**/', at)) {
      pattern += '(?:.*/)?';
      at += 2;
    } else if (text.startsWith('**', at)) {
      pattern += '.*';
      at++;
    } else if (char === '*') pattern += '[^/]*';
    else if (char === '?') pattern += '[^/]';
    else if (char === '{') {
      braces++;
      pattern += '(?:';
    } else if (char === '}' && braces > 0) {
      braces--;
      pattern += ')';
    } else if (char === ',' && braces > 0) pattern += '|';
    else pattern += literal(char);
  }
  return RE2JS.compile(`^${pattern}${')'.repeat(braces)}$`, RE2JS.DOTALL);
}

interface Found {
  /** Below the root, with slashes. */
  path: string;
  bytes: number;
}

/** Every file of the area; links are not followed. */
async function listed(root: string): Promise<Found[]> {
  const found: Found[] = [];
  const walk = async (folder: string, path: string): Promise<void> => {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const below = path === '' ? entry.name : `${path}/${entry.name}`;
      if (entry.isDirectory()) await walk(join(folder, entry.name), below);
      else if (entry.isFile()) found.push({ path: below, bytes: (await stat(join(folder, entry.name))).size });
      if (found.length > AREA_LIMITS.files * 2) throw new NodeError('The file area holds too many files');
    }
  };
  await walk(root, '');
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The area below `root`, which is made when it is not there. */
export function createFileArea(root: string): FileArea {
  async function base(): Promise<string> {
    await mkdir(root, { recursive: true, mode: 0o700 });
    return realpath(root);
  }

  /** The folder of a file, made if wanted, and sure to lie in the area. */
  async function folderOf(names: readonly string[], make: boolean): Promise<string> {
    const within = await base();
    const folder = dirname(join(within, ...names));
    if (make) await mkdir(folder, { recursive: true, mode: 0o700 });
    const real = await realpath(folder);
    if (real !== within && !real.startsWith(within + sep)) throw new NodeError('The path leads out of the file area');
    return real;
  }

  /** Opens it at once, so that what is read is what was found; null for what is no file. */
  async function openOne(names: readonly string[]): Promise<FileHandle | null> {
    try {
      return await open(join(await folderOf(names, false), names.at(-1) as string), constants.O_RDONLY | constants.O_NOFOLLOW);
    } catch (error) {
      if (['ENOENT', 'ENOTDIR', 'ELOOP', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
      throw error;
    }
  }

  async function sizeOf(names: readonly string[]): Promise<number | null> {
    const file = await openOne(names);
    if (!file) return null;
    try {
      const about = await file.stat();
      return about.isFile() ? about.size : null;
    } finally {
      await file.close();
    }
  }

  async function* contentOf(names: readonly string[]): AsyncGenerator<Uint8Array> {
    const file = await openOne(names);
    if (!file) throw new NodeError(`The file "${names.join('/')}" does not exist any more`);
    yield* file.createReadStream({ highWaterMark: PIECE });
  }

  /** Throws NodeError where the file would be too large, or the area too full. */
  async function requireRoom(name: string, size: number, append: boolean): Promise<void> {
    const before = (await listed(await base())).filter(file => append || file.path !== name);
    const own = before.find(file => file.path === name)?.bytes ?? 0;
    if (own + size > AREA_LIMITS.fileBytes) throw new NodeError(`The file would be larger than ${AREA_LIMITS.fileBytes / 1024 / 1024} MB`);
    if (before.length >= AREA_LIMITS.files) throw new NodeError(`The file area holds ${AREA_LIMITS.files} files already`);
    if (before.reduce((sum, file) => sum + file.bytes, size) > AREA_LIMITS.totalBytes) throw new NodeError(`The file area is full: it holds ${AREA_LIMITS.totalBytes / 1024 / 1024} MB at most`);
  }

  return {
    async read(selector) {
      const names = areaPath(selector);
      const paths = names.some(name => WILD.test(name)) ? await matching(await base(), names) : [names.join('/')];
      const files: AreaFile[] = [];
      for (const path of paths) {
        const below = path.split('/');
        const size = await sizeOf(below);
        if (size !== null) files.push({ path, size, content: contentOf(below) });
      }
      return files;
    },

    async write(path, { size, content }, append) {
      const names = areaPath(path);
      const name = names.join('/');
      await requireRoom(name, size, append);
      try {
        const folder = await folderOf(names, true);
        const target = join(folder, names.at(-1) as string);
        if (append) return await put(target, constants.O_APPEND | constants.O_CREAT, content);
        await refuseLink(target);
        const part = join(folder, `.${newId()}.part`);
        try {
          await put(part, constants.O_CREAT | constants.O_EXCL, content);
          await rename(part, target);
        } catch (error) {
          await unlink(part).catch(() => {});
          throw error;
        }
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code === 'ELOOP') throw new NodeError('The path leads out of the file area');
        if (code === 'EISDIR' || code === 'ENOTDIR' || code === 'EEXIST') throw new NodeError(`"${name}" cannot be written: a folder and a file have the same name`);
        throw error;
      }
    },
  };
}

async function put(path: string, flags: number, content: AsyncIterable<Uint8Array>): Promise<void> {
  const file = await open(path, constants.O_WRONLY | constants.O_NOFOLLOW | flags, 0o600);
  try {
    for await (const piece of content) await file.writeFile(piece);
  } finally {
    await file.close();
  }
}

/** A link would be replaced, not followed; whoever put it there meant something else. */
async function refuseLink(path: string): Promise<void> {
  const about = await lstat(path).catch(() => null);
  if (about?.isSymbolicLink()) throw new NodeError('The path leads out of the file area');
}

async function matching(root: string, names: readonly string[]): Promise<string[]> {
  const pattern = globPattern(names);
  const found = (await listed(root)).filter(({ path }) => pattern.matcher(path).matches());
  if (found.length > AREA_LIMITS.readFiles) throw new NodeError(`The selector matches more than ${AREA_LIMITS.readFiles} files`);
  return found.map(({ path }) => path);
}
