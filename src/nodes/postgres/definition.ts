// Postgres: queries, and reading and writing rows of a PostgreSQL database.
import { defineNode } from '../contract';
import { boolean, collection, locator, mapper, multiOptions, notice, number, options, string } from '../fields';
import { BATCHING, deleteFields, OPERATIONS, selectFields, sqlEffect, sqlSubtitle, valueFields, whereFields } from '../sql/fields';
import { foldPostgres } from './versions';

const WRITES = ['insert', 'update', 'upsert'] as const;

export const postgres = defineNode({
  type: 'postgres',
  label: 'Postgres',
  description: 'Queries a PostgreSQL database, reads and writes its rows',
  group: 'app',
  icon: 'database',
  aliases: ['postgresql', 'sql', 'database', 'query', 'timescale', 'supabase'],
  versions: [1, 2, 2.1, 2.2, 2.3, 2.4, 2.5, 2.6],
  n8nTypes: ['n8n-nodes-base.postgres'],
  inputs: [{}],
  outputs: [{}],
  parameters: {
    resource: options({ label: 'Resource', default: 'database', fixed: true, options: [{ value: 'database', label: 'Database' }] }),
    operation: options({ label: 'Operation', default: 'insert', fixed: true, options: OPERATIONS }),
    query: string({ label: 'Query', as: 'sql', lines: 6, required: true, placeholder: 'SELECT id, name FROM product WHERE price > $1', show: { operation: ['executeQuery'] } }),
    queryNotice: notice('Put values in as $1, $2 … with the option "Query parameters": an expression inside the query becomes part of its text.', { operation: ['executeQuery'] }),
    schema: locator({ label: 'Schema', list: 'schemas', by: 'name', default: 'public', show: { operation: ['deleteTable', 'insert', 'select', 'update', 'upsert'] } }),
    table: locator({ label: 'Table', list: 'tables', by: 'name', required: true, show: { operation: ['deleteTable', 'insert', 'select', 'update', 'upsert'] } }),
    ...deleteFields,
    restartSequences: boolean({ label: 'Restart sequences', show: { operation: ['deleteTable'], deleteCommand: ['truncate'] } }),
    columns: mapper({ label: 'Columns', list: 'columns', matchFor: ['update', 'upsert'], show: { operation: [...WRITES], '@version': { from: 2.2 } } }),
    ...valueFields({ '@version': { from: 2, to: 2.1 } }),
    columnNames: string({ label: 'Columns', show: { operation: ['insert', 'update'], '@version': [1] } }),
    updateKey: string({ label: 'Update key', default: 'id', show: { operation: ['update'], '@version': [1] } }),
    ...whereFields({ operation: ['select', 'deleteTable'] }),
    ...selectFields,
    options: collection({
      label: 'Options',
      fields: {
        cascade: boolean({ label: 'Cascade', show: { '/operation': ['deleteTable'] }, hide: { '/deleteCommand': ['delete'] } }),
        connectionTimeout: number({ label: 'Connection time-out', default: 30, min: 1, unit: 's' }),
        delayClosingIdleConnection: number({ label: 'Delay closing idle connection', default: 0, min: 0, unit: 's', help: 'Weft closes the connection after the step.' }),
        queryBatching: BATCHING,
        queryReplacement: string({ label: 'Query parameters', placeholder: 'quantity, name', help: 'Values for $1, $2 …, with commas between them or as a list.', show: { '/operation': ['executeQuery'] } }),
        treatQueryParametersInSingleQuotesAsText: boolean({ label: 'Treat $1 in quotes as text', default: true, show: { '/operation': ['executeQuery'] }, help: 'Always so in Weft.' }),
        outputColumns: multiOptions({ label: 'Output columns', default: [], options: [{ value: '*', label: 'All' }], show: { '/operation': ['select', ...WRITES] } }),
        largeNumbersOutput: options({ label: 'Large numbers as', default: 'text', options: [{ value: 'text', label: 'Text' }, { value: 'numbers', label: 'Numbers' }] }),
        skipOnConflict: boolean({ label: 'Skip on conflict', show: { '/operation': ['insert'] } }),
        replaceEmptyStrings: boolean({ label: 'Replace empty texts with NULL' }),
      },
    }),
  },
  credentials: [{ type: 'postgres', label: 'Postgres', required: true }],
  effect: ({ operation, query }) => sqlEffect(operation ?? 'insert', query),
  subtitle: ({ operation = 'insert' }) => sqlSubtitle(operation),
  fold: foldPostgres,
});
