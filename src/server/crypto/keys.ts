// The master key and the sub-keys made from it, one per purpose, so that one leaked key opens one door.
import { createHash, hkdfSync, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export type KeyPurpose = 'credentials' | 'sessions' | 'audit' | 'cursors' | 'tokens';

export interface Keys {
  /** Names the master key without revealing it; stored beside what it sealed. */
  id: string;
  /** 32 bytes. */
  of(purpose: KeyPurpose): Buffer;
}

const EXAMPLES = ['change-me', 'changeme', 'your-encryption-key', 'example', 'secret', 'password', 'weft', '0123456789abcdef', '1234567890'];

/** What is wrong with a master key, or null. */
export function keyProblem(key: string): string | null {
  if (key.length < 32) return `WEFT_ENCRYPTION_KEY is too short: ${key.length} characters, at least 32 are needed. Make one with: openssl rand -base64 32`;
  if (new Set(key).size < 12) return 'WEFT_ENCRYPTION_KEY repeats too few different characters to be random. Make one with: openssl rand -base64 32';
  const lower = key.toLowerCase();
  const example = EXAMPLES.find(word => lower.includes(word));
  if (example) return `WEFT_ENCRYPTION_KEY looks like an example (it contains "${example}"). Make one with: openssl rand -base64 32`;
  return null;
}

/** Reads the master key from the setting, else from the data folder, where the first start makes one (mode 0600). */
export async function loadKeys(setting: string | undefined, dataDir: string): Promise<Keys> {
  const master = setting ?? (await keyFromFile(join(dataDir, 'encryption.key')));
  const problem = keyProblem(master);
  if (problem) throw new Error(problem);
  return keysFrom(master);
}

async function keyFromFile(path: string): Promise<string> {
  if (existsSync(path)) {
    const key = (await readFile(path, 'utf8')).trim();
    if (key === '') throw new Error(`${path} is empty: the encryption key of this installation is lost. Restore the file from a backup; without it stored credentials cannot be read.`);
    return key;
  }
  const key = randomBytes(32).toString('base64');
  await writeFile(path, `${key}\n`, { mode: 0o600, flag: 'wx' }).catch(async error => {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  });
  return (await readFile(path, 'utf8')).trim();
}

export function keysFrom(master: string): Keys {
  const root = createHash('sha256').update(master).digest();
  const derive = (info: string) => Buffer.from(hkdfSync('sha256', root, 'weft', info, 32));
  const cache = new Map<KeyPurpose, Buffer>();
  return {
    id: derive('id').toString('hex').slice(0, 16),
    of(purpose) {
      const key = cache.get(purpose) ?? derive(purpose);
      cache.set(purpose, key);
      return key;
    },
  };
}
