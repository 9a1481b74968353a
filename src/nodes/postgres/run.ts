// Postgres (engine-nodes.md 9.7): one statement for each item, sent together or apart.
import type { Item } from '~/engine/items';
import { getOwn, type Json } from '~/lib/json';
import { NodeError, type RunContext, type RunNode } from '../contract';
import type { ParametersOf } from '../fields';
import type { Work } from '../sql/answer';
import { queryText, queryValues } from '../sql/query-values';
import { rowOf } from '../sql/row';
import { runAll } from '../sql/run-all';
import { quoted, Values, withPlaceholders } from '../sql/text';
import { sortText, whereText } from '../sql/where';
import { insert, remove, returning, type Target, update, upsert } from '../sql/write';
import type { SqlStatement } from '../tools/systems';
import type { postgres } from './definition';

type Parameters = ParametersOf<typeof postgres.parameters>;
type Context = RunContext<Parameters>;

const WRITES = new Set<string>(['insert', 'update', 'upsert']);

function query(parameters: Parameters, index: number, context: Context): SqlStatement {
  if (parameters.query.trim() === '') throw new NodeError('The query is empty');
  const raw = context.parameters.raw.options as { queryReplacement?: Json; queryParams?: string } | undefined;
  const item = context.items[index]?.json ?? {};
  const values = context.node.typeVersion < 2
    ? (raw?.queryParams ?? '').split(',').map(name => name.trim()).filter(name => name !== '').map(name => (getOwn(item, name) ?? null) as Json)
    : queryValues(raw?.queryReplacement, parameters.options.queryReplacement as Json | undefined, part => context.tools.resolve(part, index, {}));
  const text = queryText(parameters.query, context.parameters.raw.query, part => context.tools.resolve(part, index, {}));
  return withPlaceholders(text, parameters.options.replaceEmptyStrings ? values.map(value => (value === '' ? null : value)) : values, 'postgres');
}

function select(parameters: Parameters, { table }: Target): SqlStatement {
  const values = new Values('postgres');
  const columns = (parameters.options.outputColumns ?? []) as string[];
  const wanted = columns.length === 0 || columns.includes('*') ? '*' : columns.map(column => quoted(column, 'postgres')).join(', ');
  const where = whereText(parameters.where.values ?? [], parameters.combineConditions, 'postgres', values);
  const sort = sortText(parameters.sort.values ?? [], 'postgres');
  const limit = parameters.returnAll ? '' : ` LIMIT ${values.add(Math.max(0, Math.floor(Number(parameters.limit))) || 50)}`;
  return { text: `SELECT ${wanted} FROM ${table}${where}${sort}${limit}`, values: values.list };
}

function work(index: number, context: Context, kind: SqlKind): Work {
  const parameters = context.parameters.at(index);
  const items = [index];
  if (parameters.operation === 'executeQuery') return { items, statement: query(parameters, index, context) };
  if (parameters.table === '') throw new NodeError('Choose the table');
  const target: Target = { dialect: 'postgres', table: `${quoted(parameters.schema || 'public', 'postgres')}.${quoted(parameters.table, 'postgres')}` };
  const item = context.items[index]?.json ?? {};
  const { options } = parameters;
  const tail = kind.returns === false ? '' : returning(options.outputColumns as string[] | undefined, 'postgres');
  const version = context.node.typeVersion;
  const { columnNames, updateKey, dataMode, valuesToSend, columnToMatchOn, valueToMatchOn, columns } = parameters;
  const source = version < 2 ? { columnNames, updateKey } : version < 2.2 ? { dataMode, valuesToSend, columnToMatchOn, valueToMatchOn } : { mapper: columns };
  const row = (matching: boolean) => rowOf({ ...source, replaceEmptyStrings: options.replaceEmptyStrings }, item, matching);
  switch (parameters.operation) {
    case 'select': return { items, statement: select(parameters, target) };
    case 'deleteTable': return { items, statement: remove(target, { command: parameters.deleteCommand, where: parameters.where.values ?? [], combine: parameters.combineConditions, restartSequences: parameters.restartSequences, cascade: options.cascade }) };
    case 'insert': return { items, statement: insert(target, [row(false)], { ignoreConflicts: options.skipOnConflict, returning: tail }) };
    case 'upsert': return { items, statement: upsert(target, row(true), tail) };
    case 'update': {
      const wanted = row(true);
      const missing = () => new NodeError("The row you are trying to update doesn't exist", { itemIndex: index, description: `No rows matching the provided values (${wanted.match.map(column => `${column}=${String(wanted.values[column])}`).join(', ')}) were found in the table "${parameters.table}".` });
      return { items, statement: update(target, wanted, tail), ...(version >= 2.2 ? { refuse: ({ affected }: { affected: number }) => (affected === 0 ? missing() : null) } : {}) };
    }
  }
}

/** A database with PostgreSQL's protocol. `plain`: without its catalogue and transactions; `returns: false`: knows no RETURNING. */
export interface SqlKind { credentialType: string; plain?: boolean; returns?: boolean }

export async function runSqlNode(context: Context, kind: SqlKind): Promise<Item[][]> {
  const { operation, options } = context.parameters.at();
  const request = {
    dialect: 'postgres' as const, credentialType: kind.credentialType, ...(kind.plain ? { plain: true } : {}), batching: options.queryBatching ?? ('single' as const), largeNumbers: options.largeNumbersOutput ?? ('text' as const),
    ...(options.connectionTimeout ? { connectMs: Number(options.connectionTimeout) * 1000 } : {}),
  };
  const works = context.items.map((_, index) => ({ index, make: () => work(index, context, kind) }));
  return [await runAll(context as RunContext<never>, request, works, { together: true, emptyCounts: WRITES.has(operation), withoutRows: () => (context.node.typeVersion < 2 ? null : { success: true }) })];
}

export const runPostgres: RunNode<typeof postgres> = context => runSqlNode(context, { credentialType: 'postgres' });
