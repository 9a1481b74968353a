// What parent and child say to each other: frames of a 4-byte length and UTF-8 text. A job is two frames (head, input),
// an answer two more (head, output). In between, the child may ask for HTTP (`{ask, request}`) and is told (`{reply, text}`).
// Only JSON text crosses.

export interface Limits {
  /** Milliseconds of wall time the code may take. The parent kills the child half a second later. */
  timeMs: number;
  /** Bytes of items and context that may go in. */
  inputBytes: number;
  /** Characters of the result. */
  outputChars: number;
  /** Characters of all log lines together. */
  logChars: number;
  /** Bytes of the QuickJS heap; its WebAssembly memory has a maximum of 128 MB in any case. */
  heapBytes: number;
  /** Resident bytes of the child process above which the parent kills it. */
  residentBytes: number;
  /** Runs after which a child is replaced. */
  runsPerChild: number;
}

export const DEFAULT_LIMITS: Limits = {
  timeMs: 10_000,
  inputBytes: 32 * 1024 * 1024,
  outputChars: 5 * 1024 * 1024,
  logChars: 256 * 1024,
  heapBytes: 120 * 1024 * 1024,
  residentBytes: 256 * 1024 * 1024,
  runsPerChild: 200,
};

export type FailureKind = 'CODE' | 'TIMEOUT' | 'MEMORY_LIMIT' | 'STACK_OVERFLOW' | 'OUTPUT_LIMIT' | 'INPUT_LIMIT' | 'CRASHED' | 'CANCELLED';

export type LogLine = { level: 'debug' | 'info' | 'warn' | 'error'; text: string };

export interface JobHead {
  code: string;
  mode: 'allItems' | 'eachItem';
  limits: Pick<Limits, 'timeMs' | 'outputChars' | 'logChars' | 'heapBytes'>;
}

export type AnswerHead = { ok: true; logs: LogLine[] } | { ok: false; kind: FailureKind; message: string; logs: LogLine[] };

/** A request of the code, and how the parent's frame that answers one begins. */
export interface Ask { ask: number; request: string }
export const REPLY = '{"reply":';
export const replyTo = (id: number, text: string): string => `${REPLY}${id},"text":${JSON.stringify(text)}}`;

const HEADER = 4;

export function frame(text: string): Buffer {
  const body = Buffer.from(text, 'utf8');
  const head = Buffer.alloc(HEADER);
  head.writeUInt32BE(body.length);
  return Buffer.concat([head, body]);
}

/** Collects chunks and hands out whole frames. Throws when a frame announces more than `maxBytes`. */
export class FrameReader {
  #chunks: Buffer[] = [];
  #length = 0;

  constructor(private readonly maxBytes: number) {}

  push(chunk: Buffer): string[] {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    const frames: string[] = [];
    for (let size = this.#next(); size !== null && this.#length >= HEADER + size; size = this.#next()) {
      const all = this.#joined();
      frames.push(all.toString('utf8', HEADER, HEADER + size));
      this.#chunks = [all.subarray(HEADER + size)];
      this.#length -= HEADER + size;
    }
    return frames;
  }

  #joined(): Buffer {
    if (this.#chunks.length > 1) this.#chunks = [Buffer.concat(this.#chunks)];
    return this.#chunks[0] as Buffer;
  }

  /** Size of the frame at the front, or null while its length has not arrived. */
  #next(): number | null {
    if (this.#length < HEADER) return null;
    const first = this.#chunks[0] as Buffer;
    const size = (first.length >= HEADER ? first : this.#joined()).readUInt32BE(0);
    if (size > this.maxBytes) throw new Error(`a frame of ${size} bytes is larger than ${this.maxBytes}`);
    return size;
  }
}
