// Pieces of a file: put together with a limit, looked at before they are passed on.
import type { BinaryRef } from '~/engine/items';
import { NodeError } from '../contract';
import { type FileInfo, type Files, type OpenFile, type Pieces, WHOLE_FILE } from '../tools/files';

const inMegabytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MB`;

/** The bytes of a file that has to be whole. Throws NodeError above WHOLE_FILE, before reading where the size says so. */
export async function whole({ size, content }: OpenFile, name: string): Promise<Uint8Array> {
  if (size > WHOLE_FILE) throw new NodeError(`The file "${name}" is too large for this: it has ${inMegabytes(size)}`, { description: `What needs a file as a whole takes ${inMegabytes(WHOLE_FILE)} at most.` });
  const pieces: Uint8Array[] = [];
  for await (const piece of content) pieces.push(piece);
  return pieces.length === 1 ? (pieces[0] as Uint8Array) : Buffer.concat(pieces);
}

/** The beginning (at least `bytes` of it, if there are as many) and all of it. */
export async function peek(content: Pieces, bytes = 1024): Promise<{ start: Uint8Array; content: Pieces }> {
  const iterator = content[Symbol.asyncIterator]();
  const seen: Uint8Array[] = [];
  for (let length = 0; length < bytes; ) {
    const { done, value } = await iterator.next();
    if (done) break;
    seen.push(value);
    length += value.length;
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    yield* seen;
    yield* { [Symbol.asyncIterator]: () => iterator };
  }
  return { start: Buffer.concat(seen), content: all() };
}

/** Passes on at most `limit` bytes and throws `tooLarge` at the first one more. */
export async function* limited(content: Pieces, limit: number, tooLarge: () => Error): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const piece of content) {
    size += piece.length;
    if (size > limit) throw tooLarge();
    yield piece;
  }
}

export async function* piecesOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  // An empty piece ends a request that is sent in chunks.
  if (bytes.length > 0) yield bytes;
}

/** What an item keeps of a file. */
export function refOf(id: string, size: number, { fileName, mimeType = 'application/octet-stream' }: FileInfo): BinaryRef {
  const fileExtension = fileName?.includes('.') ? fileName.split('.').pop() : undefined;
  return { id, mimeType, fileSize: size, ...(fileName ? { fileName } : {}), ...(fileExtension ? { fileExtension } : {}) };
}

/** Files that are kept in memory and nowhere else, by id: for `weft run`, polls and tests. */
export function createMemoryFiles({ newId, kept = new Map(), missing = 'does not exist' }: { newId: () => string; kept?: Map<string, Uint8Array>; missing?: string }): Files {
  const open = async (ref: BinaryRef): Promise<OpenFile> => {
    const bytes = kept.get(ref.id);
    if (!bytes) throw new NodeError(`The file "${ref.fileName ?? ref.id}" ${missing}`);
    return { size: bytes.length, content: piecesOf(bytes) };
  };
  return {
    open,
    read: async ref => whole(await open(ref), ref.fileName ?? ref.id),
    async write(content, info) {
      const pieces: Uint8Array[] = [];
      const source = content instanceof Uint8Array ? piecesOf(content) : content;
      for await (const piece of limited(source, WHOLE_FILE, () => new NodeError(`The file is larger than ${inMegabytes(WHOLE_FILE)}`))) pieces.push(piece);
      const bytes = Buffer.concat(pieces);
      const id = newId();
      kept.set(id, bytes);
      return refOf(id, bytes.length, info);
    },
  };
}
