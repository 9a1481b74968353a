// MySQL (engine-nodes.md 9.7): one statement for each item; an insert is one statement for all of them.
import { getOwn, getPath, type Json } from '~/lib/json';
import { NodeError, type RunContext, type RunNode } from '../contract';
import type { ParametersOf } from '../fields';
import type { Work } from '../sql/answer';
import { queryText, queryValues } from '../sql/query-values';
import { rowOf } from '../sql/row';
import { runAll } from '../sql/run-all';
import { quoted, Values, withPlaceholders } from '../sql/text';
import { sortText, whereText } from '../sql/where';
import { insert, remove, type Target, update, upsert } from '../sql/write';
import type { SqlStatement } from '../tools/systems';
import type { mySql } from './definition';

type Parameters = ParametersOf<typeof mySql.parameters>;
type Context = RunContext<Parameters>;

function query(parameters: Parameters, index: number, context: Context): SqlStatement {
  if (parameters.query.trim() === '') throw new NodeError('The query is empty');
  const raw = context.parameters.raw.options as { queryReplacement?: Json } | undefined;
  const values = queryValues(raw?.queryReplacement, parameters.options.queryReplacement as Json | undefined, part => context.tools.resolve(part, index, {}));
  const text = queryText(parameters.query, context.parameters.raw.query, part => context.tools.resolve(part, index, {}));
  return withPlaceholders(text, parameters.options.replaceEmptyStrings ? values.map(value => (value === '' ? null : value)) : values, 'mysql');
}

function select(parameters: Parameters, { table }: Target): SqlStatement {
  const values = new Values('mysql');
  const columns = (parameters.options.outputColumns ?? []) as string[];
  const wanted = columns.length === 0 || columns.includes('*') ? '*' : columns.map(column => quoted(column, 'mysql')).join(', ');
  const where = whereText(parameters.where.values ?? [], parameters.combineConditions, 'mysql', values);
  // MySQL takes no parameter of another type than integer here.
  const limit = parameters.returnAll ? '' : ` LIMIT ${Math.max(0, Math.floor(Number(parameters.limit))) || 50}`;
  return { text: `SELECT ${parameters.options.selectDistinct ? 'DISTINCT ' : ''}${wanted} FROM ${table}${where}${sortText(parameters.sort.values ?? [], 'mysql')}${limit}`, values: values.list };
}

function targetOf(parameters: Parameters): Target {
  if (parameters.table === '') throw new NodeError('Choose the table');
  return { dialect: 'mysql', table: quoted(parameters.table, 'mysql') };
}

function rowFor(index: number, context: Context, matching: boolean) {
  const parameters = context.parameters.at(index);
  const { columnNames, updateKey, dataMode, valuesToSend, columnToMatchOn, valueToMatchOn } = parameters;
  return rowOf({ ...(context.node.typeVersion < 2 ? { columnNames, updateKey } : { dataMode, valuesToSend: withBooleans(valuesToSend, index, context), columnToMatchOn, valueToMatchOn }), replaceEmptyStrings: parameters.options.replaceEmptyStrings }, context.items[index]?.json ?? {}, matching);
}

/** The fields are texts; MySQL takes no text for a boolean. */
function withBooleans({ values = [] }: Parameters['valuesToSend'], index: number, context: Context) {
  const resolved = getPath(context.tools.resolve(context.parameters.raw.valuesToSend ?? {}, index, {}), 'values');
  return { values: values.map((row, at): { column: string; value: unknown } => {
    const value = Array.isArray(resolved) ? getOwn(resolved[at], 'value') : undefined;
    return typeof value === 'boolean' ? { ...row, value } : row;
  }) };
}

function work(index: number, context: Context): Work {
  const parameters = context.parameters.at(index);
  const items = [index];
  switch (parameters.operation) {
    case 'executeQuery': return { items, statement: query(parameters, index, context) };
    case 'select': return { items, statement: select(parameters, targetOf(parameters)) };
    case 'update': return { items, statement: update(targetOf(parameters), rowFor(index, context, true), '') };
    case 'upsert': return { items, statement: upsert(targetOf(parameters), rowFor(index, context, true), '') };
    case 'deleteTable': return { items, statement: remove(targetOf(parameters), { command: parameters.deleteCommand, where: parameters.where.values ?? [], combine: parameters.combineConditions }) };
    case 'insert': return insertion([index], context);
  }
}

function insertion(items: number[], context: Context): Work {
  const parameters = context.parameters.at(items[0]);
  const { options } = parameters;
  return { items, statement: insert(targetOf(parameters), items.map(index => rowFor(index, context, false)), { ignoreConflicts: options.ignore === true || options.skipOnConflict === true, priority: options.priority, returning: '' }) };
}

export const runMySql: RunNode<typeof mySql> = async context => {
  const { operation, options } = context.parameters.at();
  const batching = options.queryBatching ?? 'single';
  const indexes = context.items.map((_, index) => index);
  const works = operation === 'insert' && batching === 'single' && indexes.length > 0 && !context.continueOnFail
    ? [{ index: 0, make: () => insertion(indexes, context) }]
    : indexes.map(index => ({ index, make: () => work(index, context) }));
  const largeNumbers = options.largeNumbersOutput === 'numbers' || options.decimalNumbers === true ? 'numbers' as const : 'text' as const;
  const detailed = options.detailedOutput === true;
  return [await runAll(context as RunContext<never>, { dialect: 'mysql', credentialType: 'mySql', batching, largeNumbers, ...(context.node.typeVersion < 2.1 ? { isoDates: true } : {}), ...(options.connectionTimeoutMillis ? { connectMs: Number(options.connectionTimeoutMillis) } : {}) }, works, {
    withoutRows({ statement }, { header = {} }) {
      if (context.node.typeVersion < 2) return header;
      return detailed ? { sql: statement.text, data: header } : { success: true };
    },
    plainErrors: context.node.typeVersion < 2 || batching !== 'single',
    together: context.node.typeVersion >= 2 && !detailed,
  })];
};
