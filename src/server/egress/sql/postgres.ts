// Statements on a PostgreSQL server (and what speaks its protocol): one connection for each call, values as parameters only.
import type { Socket } from 'node:net';
import postgres from 'postgres';
import { type Json, type JsonObject, setOwn } from '~/lib/json';
import type { SqlOutcome, SqlRequest, SqlStatement } from '~/nodes/tools/systems';
import { isOn, tlsOptions } from '../tls-options';
import { listTypes } from './postgres-lists';
import { inTransaction, type SqlSession, sqlFailure } from './session';

const asText = (value: unknown): string => (typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value));
const asDate = (zone: string) => (text: string): Json => {
  const date = new Date(text.replace(' ', 'T') + zone);
  return Number.isNaN(date.getTime()) ? text : date.toISOString();
};

function asPoint(text: string): Json {
  const [x, y] = text.slice(1, -1).split(',').map(Number);
  return { x: x ?? null, y: y ?? null };
}

/** `1 mon -2 days 00:00:01.5` as its parts, those that are not zero. */
function asInterval(text: string): Json {
  const parts: Record<string, number> = {};
  for (const [, count, unit] of text.matchAll(/([+-]?\d+) (year|mon|day)/g)) parts[{ year: 'years', mon: 'months', day: 'days' }[unit as 'year']] = Number(count);
  const [, sign, hours, minutes, seconds, fraction = ''] = /(-?)(\d+):(\d+):(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  const signed = (value: string | undefined): number => (sign === '-' ? -Number(value ?? 0) : Number(value ?? 0));
  Object.assign(parts, { hours: signed(hours), minutes: signed(minutes), seconds: signed(seconds), milliseconds: signed(fraction === '' ? '0' : String(Number(`0.${fraction}`) * 1000)) });
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== 0));
}

/** Text goes to the server as it is, whatever the type: `'true'` for a boolean, ISO text for a time, JSON text for json. */
function types(largeNumbers: SqlRequest['largeNumbers']) {
  const plain = { serialize: asText };
  const known = {
    number: { ...plain, to: 0, from: [21, 23, 26, 700, 701], parse: Number },
    json: { to: 114, from: [114, 3802], serialize: (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value)), parse: (text: string): Json => JSON.parse(text) },
    boolean: { ...plain, to: 16, from: [16], parse: (text: string) => text === 't' },
    day: { ...plain, to: 1082, from: [1082], parse: asDate('T00:00:00Z') },
    date: { ...plain, to: 1114, from: [1114], parse: asDate('Z') },
    moment: { ...plain, to: 1184, from: [1184], parse: (text: string) => asDate('')(text.replace(/([+-]\d\d)$/, '$1:00')) },
    point: { ...plain, to: 600, from: [600], parse: asPoint },
    interval: { ...plain, to: 1186, from: [1186], parse: asInterval },
    bytea: { ...plain, to: 17, from: [17], parse: (text: string): Json => ({ type: 'Buffer', data: [...Buffer.from(text.slice(2), 'hex')] }) },
    ...(largeNumbers === 'numbers' ? { large: { ...plain, to: 20, from: [20, 1700], parse: Number } } : {}),
  };
  return { ...listTypes(Object.values(known)), ...known };
}

export async function openPostgres(fields: Record<string, string>, request: SqlRequest, connect: () => Promise<Socket>): Promise<SqlSession> {
  const socket = await connect();
  let used = false;
  const host = fields.host ?? '';
  const tls = fields.ssl !== undefined && isOn(fields.ssl) && fields.ssl !== 'disable';
  const sql = postgres({
    host, port: Number(fields.port || 5432), database: fields.database || 'postgres', username: fields.user ?? '', password: fields.password ?? '',
    ssl: tls ? { ...tlsOptions(fields, host), ...(fields.ssl === 'allow' ? { rejectUnauthorized: false } : {}) } : false,
    max: 1, prepare: false, fetch_types: request.plain !== true, connect_timeout: 10, idle_timeout: 0, max_lifetime: null, onnotice: () => {}, types: types(request.largeNumbers) as never, connection: request.plain ? { application_name: 'Weft' } : { application_name: 'Weft', DateStyle: 'ISO' },
    socket: () => {
      if (used) throw new Error('The connection was lost');
      used = true;
      return socket;
    },
  } as postgres.Options<Record<string, postgres.PostgresType>>);
  // Without its catalogue query the library does not notice that a reserved connection is open; a first statement opens it.
  const connection = await (request.plain ? sql.unsafe('SELECT 1').then(() => sql.reserve()) : sql.reserve()).catch(error => { socket.destroy(); throw sqlFailure(error, host); });

  async function run({ text, values }: SqlStatement): Promise<SqlOutcome> {
    const answered = values.length === 0 ? await connection.unsafe(text).simple().values() : await connection.unsafe(text, values as never[]).values();
    // Several statements in one text give a list of answers.
    const answers = (Array.isArray(answered) && answered.length > 0 && (answered[0] as unknown as Answer).command !== undefined ? answered : [answered]) as unknown as Answer[];
    return { rows: answers.flatMap(rowsOf), hasRows: answers.some(answer => (answer.columns?.length ?? 0) > 0), affected: answers.reduce((sum, answer) => sum + (answer.count ?? 0), 0) };
  }

  return {
    run: statement => run(statement).catch(error => { throw sqlFailure(error, host); }),
    transaction: work => inTransaction(text => run({ text, values: [] }), work),
    async close() {
      connection.release();
      await sql.end({ timeout: 1 }).catch(() => {});
      socket.destroy();
    },
  };
}

type Answer = Json[][] & { columns?: { name: string }[]; count?: number; command?: string };

function rowsOf(answer: Answer): JsonObject[] {
  const columns = answer.columns ?? [];
  return [...answer].map(values => {
    const row: JsonObject = {};
    for (const [index, { name }] of columns.entries()) setOwn(row, name, values[index] ?? null);
    return row;
  });
}
