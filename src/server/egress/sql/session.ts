// What both SQL dialects share: a session of one connection, transactions, and failures in words.
import { messageOf } from '~/lib/errors';
import { NodeError } from '~/nodes/contract';
import type { SqlOutcome, SqlStatement } from '~/nodes/tools/systems';

export interface SqlSession {
  /** Throws NodeError with what the server says. */
  run(statement: SqlStatement): Promise<SqlOutcome>;
  transaction<T>(work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export async function inTransaction<T>(run: (text: string) => Promise<unknown>, work: () => Promise<T>): Promise<T> {
  await run('BEGIN');
  try {
    const result = await work();
    await run('COMMIT');
    return result;
  } catch (error) {
    await run('ROLLBACK').catch(() => {});
    throw error;
  }
}

const CONNECTION = /^(CONNECT_TIMEOUT|CONNECTION_|ECONN|EPIPE|ETIMEDOUT|PROTOCOL_CONNECTION_LOST|57P0)/;

/** The server's own words: they name tables and values of the person's own database, never the credential. */
export function sqlFailure(error: unknown, host: string): NodeError {
  if (error instanceof NodeError) return error;
  const { code = '', detail, hint } = error as { code?: string; detail?: string; hint?: string };
  if (CONNECTION.test(code)) return new NodeError(`The connection to ${host} was lost: ${messageOf(error, 200)}`, { retryable: true, cause: error });
  return new NodeError(messageOf(error, 1000), { description: [detail, hint].filter(Boolean).join(' ') || undefined, cause: error });
}
