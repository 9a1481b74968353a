// People and the organizations they belong to. Sign-in acts for no organization, so most of it runs as the system.
import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Scope, Tx } from '~/db/client';
import { appSettings, memberships, organizations, type Role, users } from '~/db/schema/people';
import { AppError } from '~/lib/errors';
import { newId } from '~/lib/ids';
import { withConflicts } from './conflicts';

export interface NewPerson {
  email: string;
  name: string;
  passwordHash: string;
}

/** One identity per address: compatibility forms folded, lower case (security.md C5). */
export function normalizeEmail(email: string): string {
  const folded = email.normalize('NFKC').trim().toLowerCase();
  if (!/^[^\s@,;<>"()]+@[^\s@,;<>"()]+\.[^\s@,;<>"()]+$/.test(folded) || folded.length > 254) {
    throw new AppError('invalid', 'This is not an e-mail address.', { details: { field: 'email' } });
  }
  return folded;
}

const slugOf = (name: string) => name.normalize('NFKD').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 40) || 'organization';

export function createPeopleRepository(scope: Scope) {
  async function insertPerson(tx: Tx, person: NewPerson): Promise<string> {
    const id = newId();
    await tx.insert(users).values({ id, email: normalizeEmail(person.email), name: person.name, passwordHash: person.passwordHash });
    return id;
  }

  async function insertOrganization(tx: Tx, name: string): Promise<string> {
    const id = newId();
    const base = slugOf(name);
    const [taken] = await tx.select({ id: organizations.id }).from(organizations).where(eq(organizations.slug, base));
    await tx.insert(organizations).values({ id, name, slug: taken ? `${base}-${id.slice(-6)}` : base });
    return id;
  }

  async function insertFirst(tx: Tx, person: NewPerson, organization: string): Promise<{ userId: string; orgId: string }> {
    const userId = await insertPerson(tx, person);
    const orgId = await insertOrganization(tx, organization);
    await tx.insert(memberships).values({ orgId, userId, role: 'owner' });
    return { userId, orgId };
  }

  async function lockOwners(tx: Tx, orgId: string): Promise<string[]> {
    const rows = await tx.select({ userId: memberships.userId }).from(memberships)
      .where(and(eq(memberships.orgId, orgId), eq(memberships.role, 'owner'))).for('update');
    return rows.map(row => row.userId);
  }

  return {
    hasOwner: () => scope.system(async tx => {
      const [row] = await tx.select({ userId: memberships.userId }).from(memberships).where(eq(memberships.role, 'owner')).limit(1);
      return row !== undefined;
    }),

    /** Opens the set-up link: only the token with this hash makes the first owner. */
    openSetup: (hash: string) => scope.system(async tx => {
      await tx.insert(appSettings).values({ key: 'setup', value: { hash } }).onConflictDoUpdate({ target: appSettings.key, set: { value: { hash } } });
    }),

    setupIsOpen: () => scope.system(async tx => (await tx.select({ key: appSettings.key }).from(appSettings).where(eq(appSettings.key, 'setup'))).length > 0),

    /** Makes the first owner and closes the set-up in the same transaction; of parallel tries one wins. */
    createFirstOwner: (hash: string, person: NewPerson, organization: string) => withConflicts(() => scope.system(async tx => {
      const closed = await tx.delete(appSettings).where(and(eq(appSettings.key, 'setup'), sql`${appSettings.value}->>'hash' = ${hash}`)).returning({ key: appSettings.key });
      if (closed.length === 0) throw new AppError('forbidden', 'This set-up link is not valid any more. Start Weft again to get a new one, or sign in.');
      return insertFirst(tx, person, organization);
    })),

    createWithOrganization: (person: NewPerson, organization: string) => withConflicts(() => scope.system(async tx => {
      const made = await insertFirst(tx, person, organization);
      await tx.delete(appSettings).where(eq(appSettings.key, 'setup'));
      return made;
    })),

    /** The oldest organization: the one that commands act in. */
    firstOrganization: () => scope.system(async tx => {
      const [row] = await tx.select({ id: organizations.id, name: organizations.name }).from(organizations).orderBy(asc(organizations.id)).limit(1);
      return row ?? null;
    }),

    firstOwner: () => scope.system(async tx => {
      const [row] = await tx.select({ id: users.id, name: users.name, email: users.email }).from(memberships).innerJoin(users, eq(users.id, memberships.userId))
        .where(eq(memberships.role, 'owner')).orderBy(asc(memberships.createdAt)).limit(1);
      return row ?? null;
    }),

    /** For sign-in only. Null when nobody has the address. */
    findForSignIn: (email: string) => scope.system(async tx => {
      const [row] = await tx.select({ id: users.id, name: users.name, email: users.email, passwordHash: users.passwordHash, epoch: users.epoch, disabledAt: users.disabledAt })
        .from(users).where(eq(users.email, email));
      return row ?? null;
    }),

    findByEmail: (email: string) => scope.system(async tx => {
      const [row] = await tx.select({ id: users.id, name: users.name, email: users.email }).from(users).where(and(eq(users.email, normalizeEmail(email)), isNull(users.disabledAt)));
      return row ?? null;
    }),

    updateName: (userId: string, name: string) => scope.system(tx => tx.update(users).set({ name }).where(eq(users.id, userId))),

    /** A new password hash ends every session: the epoch moves on. Returns the new epoch. */
    updatePassword: (userId: string, passwordHash: string) => scope.system(async tx => {
      const [row] = await tx.update(users).set({ passwordHash, epoch: sql`${users.epoch} + 1` }).where(eq(users.id, userId)).returning({ epoch: users.epoch });
      if (!row) throw new AppError('not_found', 'This person does not exist.');
      return row.epoch;
    }),

    /** The same password with newer parameters; sessions go on. */
    rehashPassword: (userId: string, passwordHash: string) => scope.system(tx => tx.update(users).set({ passwordHash }).where(eq(users.id, userId))),

    /** Organizations of a person, oldest membership first. */
    listOrganizations: (userId: string) => scope.system(tx => tx
      .select({ id: organizations.id, name: organizations.name, slug: organizations.slug, role: memberships.role })
      .from(memberships).innerJoin(organizations, eq(organizations.id, memberships.orgId))
      .where(eq(memberships.userId, userId)).orderBy(asc(memberships.createdAt))),

    listMembers: (orgId: string) => scope.org(orgId, tx => tx
      .select({ userId: memberships.userId, name: users.name, email: users.email, role: memberships.role, createdAt: memberships.createdAt, disabledAt: users.disabledAt })
      .from(memberships).innerJoin(users, eq(users.id, memberships.userId))
      .where(eq(memberships.orgId, orgId)).orderBy(asc(users.name))),

    /** Adds a person to the organization, making the person when the address is new. */
    addMember: (orgId: string, person: NewPerson, role: Role) => withConflicts(() => scope.system(async tx => {
      const email = normalizeEmail(person.email);
      const [known] = await tx.select({ id: users.id }).from(users).where(eq(users.email, email));
      const userId = known?.id ?? (await insertPerson(tx, person));
      const [added] = await tx.insert(memberships).values({ orgId, userId, role }).onConflictDoNothing().returning({ userId: memberships.userId });
      if (!added) throw new AppError('conflict', 'This person is a member already.');
      return { userId };
    })),

    setRole: (orgId: string, userId: string, role: Role) => scope.org(orgId, async tx => {
      const owners = await lockOwners(tx, orgId);
      if (role !== 'owner' && owners.length === 1 && owners[0] === userId) throw new AppError('conflict', 'An organization needs at least one owner. Make somebody else an owner first.');
      const changed = await tx.update(memberships).set({ role }).where(and(eq(memberships.orgId, orgId), eq(memberships.userId, userId))).returning({ userId: memberships.userId });
      if (changed.length === 0) throw new AppError('not_found', 'This person is not a member.');
    }),

    removeMember: (orgId: string, userId: string) => scope.org(orgId, async tx => {
      const owners = await lockOwners(tx, orgId);
      if (owners.length === 1 && owners[0] === userId) throw new AppError('conflict', 'An organization needs at least one owner. Make somebody else an owner first.');
      const removed = await tx.delete(memberships).where(and(eq(memberships.orgId, orgId), eq(memberships.userId, userId))).returning({ userId: memberships.userId });
      if (removed.length === 0) throw new AppError('not_found', 'This person is not a member.');
    }),
  };
}
