// What every child process is held by: Node's permission model, the user it runs as, and its resident memory.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const PAGE_BYTES = 4096;

/** The user nobody has on every Unix. */
export const NOBODY = 65_534;

/** User for children: nobody where this process may give itself away, else its own. */
export const childUser = (): number | undefined => (process.getuid?.() === 0 ? NOBODY : undefined);

export interface ChildFiles {
  /** The bundled entry of the child. */
  child: string;
  /** Folder whose node_modules hold the child's libraries. */
  modules: string;
  /** User and group of the process; only root can give it away. */
  user?: number;
}

/**
 * Node's own permission model is no boundary, but it takes child processes, workers, writing and most reading away from an
 * escaped guest: only the child's own folder and the libraries stay readable.
 */
export function permissionFlags({ child, modules }: ChildFiles): string[] {
  const flag = process.allowedNodeEnvironmentFlags.has('--permission') ? '--permission' : '--experimental-permission';
  const readable = [join(dirname(child), '*'), join(modules, 'node_modules', '*'), join(modules, 'package.json')];
  return [flag, ...readable.map(path => `--allow-fs-read=${path}`), '--no-warnings'];
}

/** Resident bytes of a process, where the system tells (Linux). */
export function residentBytes(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * PAGE_BYTES;
  } catch {
    return 0;
  }
}
