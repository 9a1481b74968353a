// Credentials at rest: K1-K6 of security.md 3F.
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newId } from '~/lib/ids';
import { open, seal } from './envelope';
import { keyProblem, keysFrom, loadKeys } from './keys';

const keys = keysFrom('correct-horse-battery-staple-0f9a8b7c6d');
const binding = { orgId: newId(), credentialId: newId(), type: 'httpBearerAuth', fieldSetVersion: 1 };
const secret = Buffer.from(JSON.stringify({ token: 'the-secret-token' }));

describe('master key', () => {
  it('K1: a missing, short, repetitive or example key is refused in words', async () => {
    expect(keyProblem('short')).toContain('too short');
    expect(keyProblem('a'.repeat(40))).toContain('too few different');
    expect(keyProblem('your-encryption-key-goes-here-1234567')).toContain('example');
    expect(keyProblem('Zk3Qy0mTqR8vLw2bXc5nHd7sJf9gPa1e')).toBeNull();
    await expect(loadKeys('short', '/nowhere')).rejects.toThrow('too short');
  });

  it('K1: the first start makes one that only its owner reads, and the second start takes the same', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'weft-keys-'));
    const first = await loadKeys(undefined, folder);
    expect((await stat(join(folder, 'encryption.key'))).mode & 0o777).toBe(0o600);
    expect((await loadKeys(undefined, folder)).id).toBe(first.id);
    await writeFile(join(folder, 'encryption.key'), '');
    await expect(loadKeys(undefined, folder)).rejects.toThrow('is empty');
    expect((await readFile(join(folder, 'encryption.key'), 'utf8'))).toBe('');
    await rm(folder, { recursive: true });
  });

  it('C10: each purpose has a key of its own', () => {
    const all = (['credentials', 'sessions', 'audit', 'cursors', 'tokens'] as const).map(purpose => keys.of(purpose).toString('hex'));
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('envelope', () => {
  it('opens what it sealed, for the same record only', () => {
    expect(open(keys, binding, seal(keys, binding, secret)).equals(secret)).toBe(true);
  });

  it('K2, K9: another key is named as such; nothing else is tried', () => {
    const sealed = seal(keys, binding, secret);
    expect(() => open(keysFrom('another-horse-battery-staple-0f9a8b7c'), binding, sealed)).toThrow('CREDENTIAL_UNDECRYPTABLE');
  });

  it('K3: a flipped bit anywhere is rejected without plaintext', () => {
    const sealed = seal(keys, binding, secret);
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] as number) ^ 1;
      let message = '';
      try {
        open(keys, binding, changed);
      } catch (error) {
        message = (error as Error).message;
      }
      expect(message, `byte ${at}`).toContain('CREDENTIAL_UNDECRYPTABLE');
      expect(message).not.toContain('secret-token');
    }
  });

  it('K4: moved to another row, organization or type it stays closed', () => {
    const sealed = seal(keys, binding, secret);
    for (const change of [{ orgId: newId() }, { credentialId: newId() }, { type: 'httpBasicAuth' }, { fieldSetVersion: 2 }]) expect(() => open(keys, { ...binding, ...change }, sealed)).toThrow('CREDENTIAL_UNDECRYPTABLE');
  });

  it('K5: a cut tag or body is rejected', () => {
    const sealed = seal(keys, binding, secret);
    for (const length of [0, 1, 20, 60, sealed.length - 12, sealed.length - 1]) expect(() => open(keys, binding, sealed.subarray(0, length))).toThrow('CREDENTIAL_UNDECRYPTABLE');
  });

  it('K6: the same plaintext never seals to the same bytes, and no nonce comes twice', () => {
    const nonces = new Set<string>();
    const count = 5000;
    for (let i = 0; i < count; i++) {
      const sealed = seal(keys, binding, secret);
      const head = 2 + (sealed[1] as number);
      nonces.add(sealed.subarray(head, head + 12).toString('hex'));
      nonces.add(sealed.subarray(head + 60, head + 72).toString('hex'));
    }
    expect(nonces.size).toBe(2 * count);
  });
});
