// Where a file lies while it arrives and is not accepted yet: on the disk, under a name of ours, for as long as the request takes.
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { newId } from '~/lib/ids';
import type { Pieces } from '~/nodes/tools/files';

/** Left behind by a process that was killed while it received. */
const STALE_MS = 60 * 60_000;

export interface Spooled {
  /** Bytes. */
  size: number;
  content(): Pieces;
  remove(): Promise<void>;
}

export interface Spool {
  /** What the pieces throw is thrown, and nothing is left of them. */
  put(pieces: Pieces): Promise<Spooled>;
}

export async function createSpool(folder: string): Promise<Spool> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const name of await readdir(folder)) {
    const about = await stat(join(folder, name)).catch(() => null);
    if (about && Date.now() - about.mtimeMs > STALE_MS) await unlink(join(folder, name)).catch(() => {});
  }
  return {
    async put(pieces) {
      const path = join(folder, newId());
      const remove = () => unlink(path).catch(() => {});
      const file = await open(path, 'wx', 0o600);
      let size = 0;
      try {
        for await (const piece of pieces) {
          await file.writeFile(piece);
          size += piece.length;
        }
      } catch (error) {
        await file.close();
        await remove();
        throw error;
      }
      await file.close();
      return { size, content: () => createReadStream(path, { highWaterMark: 256 * 1024 }) as Pieces, remove };
    },
  };
}
