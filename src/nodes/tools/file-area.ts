// The file area of the organization, as nodes see it. Types only; server/files answers.
import type { OpenFile, Pieces } from './files';

export interface AreaFile {
  /** Below the root of the area, with slashes. */
  path: string;
  /** Bytes. */
  size: number;
  /** Read from the disk as it is asked for. */
  content: Pieces;
}

export interface FileArea {
  /** The files a path or a pattern (`*`, `**`, `?`, `{a,b}`) means, by name; none when there is none. */
  read(selector: string): Promise<AreaFile[]>;
  /** Replaces the file, all at once when all of it has come; or appends to it. */
  write(path: string, file: OpenFile, append: boolean): Promise<void>;
}
