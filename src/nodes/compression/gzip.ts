// Gzip, piece by piece: what comes out is counted as it comes, since a small file may hold gigabytes (security.md, B13).
import { pipeline, Readable, type Transform } from 'node:stream';
import { createGunzip, createGzip } from 'node:zlib';
import { NodeError } from '../contract';
import { limited } from '../files/pieces';
import type { Pieces } from '../tools/files';

const MAX_UNPACKED = 200 * 1024 * 1024;

function through(content: Pieces, transform: Transform): Transform {
  // An error of either side reaches who reads the other one.
  pipeline(Readable.from(content, { objectMode: false }), transform, () => {});
  return transform;
}

export const gzipped = (content: Pieces): Pieces => through(content, createGzip());

/** `maxUnpacked` in bytes. */
export async function* gunzipped(content: Pieces, maxUnpacked = MAX_UNPACKED): AsyncGenerator<Uint8Array> {
  const tooMuch = () => new NodeError('The file unpacks to too much data', { description: `The limit is ${maxUnpacked / 1024 / 1024} MB.` });
  try {
    yield* limited(through(content, createGunzip()), maxUnpacked, tooMuch);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code?.startsWith('Z_')) throw new NodeError('The file is not gzip data, or is damaged');
    throw error;
  }
}
