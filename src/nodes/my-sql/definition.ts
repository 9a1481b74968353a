// MySQL: queries, and reading and writing rows of a MySQL or MariaDB database.
import { defineNode } from '../contract';
import { boolean, collection, locator, multiOptions, notice, number, options, string } from '../fields';
import { BATCHING, deleteFields, OPERATIONS, selectFields, sqlEffect, sqlSubtitle, valueFields, whereFields } from '../sql/fields';
import { foldMySql } from './versions';

export const mySql = defineNode({
  type: 'mySql',
  label: 'MySQL',
  description: 'Queries a MySQL or MariaDB database, reads and writes its rows',
  group: 'app',
  icon: 'database',
  aliases: ['mariadb', 'sql', 'database', 'query'],
  versions: [1, 2, 2.1, 2.2, 2.3, 2.4, 2.5],
  n8nTypes: ['n8n-nodes-base.mySql'],
  inputs: [{}],
  outputs: [{}],
  parameters: {
    resource: options({ label: 'Resource', default: 'database', fixed: true, options: [{ value: 'database', label: 'Database' }] }),
    operation: options({ label: 'Operation', default: 'insert', fixed: true, options: OPERATIONS }),
    query: string({ label: 'Query', as: 'sql', lines: 6, required: true, placeholder: 'SELECT id, name FROM product WHERE price > $1', show: { operation: ['executeQuery'] } }),
    queryNotice: notice('Put values in as $1, $2 … with the option "Query parameters": an expression inside the query becomes part of its text.', { operation: ['executeQuery'] }),
    table: locator({ label: 'Table', list: 'tables', by: 'name', required: true, show: { operation: ['deleteTable', 'insert', 'select', 'update', 'upsert'] } }),
    ...deleteFields,
    ...valueFields({ '@version': { from: 2 } }),
    columnNames: string({ label: 'Columns', show: { operation: ['insert', 'update'], '@version': [1] } }),
    updateKey: string({ label: 'Update key', default: 'id', show: { operation: ['update'], '@version': [1] } }),
    ...whereFields({ operation: ['select', 'deleteTable'] }),
    ...selectFields,
    options: collection({
      label: 'Options',
      fields: {
        connectionTimeoutMillis: number({ label: 'Connection time-out', default: 0, min: 0, unit: 'ms' }),
        connectionLimit: number({ label: 'Connections', default: 0, min: 0, help: 'Weft uses one connection for each step.' }),
        queryBatching: BATCHING,
        queryReplacement: string({ label: 'Query parameters', placeholder: 'quantity, name', help: 'Values for $1, $2 …, with commas between them or as a list.', show: { '/operation': ['executeQuery'] } }),
        outputColumns: multiOptions({ label: 'Output columns', default: [], options: [{ value: '*', label: 'All' }], show: { '/operation': ['select'] } }),
        largeNumbersOutput: options({ label: 'Large numbers as', default: 'text', options: [{ value: 'text', label: 'Text' }, { value: 'numbers', label: 'Numbers' }] }),
        decimalNumbers: boolean({ label: 'Decimals as numbers' }),
        detailedOutput: boolean({ label: 'Detailed output', help: 'What the server says about a change, instead of "success".' }),
        priority: options({ label: 'Priority', default: 'LOW_PRIORITY', options: [{ value: 'LOW_PRIORITY', label: 'Low' }, { value: 'HIGH_PRIORITY', label: 'High' }, { value: 'DELAYED', label: 'Delayed' }], show: { '/operation': ['insert'] } }),
        ignore: boolean({ label: 'Ignore errors', show: { '/operation': ['insert'] } }),
        skipOnConflict: boolean({ label: 'Skip on conflict', show: { '/operation': ['insert'] } }),
        selectDistinct: boolean({ label: 'Without duplicates', show: { '/operation': ['select'] } }),
        replaceEmptyStrings: boolean({ label: 'Replace empty texts with NULL' }),
      },
    }),
  },
  credentials: [{ type: 'mySql', label: 'MySQL', required: true }],
  effect: ({ operation, query }) => sqlEffect(operation ?? 'insert', query),
  subtitle: ({ operation = 'insert' }) => sqlSubtitle(operation),
  fold: foldMySql,
});
