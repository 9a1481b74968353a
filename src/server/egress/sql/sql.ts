// `tools.sql`: opens the dialect's session and runs the statements one after the other, batched as asked.
import { NodeError } from '~/nodes/contract';
import type { SqlFailure, SqlOutcome, SqlRequest } from '~/nodes/tools/systems';
import type { OutgoingCredential } from '../credentials';
import type { Sockets, SocketTarget } from '../sockets';
import { openMysql } from './mysql';
import { openPostgres } from './postgres';
import type { SqlSession } from './session';

const MAX_MS = 300_000;

type From = Pick<SocketTarget, 'credential' | 'signal' | 'onRefusedHost'>;

export async function runSql(sockets: Sockets, request: SqlRequest, from: From): Promise<SqlOutcome[]> {
  if (request.statements.length === 0) return [];
  const { fields } = from.credential;
  refuseTunnel(from.credential);
  const signal = AbortSignal.any([from.signal, AbortSignal.timeout(MAX_MS)]);
  const port = Number(fields.port || (request.credentialType === 'questDb' ? 8812 : request.dialect === 'postgres' ? 5432 : 3306));
  const connect = () => sockets.connect({ ...from, signal, host: fields.host ?? '', port, connectMs: request.connectMs });
  const session = await (request.dialect === 'postgres' ? openPostgres : openMysql)(fields, request, connect);
  try {
    // PostgreSQL takes statements that come in one go as one transaction.
    const together = request.batching === 'single' && request.dialect === 'postgres' && request.statements.length > 1;
    if ((request.batching === 'transaction' || together) && !request.plain) return await session.transaction(() => inOrder(session, request));
    return await inOrder(session, request);
  } catch (error) {
    if (from.signal.aborted) throw new NodeError('The statement was stopped because the execution was cancelled');
    if (signal.aborted) throw new NodeError(`The database took longer than ${MAX_MS / 1000} s`, { retryable: true });
    throw error;
  } finally {
    await session.close();
  }
}

async function inOrder(session: SqlSession, request: SqlRequest): Promise<SqlOutcome[]> {
  const outcomes: SqlOutcome[] = [];
  for (const [index, statement] of request.statements.entries()) {
    try {
      outcomes.push(await session.run(statement));
    } catch (error) {
      const failed = error as NodeError;
      if (request.batching !== 'independently' || failed.retryable) throw new NodeError(failed.message, { description: failed.description, retryable: failed.retryable, itemIndex: index, cause: failed.cause });
      outcomes.push({ failed: failed.message, ...(failed.description ? { description: failed.description } : {}) } satisfies SqlFailure);
    }
  }
  return outcomes;
}

function refuseTunnel(credential: OutgoingCredential): void {
  if (credential.fields.sshTunnel === 'true') throw new NodeError(`The credential "${credential.name}" asks for an SSH tunnel, which Weft does not open`, { description: 'Let the database be reached directly, with TLS.' });
}
