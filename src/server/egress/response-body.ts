// Bodies of answers: decoded, counted as decoded bytes (a small compressed answer may not become a large one), read whole or passed on.
import type { Duplex, Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { NodeError } from '~/nodes/contract';
import { limited } from '~/nodes/files/pieces';

/** Bytes of an answer that is kept in memory. */
export const MAX_BODY = 10 * 1024 * 1024;

const DECODERS = new Map<string, () => Duplex>([['gzip', createGunzip], ['x-gzip', createGunzip], ['deflate', createInflate], ['br', createBrotliDecompress]]);

/** A body that is left unread reports its own end as an error, which nobody needs to hear. */
export function discard(body: Readable): void {
  body.on('error', () => {}).destroy();
}

/** The decoded bytes as they come. The connection is let go when the reader stops. */
export async function* decoded(body: Readable, encoding: string, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const decoder = DECODERS.get(encoding.trim().toLowerCase())?.();
  const source = decoder ? body.on('error', error => decoder.destroy(error)).pipe(decoder) : body;
  try {
    for await (const chunk of source) {
      if (signal.aborted) throw signal.reason;
      yield chunk as Buffer;
    }
  } finally {
    discard(body);
    decoder?.on('error', () => {}).destroy();
  }
}

export async function readBody(content: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const tooLarge = () => new NodeError(`The answer is larger than ${MAX_BODY / 1024 / 1024} MB`, { description: 'Ask for less at once, for example with pages, or take it as a file.' });
  const pieces: Uint8Array[] = [];
  for await (const piece of limited(content, MAX_BODY, tooLarge)) pieces.push(piece);
  return Buffer.concat(pieces);
}
