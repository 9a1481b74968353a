// Signing in: U1-U3, U10, U12, U16, C4-C5 of security.md, without a browser.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encode } from 'next-auth/jwt';
import { newToken } from '~/lib/ids';
import { sha256 } from '~/server/crypto/hash';
import { startTestServer, type TestServer } from '~/server/testing/container';
import { checkNewPassword, hashPassword, verifyPassword } from './password';
import { actorOfApiKey, actorOfCookie, sessionSecret } from './session';
import { signIn } from './sign-in';

let server: TestServer;
const password = 'correct horse battery';
beforeAll(async () => {
  server = await startTestServer();
  const { people } = server.container.repositories;
  for (const email of ['ana@example.com', 'ben@example.com', 'cleo@example.com']) await people.createWithOrganization({ email, name: email, passwordHash: await hashPassword(password) }, email);
});
afterAll(() => server.stop());

const attempt = (email: string, tried: string, ip = '10.0.0.1') => signIn(server.container.repositories, { email, password: tried, ip, userAgent: null });

async function cookieFor(email: string): Promise<string> {
  const result = await attempt(email, password, '10.9.9.9');
  if (!result.ok) throw new Error(result.reason);
  const token = await encode({ token: { sid: result.sessionId, uid: result.userId }, secret: sessionSecret(server.container) });
  return `weft.session=${token}`;
}

describe('passwords', () => {
  it('U3: bounds are named; long, exotic and 73-byte passwords work whole', async () => {
    for (const bad of ['short', 'aaaaaaaaaaaa', 'x'.repeat(257)]) expect(() => checkNewPassword(bad)).toThrow(/password/);
    for (const good of ['é'.repeat(40) + 'abcdef', '💥🧵🪡🧶 with emoji', `${'abcd'.repeat(20)}end`, 'with\u0000nul and more']) {
      checkNewPassword(good);
      const hash = await hashPassword(good);
      expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
      expect(await verifyPassword(hash, good)).toBe(true);
      expect(await verifyPassword(hash, good.slice(0, -1))).toBe(false);
    }
    expect(await verifyPassword(null, 'x'.repeat(1_000_000))).toBe(false);
  });
});

describe('signing in', () => {
  it('U1: five failures lock the address for that source, and another source still gets in', async () => {
    for (let i = 0; i < 5; i++) expect(await attempt('ana@example.com', 'wrong wrong wrong')).toEqual({ ok: false, reason: 'wrong' });
    expect(await attempt('ana@example.com', password)).toEqual({ ok: false, reason: 'locked' });
    expect(await attempt('ana@example.com', password, '10.0.0.2')).toMatchObject({ ok: true });
    await server.container.repositories.sessions.unlock('ana@example.com');
    expect(await attempt('ana@example.com', password)).toMatchObject({ ok: true });
  });

  it('U2: unknown addresses get the same answers, and lock alike', async () => {
    for (let i = 0; i < 5; i++) expect(await attempt('nobody@example.com', 'wrong wrong wrong')).toEqual({ ok: false, reason: 'wrong' });
    expect(await attempt('nobody@example.com', 'wrong wrong wrong')).toEqual({ ok: false, reason: 'locked' });
    expect(await attempt('not an address', 'x')).toEqual({ ok: false, reason: 'wrong' });
    const time = async (work: () => Promise<unknown>) => { const from = performance.now(); await work(); return performance.now() - from; };
    const known = await time(() => attempt('ben@example.com', 'wrong wrong wrong', '10.1.1.1'));
    const unknown = await time(() => attempt('none@example.com', 'wrong wrong wrong', '10.1.1.1'));
    expect(unknown).toBeGreaterThan(known / 4);
  });

  it('C5: addresses that only look different are one person', async () => {
    expect(await attempt('BEN@Example.com ', password, '10.2.0.1')).toMatchObject({ ok: true });
    expect(await attempt('ben＠example.com', password, '10.2.0.2')).toMatchObject({ ok: true });
    expect(await attempt('ben@example.com,ana@example.com', password, '10.2.0.3')).toEqual({ ok: false, reason: 'wrong' });
  });

  it('U10, C11: sign-out, password change, removal and disabling end access at the next request', async () => {
    const { repositories } = server.container;
    const cookie = await cookieFor('cleo@example.com');
    const actor = await actorOfCookie(server.container, cookie);
    expect(actor?.email).toBe('cleo@example.com');
    await repositories.sessions.revoke(actor?.sessionId ?? '', actor?.userId ?? '');
    expect(await actorOfCookie(server.container, cookie)).toBeNull();

    const second = await cookieFor('cleo@example.com');
    await repositories.people.updatePassword(actor?.userId ?? '', await hashPassword(password));
    expect(await actorOfCookie(server.container, second)).toBeNull();

    const third = await cookieFor('cleo@example.com');
    await server.container.database.sql`update users set disabled_at = now() where email = 'cleo@example.com'`;
    expect(await actorOfCookie(server.container, third)).toBeNull();
  });

  it('U9: every sign-in is a session of its own', async () => {
    const [one, two] = [await attempt('ben@example.com', password, '10.3.0.1'), await attempt('ben@example.com', password, '10.3.0.1')];
    expect(one.ok && two.ok && one.sessionId !== two.sessionId).toBe(true);
  });

  it('U11: tampered, unsigned, expired and foreign tokens are nobody', async () => {
    const good = await cookieFor('ben@example.com');
    const token = good.split('=')[1] as string;
    const other = await encode({ token: { sid: 'x', uid: 'y' }, secret: 'of another installation, long enough' });
    const expired = await encode({ token: { sid: 'x', uid: 'y' }, secret: sessionSecret(server.container), maxAge: -100 });
    for (const bad of [`${token.slice(0, -3)}abc`, 'eyJhbGciOiJub25lIn0.e30.', other, expired, '%%%', '', 'x'.repeat(10_000)]) expect(await actorOfCookie(server.container, `weft.session=${bad}`)).toBeNull();
    expect(await actorOfCookie(server.container, null)).toBeNull();
  });

  it('U12, U15: malformed and unknown API keys are nobody; keys are stored as hashes and can be revoked', async () => {
    for (const header of [null, 'Bearer %%%', 'Bearer', 'Bearer wft_', `Bearer wft_${newToken()}`, 'Basic abc']) expect(await actorOfApiKey(server.container, header)).toBeNull();
    const api = server.as(server.owner);
    const { id, key } = await api.apiKeys.create({ name: 'Test' });
    expect((await actorOfApiKey(server.container, `Bearer ${key}`))?.orgId).toBe(server.owner.orgId);
    const [row] = await server.container.database.sql`select row_to_json(k)::text as row from api_keys k where id = ${id}`;
    expect(row?.row).not.toContain(key);
    await api.apiKeys.remove({ id });
    expect(await actorOfApiKey(server.container, `Bearer ${key}`)).toBeNull();
  });

  it('U16, C15: of 50 parallel tries with the set-up link one makes the owner', async () => {
    const fresh = await startTestServer();
    const { people } = fresh.container.repositories;
    const token = newToken();
    await people.openSetup(sha256(token));
    const tries = await Promise.allSettled(Array.from({ length: 50 }, (_, i) => people.createFirstOwner(sha256(token), { email: `racer${i}@example.com`, name: 'Racer', passwordHash: 'x' }, `Org ${i}`)));
    expect(tries.filter(result => result.status === 'fulfilled')).toHaveLength(1);
    expect(await people.setupIsOpen()).toBe(false);
    await fresh.stop();
  });

  it('U2: open sign-up makes an organization of its own and answers alike for an address that exists; closed it refuses', async () => {
    const open = await startTestServer({ WEFT_SIGN_UP: 'open' });
    const person = { name: 'Dora', email: 'dora@example.com', organization: 'Dora and sons', password };
    expect(await open.as(null).people.signUp(person)).toEqual({ ok: true });
    expect(await open.as(null).people.signUp({ ...person, password: 'another password of hers' })).toEqual({ ok: true });
    const signed = await signIn(open.container.repositories, { email: person.email, password, ip: '10.4.0.1', userAgent: null });
    expect(signed.ok).toBe(true);
    expect(await signIn(open.container.repositories, { email: person.email, password: 'another password of hers', ip: '10.4.0.2', userAgent: null })).toEqual({ ok: false, reason: 'wrong' });
    await open.stop();
    await expect(server.as(null).people.signUp(person)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('T22: the last owner stays, also when two demote each other at once', async () => {
    const api = server.as(server.owner);
    await expect(api.members.setRole({ userId: server.owner.userId, role: 'viewer' })).rejects.toMatchObject({ code: 'CONFLICT' });
    const second = await server.member('owner');
    const results = await Promise.allSettled([api.members.setRole({ userId: second.userId, role: 'viewer' }), server.as(second).members.setRole({ userId: server.owner.userId, role: 'viewer' })]);
    expect(results.some(result => result.status === 'rejected')).toBe(true);
  });
});
