// What a database of a credential holds: its schemas, tables and columns, for the editor's lists.
import { isAppError, AppError } from '~/lib/errors';
import type { SqlOutcome, SqlStatement } from '~/nodes/tools/systems';
import type { OutgoingCredential } from '~/server/egress/credentials';
import { runSql } from '~/server/egress/sql/sql';
import type { Sockets } from '~/server/egress/sockets';

export type CatalogueRequest = { of: 'schemas' } | { of: 'tables'; schema: string } | { of: 'columns'; schema: string; table: string };

export interface CatalogueEntry {
  name: string;
  /** The database's own word; of columns only. */
  type?: string;
  /** A value must be given: no NULL, no default. */
  required?: boolean;
}

/** Milliseconds for everything: someone waits in front of the list. */
const MAX_MS = 10_000;
const MOST = 1000;

interface Dialect { dialect: 'postgres' | 'mysql'; statement(request: CatalogueRequest): SqlStatement }

const pg: Dialect = {
  dialect: 'postgres',
  statement: request => request.of === 'schemas'
    ? { text: `select schema_name as name from information_schema.schemata where schema_name not like 'pg\\_%' and schema_name <> 'information_schema' order by 1 limit ${MOST}`, values: [] }
    : request.of === 'tables'
      ? { text: `select table_name as name from information_schema.tables where table_schema = $1 order by 1 limit ${MOST}`, values: [request.schema] }
      : { text: `select column_name as name, data_type as type, is_nullable = 'NO' and column_default is null and is_identity = 'NO' as required from information_schema.columns where table_schema = $1 and table_name = $2 order by ordinal_position limit ${MOST}`, values: [request.schema, request.table] },
};

/** A schema of MySQL is a database: the one the credential names. */
const mysql: Dialect = {
  dialect: 'mysql',
  statement: request => request.of === 'schemas'
    ? { text: 'select database() as name', values: [] }
    : request.of === 'tables'
      ? { text: `select table_name as name from information_schema.tables where table_schema = database() order by 1 limit ${MOST}`, values: [] }
      : { text: `select column_name as name, data_type as type, is_nullable = 'NO' and column_default is null and extra not like '%auto_increment%' as required from information_schema.columns where table_schema = database() and table_name = ? order by ordinal_position limit ${MOST}`, values: [request.table] },
};

const BY_TYPE: Record<string, Dialect> = { postgres: pg, timescaleDb: pg, mySql: mysql };

/** Throws AppError `invalid` with a sentence for a person, also for what the database says. */
export async function readCatalogue(sockets: Sockets, credential: OutgoingCredential, request: CatalogueRequest, onRefusedHost: (credential: OutgoingCredential, host: string) => void): Promise<CatalogueEntry[]> {
  const found = Object.hasOwn(BY_TYPE, credential.type) ? BY_TYPE[credential.type] : undefined;
  if (!found) throw new AppError('invalid', `Tables of a credential of the type ${credential.type} cannot be listed. Write the name by hand.`);
  const signal = AbortSignal.timeout(MAX_MS);
  try {
    const [outcome] = await runSql(sockets, { dialect: found.dialect, credentialType: credential.type, statements: [found.statement(request)], batching: 'single', connectMs: 5000 }, { credential, signal, onRefusedHost });
    return entriesOf(outcome);
  } catch (error) {
    if (isAppError(error)) throw error;
    throw new AppError('invalid', signal.aborted ? `The database did not answer within ${MAX_MS / 1000} s` : (error as Error).message, { cause: error });
  }
}

function entriesOf(outcome: SqlOutcome | undefined): CatalogueEntry[] {
  if (!outcome || 'failed' in outcome) throw new AppError('invalid', outcome?.failed ?? 'The database gave no answer');
  return outcome.rows.flatMap(({ name, type, required }) => (typeof name === 'string' ? [{ name, ...(typeof type === 'string' ? { type } : {}), ...(required === true || required === 1 || required === '1' ? { required: true } : {}) }] : []));
}
