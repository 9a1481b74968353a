// The only reader of process.env: every setting, checked once, with a clear line for each that is wrong.
import { isAbsolute, resolve } from 'node:path';
import { z } from 'zod';

const blank = (value: unknown) => (value === '' ? undefined : value);
const text = z.preprocess(blank, z.string().optional());
const whole = (fallback: number, min: number, max: number) => z.preprocess(blank, z.coerce.number().int().min(min).max(max).default(fallback));

const schema = z.object({
  NODE_ENV: z.preprocess(blank, z.enum(['development', 'production', 'test']).default('production')),
  PORT: whole(3000, 0, 65535),
  HOST: z.preprocess(blank, z.string().default('0.0.0.0')),
  /** Public address, used in links and webhook URLs. */
  WEFT_URL: z.preprocess(blank, z.url({ protocol: /^https?$/ }).optional()),
  WEFT_DATA_DIR: z.preprocess(blank, z.string().default('.weft')),
  DATABASE_URL: z.preprocess(blank, z.string().regex(/^postgres(ql)?:\/\//, 'must start with postgres://').optional()),
  WEFT_DB_POOL_MAX: whole(10, 2, 200),
  WEFT_ENCRYPTION_KEY: text,
  WEFT_EGRESS_ALLOW: z.preprocess(blank, z.string().default('')),
  WEFT_TRUSTED_PROXIES: z.preprocess(blank, z.string().default('')),
  WEFT_SIGN_UP: z.preprocess(blank, z.enum(['open', 'closed']).default('closed')),
  WEFT_TIMEZONE: z.preprocess(blank, z.string().default(Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC').refine(isTimeZone, 'is not a known time zone')),
  WEFT_LOG: z.preprocess(blank, z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info')),
  WEFT_ENV_ALLOW: z.preprocess(blank, z.string().default('')),
  WEFT_SANDBOX_CHILDREN: whole(1, 1, 16),
  /** How many executions this process runs at once. */
  WEFT_CONCURRENCY: whole(100, 1, 10_000),
  /** Of one file of an item. */
  WEFT_MAX_FILE_MB: whole(256, 1, 4096),
});

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

const list = (value: string) => value.split(',').map(part => part.trim()).filter(Boolean);

export type Env = ReturnType<typeof readEnv>;

/** Reads and checks the environment. Throws an Error whose message has one line per wrong setting. */
export function readEnv(source: NodeJS.ProcessEnv = process.env) {
  const parsed = schema.safeParse(source);
  if (!parsed.success) {
    throw new Error(parsed.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`).join('\n'));
  }
  const value = parsed.data;
  const dataDir = isAbsolute(value.WEFT_DATA_DIR) ? value.WEFT_DATA_DIR : resolve(value.WEFT_DATA_DIR);
  return {
    mode: value.NODE_ENV,
    port: value.PORT,
    host: value.HOST,
    url: (value.WEFT_URL ?? `http://localhost:${value.PORT}`).replace(/\/$/, ''),
    urlIsSet: value.WEFT_URL !== undefined,
    dataDir,
    databaseUrl: value.DATABASE_URL,
    poolMax: value.WEFT_DB_POOL_MAX,
    encryptionKey: value.WEFT_ENCRYPTION_KEY,
    egressAllow: list(value.WEFT_EGRESS_ALLOW),
    trustedProxies: list(value.WEFT_TRUSTED_PROXIES),
    signUp: value.WEFT_SIGN_UP,
    timezone: value.WEFT_TIMEZONE,
    logLevel: value.WEFT_LOG,
    /** Variables that expressions may read as `$env.NAME`. */
    expressionEnvironment: Object.fromEntries(list(value.WEFT_ENV_ALLOW).map(name => [name, source[name] ?? ''])),
    sandboxChildren: value.WEFT_SANDBOX_CHILDREN,
    concurrency: value.WEFT_CONCURRENCY,
    /** Bytes. */
    maxFile: value.WEFT_MAX_FILE_MB * 1024 * 1024,
  };
}

/** next-auth reads its public address from the environment. */
export function exportAuthEnvironment(env: Env): void {
  process.env.NEXTAUTH_URL = env.url;
}
