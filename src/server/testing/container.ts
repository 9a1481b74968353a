// A whole server for a test file: its own database, real journal, executor, sandbox and egress; with one organization in it.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { inject } from 'vitest';
import { cloneDatabase } from '~/db/testing/database';
import type { Role } from '~/db/schema/people';
import { newId } from '~/lib/ids';
import type { Actor } from '~/server/auth/actor';
import { type Container, createContainer, setContainer } from '~/server/container';
import { readEnv } from '~/server/env';
import { createCaller } from '~/server/router';

export interface TestServer {
  container: Container;
  databaseUrl: string;
  /** The owner of the first organization. */
  owner: Actor;
  /** Somebody with a role in the first organization. */
  member(role: Role): Promise<Actor>;
  /** The owner of another organization. */
  stranger(): Promise<Actor>;
  /** Calls procedures as somebody, or as nobody. */
  as(actor: Actor | null): ReturnType<typeof createCaller>;
  stop(): Promise<void>;
}

/** Hash of "correct horse battery": argon2id is slow by design, so tests share one. */
export const TEST_PASSWORD = 'correct horse battery';
const TEST_HASH = '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$';

export async function startTestServer(settings: Record<string, string> = {}): Promise<TestServer> {
  const cloned = await cloneDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'weft-server-'));
  const env = readEnv({ NODE_ENV: 'test', PORT: '0', WEFT_URL: 'http://weft.test', WEFT_DATA_DIR: dataDir, WEFT_TIMEZONE: 'UTC', ...settings } as NodeJS.ProcessEnv);
  const container = await createContainer({ env, databaseUrl: cloned.url, root: process.cwd(), sandboxChild: inject('sandboxChild'), workshopChild: inject('workshopChild'), log: pino({ level: 'silent' }) });
  setContainer(Promise.resolve(container));
  await container.recovery.start();

  const ownerOf = async (organization: string): Promise<Actor> => {
    const email = `${newId()}@example.com`;
    const made = await container.repositories.people.createWithOrganization({ email, name: `Owner of ${organization}`, passwordHash: TEST_HASH }, `${organization} ${newId()}`);
    return { userId: made.userId, orgId: made.orgId, name: `Owner of ${organization}`, email, orgName: organization, role: 'owner', sessionId: null, apiKeyId: null };
  };
  const owner = await ownerOf('First');

  return {
    container, owner, databaseUrl: cloned.url,
    async member(role) {
      const email = `${newId()}@example.com`;
      const { userId } = await container.repositories.people.addMember(owner.orgId, { email, name: `A ${role}`, passwordHash: TEST_HASH }, role);
      return { ...owner, userId, email, name: `A ${role}`, role };
    },
    stranger: () => ownerOf('Other'),
    as: actor => createCaller({ container, actor, ip: '127.0.0.1', requestId: newId() }),
    async stop() {
      await container.close();
      await cloned.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
