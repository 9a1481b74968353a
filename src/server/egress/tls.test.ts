// TLS to databases, Redis and mail servers: certificates are checked, unless the credential says otherwise or brings its own CA.
import { connect, createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { TLSSocket } from 'node:tls';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cloneDatabase, type TestDatabase } from '~/db/testing/database';
import type { SqlRequest } from '~/nodes/tools/systems';
import { certificate } from '~/server/testing/servers/certificate';
import { IMAP_PASSWORD, type ImapServer, startDovecot } from '~/server/testing/servers/dovecot';
import { MARIADB_PASSWORD, MARIADB_USER, startMariadb } from '~/server/testing/servers/mariadb';
import { REDIS_PASSWORD, startRedis } from '~/server/testing/servers/redis';
import { systemTools } from '~/server/testing/systems';

let pair: { cert: string; key: string };
let database: TestDatabase;
let front: Server;
let imapFront: Server;
let imap: ImapServer;
let smtp: SMTPServer;
let redis: Awaited<ReturnType<typeof startRedis>>;
let mariadb: Awaited<ReturnType<typeof startMariadb>>;

/** A server behind TLS. PostgreSQL is asked for it first. */
function tlsFront(to: { hostname: string; port: string }, asked: boolean): Server {
  return createServer(socket => {
    socket.on('error', () => {});
    const begin = () => {
      if (asked) socket.write('S');
      const secure = new TLSSocket(socket, { isServer: true, cert: pair.cert, key: pair.key });
      const behind = connect(Number(to.port), to.hostname);
      const end = () => { secure.destroy(); behind.destroy(); };
      secure.on('error', end).on('close', end).pipe(behind);
      behind.on('error', end).on('close', end).pipe(secure);
    };
    if (asked) socket.once('data', begin);
    else begin();
  });
}

beforeAll(async () => {
  pair = await certificate();
  database = await cloneDatabase();
  front = tlsFront(new URL(database.url), true);
  await new Promise<void>(resolve => { front.listen(0, '127.0.0.1', resolve); });
  smtp = new SMTPServer({ ...pair, authOptional: true, onData: (stream, _, done) => { stream.resume().on('end', () => done()); } });
  await new Promise<void>(resolve => { smtp.listen(0, '127.0.0.1', resolve); });
  [redis, mariadb, imap] = await Promise.all([startRedis(), startMariadb(), startDovecot()]);
  imapFront = tlsFront({ hostname: '127.0.0.1', port: String(imap.port) }, false);
  await new Promise<void>(resolve => { imapFront.listen(0, '127.0.0.1', resolve); });
}, 300_000);
afterAll(async () => {
  front.close();
  imapFront.close();
  await Promise.all([redis.stop(), mariadb.stop(), imap.stop(), database.drop(), new Promise<void>(resolve => { smtp.close(() => resolve()); })]);
});

const toolsOf = (fields: Record<string, string>) => systemTools({ host: '127.0.0.1', ...fields }) as Required<ReturnType<typeof systemTools>>;
const request = (dialect: SqlRequest['dialect'], text: string): SqlRequest => ({ dialect, credentialType: 'x', batching: 'single', statements: [{ text, values: [] }] });

/** Cancelled while the server works. */
function cut(fields: Record<string, string>, statement: SqlRequest): Promise<unknown> {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 300);
  return (systemTools({ host: '127.0.0.1', ...fields }, { signal: controller.signal }) as Required<ReturnType<typeof systemTools>>).sql(statement);
}

async function checks(run: (fields: Record<string, string>) => Promise<unknown>): Promise<void> {
  await expect(run({})).rejects.toThrow(/self.signed|certificate/i);
  await run({ allowUnauthorizedCerts: 'true' });
  await run({ caCertificate: pair.cert });
}

describe('TLS', () => {
  it('with PostgreSQL', async () => {
    const { username, password, pathname } = new URL(database.url);
    const fields = { port: String((front.address() as AddressInfo).port), user: decodeURIComponent(username), password: decodeURIComponent(password), database: pathname.slice(1), ssl: 'require' };
    await checks(more => toolsOf({ ...fields, ...more }).sql(request('postgres', 'select 1')));
    await expect(cut({ ...fields, allowUnauthorizedCerts: 'true' }, request('postgres', 'select pg_sleep(20)'))).rejects.toThrow('cancelled');
    await expect(toolsOf({ ...fields, allowUnauthorizedCerts: 'true' }).sql(request('postgres', "select repeat('x', 1000000) from generate_series(1, 200)"))).rejects.toThrow();
  });

  it('with MySQL', async () => {
    const fields = { port: String(mariadb.port), user: MARIADB_USER, password: MARIADB_PASSWORD, database: 'shop', ssl: 'true' };
    const run = (more: Record<string, string>) => toolsOf({ ...fields, ...more }).sql(request('mysql', "show status like 'Ssl_cipher'"));
    await expect(run({})).rejects.toThrow(/self.signed|certificate/i);
    const [answer] = await run({ allowUnauthorizedCerts: 'true' });
    expect(answer).toMatchObject({ rows: [{ Value: expect.stringContaining('TLS') }] });
    await run({ caCertificate: readFileSync(mariadb.cert, 'utf8') });
    await expect(cut({ ...fields, allowUnauthorizedCerts: 'true' }, request('mysql', 'select sleep(20)'))).rejects.toThrow('cancelled');
    await expect(cut({ ...fields, ssl: 'false' }, request('mysql', 'select sleep(20)'))).rejects.toThrow('cancelled');
  });

  it('with Redis', async () => {
    const run = (more: Record<string, string>) => toolsOf({ port: String(redis.tlsPort), password: REDIS_PASSWORD, ssl: 'true', ...more }).redis({ credentialType: 'x', commands: [['PING']] });
    await expect(run({})).rejects.toThrow(/self.signed|certificate/i);
    expect(await run({ disableTlsVerification: 'true' })).toEqual(['PONG']);
  });

  it('with IMAP, from the start, and never past the guarded socket', async () => {
    await imap.deliver('Subject: x\n\ny\n');
    const { port } = imapFront.address() as AddressInfo;
    const fetch = { credentialType: 'x', mailbox: 'INBOX', search: ['ALL'], afterUid: 0, uidValidity: '', markRead: false, limit: 5 };
    const run = (more: Record<string, string>) => toolsOf({ port: String(port), user: 'ana', password: IMAP_PASSWORD, secure: 'true', ...more }).mail.fetch(fetch);
    await expect(run({})).rejects.toThrow(/self.signed|certificate/i);
    expect((await run({ allowUnauthorizedCerts: 'true' })).mails).toHaveLength(1);
    expect((await run({ caCertificate: pair.cert })).mails).toHaveLength(1);
    const refused = systemTools({ host: '127.0.0.1', port: String(port), user: 'ana', password: IMAP_PASSWORD, secure: 'true' }, { allow: [] });
    await expect(refused.mail?.fetch(fetch)).rejects.toThrow('EGRESS_BLOCKED');
  });

  it('with SMTP, switched on where the server offers it', async () => {
    const mail = { credentialType: 'x', from: 'a@x.test', to: 'b@x.test', subject: 's', text: 't', attachments: [] };
    const fields = { port: String((smtp.server.address() as AddressInfo).port), secure: 'false' };
    await checks(more => toolsOf({ ...fields, ...more }).mail.send(mail));
    await toolsOf({ ...fields, disableStartTls: 'true' }).mail.send(mail);
    await toolsOf(fields).mail.send({ ...mail, allowUnauthorizedCerts: true });
  });
});
