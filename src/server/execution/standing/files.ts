// A watch on the file area of an organization: every change is an item with its path below the area.
import { mkdir, realpath } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { watch } from 'chokidar';
import { messageOf } from '~/lib/errors';
import { areaPath, globPattern } from '~/server/files/area';
import type { OpenStanding } from './standing';

/** `root`: the folder of all organizations' areas. */
export const openFileWatch = (root: string): OpenStanding => ({ orgId, config, emit, report, signal }) => {
  void begin(join(root, orgId), config as unknown as FileConfig, emit, report, signal).catch(error => report(messageOf(error, 300), true));
};

interface FileConfig { path: string; events: string[]; awaitWriteFinish: boolean; depth: number; ignoreInitial: boolean; ignored: string; ignoreMode: string; usePolling: boolean }

async function begin(area: string, config: FileConfig, emit: (json: { event: string; path: string }) => Promise<void>, report: (problem: string | null) => void, signal: AbortSignal): Promise<void> {
  await mkdir(area, { recursive: true, mode: 0o700 });
  const base = await realpath(area);
  const names = ['', '/', '.'].includes(config.path.trim()) ? [] : areaPath(config.path);
  const pattern = config.ignored && config.ignoreMode !== 'contain' ? globPattern(config.ignored.replace(/^\/+/, '').split('/')) : null;
  const below = (path: string) => relative(base, path).split(sep).join('/');
  const ignored = (path: string): boolean => {
    const name = below(path);
    return config.ignored !== '' && name !== '' && (pattern ? pattern.matches(name) : name.includes(config.ignored));
  };
  if (signal.aborted) return;
  const watcher = watch(join(base, ...names), { followSymlinks: false, ignoreInitial: config.ignoreInitial, usePolling: config.usePolling, awaitWriteFinish: config.awaitWriteFinish ? { stabilityThreshold: 1000, pollInterval: 100 } : false, ignored, ...(config.depth >= 0 ? { depth: config.depth } : {}) });
  signal.addEventListener('abort', () => { void watcher.close(); }, { once: true });
  let before = Promise.resolve();
  watcher.on('ready', () => report(null));
  watcher.on('error', error => report(messageOf(error, 300)));
  watcher.on('all', (event, path) => {
    if (!config.events.includes(event)) return;
    before = before.then(() => emit({ event, path: below(path) })).catch(error => report(messageOf(error, 300)));
  });
}
