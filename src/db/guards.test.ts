// The second lock: row-level security, the append-only log, partitions, triggers, and the bounded wait for a connection.
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '~/lib/ids';
import { startTestServer, type TestServer } from '~/server/testing/container';
import { chain, manual } from '~/server/testing/workflows';
import { createDatabase } from './client';

let server: TestServer;
let otherOrg: string;
beforeAll(async () => {
  server = await startTestServer();
  const other = await server.stranger();
  otherOrg = other.orgId;
  for (const actor of [server.owner, other]) {
    const { id } = await server.as(actor).workflows.create({ name: 'Row', definition: chain(manual()) });
    await server.as(actor).workflows.run({ id });
    await server.as(actor).credentials.create({ name: 'Row', type: 'httpBearerAuth', fields: { token: 'x' } });
  }
  await server.container.executor.settle(5000);
  await server.container.journal.drain();
});
afterAll(() => server.stop());

const count = async (orgId: string, table: string) => {
  const [row] = await server.container.database.org(orgId, tx => tx.execute(sql`select count(*)::int as count from ${sql.identifier(table)}`));
  return (row as { count: number }).count;
};

describe('row-level security', () => {
  it('G15: a query that forgets its organization sees nothing of another one', async () => {
    for (const table of ['workflows', 'credentials', 'executions', 'execution_steps', 'workflow_versions', 'audit_log', 'memberships']) {
      expect(await count(server.owner.orgId, table), table).toBeGreaterThan(0);
      expect(await count(newId(), table), `${table} for an organization that does not exist`).toBe(0);
    }
    await expect(server.container.database.org('', tx => tx.execute(sql`select count(*)::int as count from workflows`))).resolves.toMatchObject([{ count: 0 }]);
  });

  it('refuses to write a row for another organization', async () => {
    const write = server.container.database.org(server.owner.orgId, tx => tx.execute(sql`insert into variables (id, org_id, key, value) values (${newId()}, ${otherOrg}, 'k', 'v')`));
    await expect(write).rejects.toMatchObject({ cause: { code: '42501' } });
  });

  it('covers every table with an organization, also for the owner of the tables', async () => {
    const rows = await server.container.database.sql`
      select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'org_id'
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and not (c.relrowsecurity and c.relforcerowsecurity)`;
    expect(rows).toHaveLength(0);
    const owned = await server.container.database.sql`select 1 from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname in ('weft_app', 'weft_system')`;
    expect(owned).toHaveLength(0);
  });

  it('keeps passwords and sealed secrets of people out of reach of an organization\'s queries', async () => {
    await expect(server.container.database.org(server.owner.orgId, tx => tx.execute(sql`select password_hash from users`))).rejects.toMatchObject({ cause: { code: '42501' } });
  });
});

describe('the audit log', () => {
  it('G19: refuses changes, removals and emptying, and shows a change made behind its back', async () => {
    const { database, repositories } = server.container;
    for (const statement of [sql`update audit_log set actor = 'x'`, sql`delete from audit_log`, sql`truncate audit_log`]) {
      await expect(database.system(tx => tx.execute(statement))).rejects.toThrow();
      await expect(database.sql.unsafe('delete from audit_log')).rejects.toThrow('append-only');
    }
    expect((await repositories.audit.verify(server.owner.orgId)).brokenAt).toBeNull();
    await database.sql.begin(async tx => {
      await tx`alter table audit_log disable trigger audit_log_append_only`;
      await tx`update audit_log set action = 'forged' where org_id = ${server.owner.orgId} and seq = 1`;
      await tx`alter table audit_log enable trigger audit_log_append_only`;
    });
    expect((await repositories.audit.verify(server.owner.orgId)).brokenAt).toBe(1);
  });
});

describe('the schema', () => {
  it('keeps executions in partitions by month', async () => {
    const rows = await server.container.database.sql`select distinct tableoid::regclass::text as part from executions`;
    expect(rows.map(row => row.part)).toEqual([`executions_${new Date().toISOString().slice(0, 7).replace('-', '')}`]);
  });

  it('touches updated_at by itself and removes what belongs to a removed organization', async () => {
    const { sql: raw } = server.container.database;
    const [before] = await raw`select updated_at from workflows where org_id = ${otherOrg}`;
    await raw`update workflows set description = 'changed' where org_id = ${otherOrg}`;
    const [after] = await raw`select updated_at from workflows where org_id = ${otherOrg}`;
    expect(new Date(after?.updated_at).getTime()).toBeGreaterThan(new Date(before?.updated_at).getTime());
    await raw`delete from organizations where id = ${otherOrg}`;
    const [left] = await raw`select (select count(*) from workflows where org_id = ${otherOrg}) + (select count(*) from executions where org_id = ${otherOrg}) + (select count(*) from execution_steps where org_id = ${otherOrg}) as rows`;
    expect(Number(left?.rows)).toBe(0);
  });
});

describe('the pool', () => {
  it('R4: a request that waits too long for a connection is refused in words, and the next one works', async () => {
    const slow: number[] = [];
    const database = createDatabase({ url: server.databaseUrl, max: 1, acquireMs: 150, slowMs: 100, log: (event, details) => { if (event === 'slow') slow.push(details.ms as number); } });
    const busy = database.system(tx => tx.execute(sql`select pg_sleep(0.5)`));
    await expect(database.system(tx => tx.execute(sql`select 1`))).rejects.toMatchObject({ code: 'unavailable' });
    await busy;
    await expect(database.system(tx => tx.execute(sql`select 1 as one`))).resolves.toMatchObject([{ one: 1 }]);
    expect(slow).toHaveLength(1);
    await database.close();
  });
});
