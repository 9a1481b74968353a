// Zip archives. What comes out is counted while it is unpacked: a small file may hold gigabytes (security.md, B13 and I10).
import { Unzip, UnzipInflate, zipSync } from 'fflate';
import { NodeError } from '~/nodes/contract';
import type { Jobs, Named } from '~/nodes/tools/jobs';

const MAX_UNPACKED = 200 * 1024 * 1024;
const MAX_FILES = 1000;
const CHUNK = 64 * 1024;

const tooMuch = () => new NodeError('The file unpacks to too much data', { description: `The limit is ${MAX_UNPACKED / 1024 / 1024} MB.` });

/** A path of a stranger's archive as a name that stays where it is put: no drive, no root, no `..`. */
export function safeName(path: string): string {
  const parts = path.replaceAll('\\', '/').replace(/^[a-z]:/i, '').split('/');
  return parts.filter(part => part !== '' && part !== '.' && part !== '..').join('/').replace(/\p{Cc}/gu, '').slice(-255) || 'file';
}

/** The files in an archive, without folders. `maxUnpacked` in bytes, all files together. */
export function unzip({ bytes }: Jobs['unzip']['input'], maxUnpacked = MAX_UNPACKED): Named[] {
  const files: { name: string; chunks: Uint8Array[] }[] = [];
  let unpacked = 0;
  let seen = 0;
  const archive = new Unzip(file => {
    if (++seen > MAX_FILES) throw new NodeError(`The archive holds more than ${MAX_FILES} files`);
    const chunks: Uint8Array[] = [];
    if (!file.name.endsWith('/')) files.push({ name: safeName(file.name), chunks });
    file.ondata = (error, chunk) => {
      if (error) throw error;
      unpacked += chunk.length;
      if (unpacked > maxUnpacked) throw tooMuch();
      chunks.push(chunk);
    };
    file.start();
  });
  archive.register(UnzipInflate);
  try {
    for (let at = 0; at < bytes.length; at += CHUNK) archive.push(bytes.subarray(at, at + CHUNK), at + CHUNK >= bytes.length);
  } catch (error) {
    if (error instanceof NodeError) throw error;
    throw new NodeError('The archive is damaged, encrypted or packed in a way that is not supported');
  }
  if (seen === 0 && !(bytes[0] === 0x50 && bytes[1] === 0x4b)) throw new NodeError('The file is not a zip archive');
  return files.map(({ name, chunks }) => ({ name, bytes: Buffer.concat(chunks) }));
}

/** One archive; names that occur twice get a number. */
export function zip({ files }: Jobs['zip']['input']): Uint8Array {
  const entries: Record<string, Uint8Array> = Object.create(null);
  for (const { name, bytes } of files) {
    const safe = safeName(name);
    const [, stem = safe, extension = ''] = /^(.*?)(\.[^./]*)?$/s.exec(safe) ?? [];
    let unique = safe;
    for (let n = 1; unique in entries; n++) unique = `${stem}_${n}${extension}`;
    entries[unique] = bytes;
  }
  return zipSync({ ...entries });
}
