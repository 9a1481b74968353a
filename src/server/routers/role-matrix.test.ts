// Every procedure with every role and with another organization's ids, against a golden table. A procedure without an entry fails.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLES, type Role } from '~/db/schema/people';
import { isAppError } from '~/lib/errors';
import { newId } from '~/lib/ids';
import { emptyDefinition } from '~/lib/workflow';
import type { Actor } from '~/server/auth/actor';
import { appRouter } from '~/server/router';
import { startTestServer, type TestServer } from '~/server/testing/container';

type Who = 'nobody' | Role;
const everybody: Who[] = ['nobody', ...ROLES];
const members: Who[] = [...ROLES];
const from = (role: Role): Who[] => ({ viewer: ['owner', 'admin', 'editor', 'operator', 'viewer'], operator: ['owner', 'admin', 'editor', 'operator'], editor: ['owner', 'admin', 'editor'], admin: ['owner', 'admin'], owner: ['owner'] } as Record<Role, Who[]>)[role];

interface Entry {
  allowed: Who[];
  /** Input with ids of another organization: everybody must get not_found for it. `foreign` holds such ids. */
  foreign?: (ids: ForeignIds) => unknown;
}
interface ForeignIds { workflow: string; version: string; execution: string; step: string; credential: string; user: string; apiKey: string; session: string }

const byWorkflow = (ids: ForeignIds) => ({ id: ids.workflow });
const byExecution = (ids: ForeignIds) => ({ id: ids.execution });

const GOLDEN: Record<string, Entry> = {
  'setup.status': { allowed: everybody },
  'setup.create': { allowed: everybody },
  'people.signUpOpen': { allowed: everybody },
  'people.signUp': { allowed: everybody },
  'session.get': { allowed: members },
  'session.switchOrganization': { allowed: members },
  'account.update': { allowed: members },
  'account.changePassword': { allowed: members },
  'account.sessions': { allowed: members },
  'account.revokeSession': { allowed: members, foreign: ids => ({ id: ids.session }) },
  'apiKeys.list': { allowed: from('editor') },
  'apiKeys.create': { allowed: from('editor') },
  'apiKeys.remove': { allowed: from('editor'), foreign: ids => ({ id: ids.apiKey }) },
  'members.list': { allowed: from('viewer') },
  'members.add': { allowed: from('admin') },
  'members.setRole': { allowed: from('admin'), foreign: ids => ({ userId: ids.user, role: 'viewer' }) },
  'members.remove': { allowed: from('admin'), foreign: ids => ({ userId: ids.user }) },
  'workflows.list': { allowed: from('viewer') },
  'workflows.count': { allowed: from('viewer') },
  'workflows.tags': { allowed: from('viewer') },
  'workflows.get': { allowed: from('viewer'), foreign: byWorkflow },
  'workflows.create': { allowed: from('editor') },
  'workflows.save': { allowed: from('editor'), foreign: ids => ({ id: ids.workflow, revision: 1, definition: emptyDefinition() }) },
  'workflows.update': { allowed: from('editor'), foreign: ids => ({ id: ids.workflow, name: 'Taken over' }) },
  'workflows.duplicate': { allowed: from('editor'), foreign: byWorkflow },
  'workflows.remove': { allowed: from('editor'), foreign: byWorkflow },
  'workflows.restore': { allowed: from('editor'), foreign: byWorkflow },
  'workflows.import': { allowed: from('editor') },
  'workflows.export': { allowed: from('viewer'), foreign: ids => ({ id: ids.workflow, format: 'weft' }) },
  'workflows.publish': { allowed: from('editor'), foreign: ids => ({ id: ids.workflow, revision: 1 }) },
  'workflows.unpublish': { allowed: from('editor'), foreign: byWorkflow },
  'workflows.offers': { allowed: from('viewer') },
  'workflows.run': { allowed: from('operator'), foreign: byWorkflow },
  'workflows.listen': { allowed: from('operator'), foreign: byWorkflow },
  'workflows.stopListening': { allowed: from('operator') },
  'versions.list': { allowed: from('viewer') },
  'versions.get': { allowed: from('viewer'), foreign: ids => ({ id: ids.version }) },
  'versions.restore': { allowed: from('editor'), foreign: ids => ({ workflowId: ids.workflow, versionId: ids.version, revision: 1 }) },
  'executions.list': { allowed: from('viewer') },
  'executions.get': { allowed: from('viewer'), foreign: byExecution },
  'executions.stepData': { allowed: from('viewer'), foreign: ids => ({ executionId: ids.execution, stepId: ids.step, side: 'output' }) },
  'executions.logs': { allowed: from('viewer') },
  'executions.retry': { allowed: from('operator'), foreign: byExecution },
  'executions.cancel': { allowed: from('operator'), foreign: byExecution },
  'executions.remove': { allowed: from('operator') },
  'executions.live': { allowed: from('viewer') },
  'credentials.types': { allowed: from('operator') },
  'credentials.list': { allowed: from('operator') },
  'credentials.get': { allowed: from('operator'), foreign: ids => ({ id: ids.credential }) },
  'credentials.create': { allowed: from('editor') },
  'credentials.update': { allowed: from('editor'), foreign: ids => ({ id: ids.credential, name: 'Taken over' }) },
  'credentials.remove': { allowed: from('editor'), foreign: ids => ({ id: ids.credential }) },
  'databases.list': { allowed: from('editor'), foreign: ids => ({ id: ids.credential, request: { of: 'schemas' } }) },
  'notifications.list': { allowed: members },
  'notifications.markRead': { allowed: members },
  'audit.list': { allowed: from('admin') },
  'audit.verify': { allowed: from('admin') },
};

const procedures = Object.keys(appRouter._def.procedures);

let server: TestServer;
let actors: Record<Who, Actor | null>;
let foreign: ForeignIds;

beforeAll(async () => {
  server = await startTestServer();
  const made = await Promise.all(ROLES.map(async role => [role, role === 'owner' ? server.owner : await server.member(role)] as const));
  actors = { nobody: null, ...(Object.fromEntries(made) as Record<Role, Actor>) };
  const other = await server.stranger();
  const { container } = server;
  const definition = { ...emptyDefinition(), nodes: [{ id: 'm', name: 'Start', type: 'manualTrigger', typeVersion: 1, position: { x: 0, y: 0 }, parameters: {} }] };
  const { id: workflow } = await server.as(other).workflows.create({ name: 'Theirs', definition });
  const { versionId: version } = await server.as(other).workflows.publish({ id: workflow, revision: 1 });
  const { executionId: execution } = await server.as(other).workflows.run({ id: workflow });
  await container.executor.settle(5000);
  await container.journal.drain();
  const { id: credential } = await server.as(other).credentials.create({ name: 'Theirs', type: 'httpBearerAuth', fields: { token: 'secret-of-the-others' }, allowedHosts: [] });
  const { id: apiKey } = await server.as(other).apiKeys.create({ name: 'Theirs' });
  const session = (await container.repositories.sessions.create({ userId: other.userId, epoch: 1, ip: null, userAgent: null })).id;
  const [step] = (await server.as(other).executions.get({ id: execution })).steps;
  foreign = { workflow, version, execution, step: step?.id ?? newId(), credential, user: other.userId, apiKey, session };
});
afterAll(() => server.stop());

/** Calls a procedure by its path; the error's code, or null when it went through. */
async function outcome(who: Actor | null, path: string, input: unknown): Promise<{ code: string | null; message: string }> {
  const caller = server.as(who) as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>;
  const [name = '', procedure = ''] = path.split('.');
  try {
    const result = await (caller[name] as Record<string, (input: unknown) => Promise<unknown>>)[procedure]?.(input);
    if (typeof (result as AsyncIterable<unknown>)?.[Symbol.asyncIterator] === 'function') await (result as AsyncGenerator).return?.(undefined);
    return { code: null, message: '' };
  } catch (error) {
    const cause = (error as { cause?: unknown }).cause;
    return { code: isAppError(cause) ? cause.code : (error as { code?: string }).code === 'BAD_REQUEST' ? 'invalid' : String((error as { code?: string }).code), message: (error as Error).message };
  }
}

describe('role matrix', () => {
  it('has an entry for every procedure and no entry without one', () => {
    expect(Object.keys(GOLDEN).sort()).toEqual([...procedures].sort());
  });

  it.each(procedures)('C2, T19: %s is open to the roles of its entry and to nobody else', async path => {
    const entry = GOLDEN[path];
    for (const who of everybody) {
      // An input no procedure takes: permission is checked before or after it, but a refused role never gets through.
      const { code } = await outcome(actors[who], path, { '\u0000': 1 });
      const refused = code === 'unauthenticated' || code === 'forbidden';
      if (entry?.allowed.includes(who)) expect({ who, refused }).toEqual({ who, refused: false });
      else expect({ who, refusedOrInvalid: refused || code === 'invalid' }).toEqual({ who, refusedOrInvalid: true });
      const access = (appRouter._def.procedures as unknown as Record<string, { _def: { meta?: { access?: string } } }>)[path]?._def.meta?.access;
      expect(access, 'every procedure says who may call it').toBeTypeOf('string');
    }
  });

  it.each(procedures.filter(path => GOLDEN[path]?.foreign))('T10, C1: %s answers ids of another organization as ids that do not exist', async path => {
    const entry = GOLDEN[path] as Required<Entry>;
    const random: ForeignIds = { workflow: newId(), version: newId(), execution: newId(), step: newId(), credential: newId(), user: newId(), apiKey: newId(), session: newId() };
    for (const who of entry.allowed.filter(name => name !== 'nobody')) {
      const theirs = await outcome(actors[who], path, entry.foreign(foreign));
      const nothing = await outcome(actors[who], path, entry.foreign(random));
      expect(theirs).toEqual(nothing);
      expect(theirs.code).toBe('not_found');
    }
    for (const who of members.filter(name => !entry.allowed.includes(name))) expect((await outcome(actors[who], path, entry.foreign(foreign))).code).toBe('forbidden');
    expect((await outcome(null, path, entry.foreign(foreign))).code).toBe('unauthenticated');
  });

  it('T13, C3: extra fields are refused by every procedure that takes an input', async () => {
    for (const path of procedures) {
      const procedure = (appRouter._def.procedures as unknown as Record<string, { _def: { inputs: unknown[] } }>)[path];
      if (!procedure || procedure._def.inputs.length === 0) continue;
      const { code } = await outcome(actors.owner, path, { orgId: newId(), role: 'owner', isAdmin: true });
      expect({ path, code }).toEqual({ path, code: 'invalid' });
    }
  });
});
