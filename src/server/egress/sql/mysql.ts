// Statements on a MySQL or MariaDB server: one connection for each call, values as parameters only.
import type { Duplex } from 'node:stream';
import type { Socket } from 'node:net';
import { type Connection, type ConnectionOptions, createConnection } from 'mysql2/promise';
import { type Json, type JsonObject, setOwn } from '~/lib/json';
import type { SqlOutcome, SqlRequest, SqlStatement } from '~/nodes/tools/systems';
import { isOn, tlsOptions } from '../tls-options';
import { inTransaction, type SqlSession, sqlFailure } from './session';

export async function openMysql(fields: Record<string, string>, request: SqlRequest, connect: () => Promise<Socket>): Promise<SqlSession> {
  const socket = await connect();
  const host = fields.host ?? '';
  const options: ConnectionOptions = {
    host, port: Number(fields.port || 3306), database: fields.database || undefined, user: fields.user ?? '', password: fields.password ?? '',
    ...(isOn(fields.ssl) ? { ssl: { ...tlsOptions(fields, host), verifyIdentity: true } as never } : {}),
    stream: (() => socket as Duplex) as never, connectTimeout: 10_000, rowsAsArray: true, ...(request.isoDates ? { timezone: 'Z' } : { dateStrings: true }), supportBigNumbers: request.largeNumbers !== 'numbers', bigNumberStrings: false,
    decimalNumbers: request.largeNumbers === 'numbers', multipleStatements: true, disableEval: true, charset: 'utf8mb4', flags: ['-LOCAL_FILES'],
    // A server may ask for any file of this machine with LOAD DATA LOCAL.
    infileStreamFactory: () => { throw new Error('LOAD DATA LOCAL is refused'); },
  };
  let connection: Connection;
  try {
    // The library waits for the connection event, which this socket has had before.
    process.nextTick(() => socket.emit('connect'));
    connection = await createConnection(options);
  } catch (error) {
    socket.destroy();
    throw sqlFailure(error, host);
  }

  async function run({ text, values }: SqlStatement): Promise<SqlOutcome> {
    const statement = { sql: text, rowsAsArray: true };
    const [answered, described] = values.length === 0 ? await connection.query(statement) : await connection.execute(statement, values.map(asValue) as never[]);
    // Several statements in one text give a list of answers, with a list of descriptions.
    const many = Array.isArray(described) && (described.length === 0 ? false : Array.isArray(described[0]) || described[0] === undefined);
    const answers = (many ? answered : [answered]) as unknown[];
    const descriptions = (many ? described : [described]) as unknown as ({ name: string }[] | undefined)[];
    const rows = answers.flatMap((answer, index) => (Array.isArray(answer) ? rowsOf(answer as unknown[][], descriptions[index] ?? []) : []));
    const headers = answers.filter(answer => !Array.isArray(answer)) as Header[];
    return { rows, hasRows: answers.some(answer => Array.isArray(answer)), affected: rows.length + headers.reduce((sum, header) => sum + header.affectedRows, 0), ...(headers[0] ? { header: headerOf(headers[0]) } : {}) };
  }

  return {
    run: statement => run(statement).catch(error => { throw sqlFailure(error, host); }),
    transaction: work => inTransaction(text => run({ text, values: [] }), work),
    async close() {
      await Promise.race([connection.end().catch(() => {}), new Promise(resolve => setTimeout(resolve, 1000).unref())]);
      socket.destroy();
    },
  };
}

interface Header { affectedRows: number; fieldCount: number; info: string; insertId: number; serverStatus: number; warningStatus: number; changedRows?: number }

const headerOf = ({ fieldCount, affectedRows, insertId, info, serverStatus, warningStatus, changedRows }: Header): JsonObject =>
  ({ fieldCount, affectedRows, insertId, info: String(info ?? ''), serverStatus, warningStatus, ...(changedRows === undefined ? {} : { changedRows }) });

/** Lists and objects as JSON text: the library would spread them over the statement. */
const asValue = (value: Json): string | number | boolean | null => (typeof value === 'object' && value !== null ? JSON.stringify(value) : value);

function rowsOf(rows: unknown[][], columns: { name: string }[]): JsonObject[] {
  return rows.map(values => {
    const row: JsonObject = {};
    for (const [index, { name }] of columns.entries()) setOwn(row, name, asJson(values[index]));
    return row;
  });
}

function asJson(value: unknown): Json {
  if (value instanceof Uint8Array) return { type: 'Buffer', data: [...value] };
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  return (value ?? null) as Json;
}
