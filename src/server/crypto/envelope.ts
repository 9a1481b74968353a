// Envelope encryption of credentials (security.md 4A): a data key per write, sealed by the master key's sub-key.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { AppError } from '~/lib/errors';
import type { Keys } from './keys';

const VERSION = 1;
const NONCE = 12;
const TAG = 16;
const KEY = 32;

/** What a record is bound to: moved to another row, type or organization it does not open. */
export interface Binding {
  orgId: string;
  credentialId: string;
  type: string;
  fieldSetVersion: number;
}

/** Layout: version(1) | key id length(1) | key id | wrapped data key (nonce, ciphertext, tag) | nonce | tag | ciphertext. */
export function seal(keys: Keys, binding: Binding, plaintext: Uint8Array): Buffer {
  const keyId = Buffer.from(keys.id, 'utf8');
  const additional = additionalData(binding, keys.id);
  const dataKey = randomBytes(KEY);
  const wrapped = encrypt(keys.of('credentials'), additional, dataKey);
  const payload = encrypt(dataKey, additional, plaintext);
  dataKey.fill(0);
  return Buffer.concat([
    Buffer.from([VERSION, keyId.length]), keyId,
    wrapped.nonce, wrapped.ciphertext, wrapped.tag,
    payload.nonce, payload.tag, payload.ciphertext,
  ]);
}

/** Opens a sealed record. Throws AppError `unavailable` with details.reason when the key is another or a byte was changed. */
export function open(keys: Keys, binding: Binding, sealed: Uint8Array): Buffer {
  const bytes = Buffer.from(sealed);
  const idLength = bytes[1] ?? 0;
  const head = 2 + idLength;
  if (bytes.length < head + 2 * (NONCE + TAG) + KEY) throw undecryptable('malformed');
  if (bytes[0] !== VERSION) throw undecryptable('unknown_version');
  const keyId = bytes.subarray(2, head).toString('utf8');
  if (keyId !== keys.id) throw undecryptable('wrong_key');
  const additional = additionalData(binding, keyId);
  const cut = (from: number, length: number) => bytes.subarray(from, from + length);
  try {
    const dataKey = decrypt(keys.of('credentials'), additional, cut(head, NONCE), cut(head + NONCE, KEY), cut(head + NONCE + KEY, TAG));
    const start = head + NONCE + KEY + TAG;
    return decrypt(dataKey, additional, cut(start, NONCE), bytes.subarray(start + NONCE + TAG), cut(start + NONCE, TAG));
  } catch {
    throw undecryptable('tampered');
  }
}

const undecryptable = (reason: string) =>
  new AppError('unavailable', 'CREDENTIAL_UNDECRYPTABLE: this credential cannot be decrypted with the current key', { details: { reason } });

function encrypt(key: Buffer, additional: Buffer, plaintext: Uint8Array) {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG }).setAAD(additional);
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return { nonce, ciphertext, tag: cipher.getAuthTag() };
}

function decrypt(key: Buffer, additional: Buffer, nonce: Buffer, ciphertext: Buffer, tag: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG }).setAAD(additional).setAuthTag(tag);
  return Buffer.concat([decipher.update(ciphertext), decipher.final()]);
}

/** Length-prefixed, so no two different bindings give the same bytes. */
function additionalData(binding: Binding, keyId: string): Buffer {
  const parts = ['cred', String(VERSION), keyId, binding.orgId, binding.credentialId, binding.type, String(binding.fieldSetVersion)];
  return Buffer.concat(parts.flatMap(part => {
    const bytes = Buffer.from(part, 'utf8');
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    return [length, bytes];
  }));
}
