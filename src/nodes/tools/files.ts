// The files of items, as nodes see them. Types only; server/execution answers.
import type { BinaryRef } from '~/engine/items';

export type Pieces = AsyncIterable<Uint8Array>;

export interface OpenFile {
  /** Bytes, as stored: what a reference says of itself may be wrong. */
  size: number;
  /** Read as it is asked for, in pieces of about a megabyte; may be run through once. */
  content: Pieces;
}

export interface FileInfo { fileName?: string; mimeType?: string }

export interface Files {
  /** Throws NodeError when the file is gone. */
  open(ref: BinaryRef): Promise<OpenFile>;
  /** Whole, for what cannot work on pieces. Throws NodeError when it is gone or larger than WHOLE_FILE. */
  read(ref: BinaryRef): Promise<Uint8Array>;
  /** Stores the bytes, or pieces as they come, and resolves when all of it is kept. Throws NodeError above the limit of a file; what the pieces throw is thrown. */
  write(content: Uint8Array | Pieces, info: FileInfo): Promise<BinaryRef>;
}

/** Bytes of a file that may be in memory at once. */
export const WHOLE_FILE = 50 * 1024 * 1024;
