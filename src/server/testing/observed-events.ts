// What happens to the files that a fixture's workflow watches.
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { newId } from '~/lib/ids';
import type { Actor } from '~/server/auth/actor';
import type { TestServer } from './container';
import type { SeenResult } from './observed';
import { executionsOf, publish } from './observed-executions';
import { chain, node } from './workflows';

/** Something that happens to the files a workflow watches. */
export interface ObservedEvent {
  /** A file that is written with `text`, a folder that is made, or either that is removed; `first`: nothing but publishing. */
  write?: string;
  text?: string;
  folder?: string;
  remove?: string;
  first?: boolean;
  /** What the execution came to that it started; none where nothing was started. */
  result?: SeenResult;
}

export async function happen(area: string, { write, text = '', folder, remove }: Omit<ObservedEvent, 'result'>): Promise<void> {
  if (write !== undefined) {
    await mkdir(dirname(join(area, write)), { recursive: true });
    // A new file comes whole: one that is written slowly is added and then changed.
    const fresh = join(area, '..', `${newId()}.new`);
    const known = await stat(join(area, write)).catch(() => null);
    await writeFile(known ? join(area, write) : fresh, text);
    if (!known) await rename(fresh, join(area, write));
  }
  if (folder !== undefined) await mkdir(join(area, folder), { recursive: true });
  if (remove !== undefined) await rm(join(area, remove), { recursive: true });
}

/** Watches are opened a moment after publishing, one after the other: another one, published last, tells when. */
export async function watching(server: TestServer, actor: Actor, area: string): Promise<void> {
  const api = server.as(actor);
  const { id } = await api.workflows.create({ name: 'Beacon', definition: chain(node('Files', 'localFileTrigger', 1, { triggerOn: 'folder', path: 'beacon', events: ['add'] })) });
  await publish(server, actor, id);
  for (let tries = 0; tries < 100 && (await executionsOf(server, actor, id)).length === 0; tries++) {
    await happen(area, { write: `beacon/${tries}` });
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  await api.workflows.unpublish({ id });
}
