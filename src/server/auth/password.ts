// Passwords: argon2id, at most a few at once, and a verification of equal cost for people who do not exist.
import { type Algorithm, hash, verify } from '@node-rs/argon2';
import { AppError } from '~/lib/errors';

const PARAMETERS = { algorithm: 2 as Algorithm, memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const MIN = 10;
const MAX = 256;
const CONCURRENT = 4;

let running = 0;
const waiting: (() => void)[] = [];

/** Each hash takes 19 MiB: more than a few at once would starve everything else. */
async function limited<T>(work: () => Promise<T>): Promise<T> {
  if (running >= CONCURRENT) await new Promise<void>(admit => waiting.push(admit));
  else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

/** Throws AppError `invalid` naming what is wrong with a new password. */
export function checkNewPassword(password: string): void {
  if (password.length < MIN) throw new AppError('invalid', `The password is too short: at least ${MIN} characters are needed.`, { details: { field: 'password' } });
  if (password.length > MAX) throw new AppError('invalid', `The password is too long: at most ${MAX} characters are allowed.`, { details: { field: 'password' } });
  if (new Set(password).size < 4) throw new AppError('invalid', 'The password repeats too few different characters.', { details: { field: 'password' } });
}

export const hashPassword = (password: string): Promise<string> => limited(() => hash(password, PARAMETERS));

let dummy: Promise<string> | undefined;

/** True when the password fits. With no stored hash it takes the same time and says no. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  if (password.length > MAX) return false;
  dummy ??= hashPassword('a password that nobody has');
  const against = stored ?? (await dummy);
  const matches = await limited(() => verify(against, password).catch(() => false));
  return stored !== null && matches;
}
