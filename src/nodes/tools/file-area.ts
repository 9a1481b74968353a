// The file area of the organization, as nodes see it. Types only; server/files answers.

export interface AreaFile {
  /** Below the root of the area, with slashes. */
  path: string;
  bytes: Uint8Array;
}

export interface FileArea {
  /** The files a path or a pattern (`*`, `**`, `?`, `{a,b}`) means, by name; none when there is none. */
  read(selector: string): Promise<AreaFile[]>;
  write(path: string, bytes: Uint8Array, append: boolean): Promise<void>;
}
