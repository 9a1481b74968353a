// Supabase: rows of a table, over the project's REST interface (PostgREST).
import { defineNode } from '../contract';
import { boolean, collection, number, options, rows, string } from '../fields';
import { shortText } from '../subtitle';

const CONDITIONS = [
  { value: 'eq', label: 'is' }, { value: 'neq', label: 'is not' }, { value: 'gt', label: 'is greater than' }, { value: 'gte', label: 'is at least' }, { value: 'lt', label: 'is less than' }, { value: 'lte', label: 'is at most' },
  { value: 'like', label: 'is like', help: '* stands for anything' }, { value: 'ilike', label: 'is like, in any case' }, { value: 'is', label: 'is null, true or false' }, { value: 'fullText', label: 'matches as text' },
] as const;

const FILTERED = ['delete', 'getAll', 'update'] as const;

export const supabase = defineNode({
  type: 'supabase',
  label: 'Supabase',
  description: 'Reads and writes rows of a Supabase table',
  group: 'app',
  icon: 'database',
  aliases: ['postgrest', 'table', 'rows', 'database'],
  versions: [1],
  n8nTypes: ['n8n-nodes-base.supabase'],
  inputs: [{}],
  outputs: [{}],
  parameters: {
    useCustomSchema: boolean({ label: 'Another schema than public', default: false, fixed: true }),
    schema: string({ label: 'Schema', default: 'public', show: { useCustomSchema: [true] } }),
    resource: options({ label: 'Resource', default: 'row', fixed: true, options: [{ value: 'row', label: 'Row' }] }),
    operation: options({ label: 'Operation', default: 'create', fixed: true, options: [{ value: 'create', label: 'Create' }, { value: 'get', label: 'Get' }, { value: 'getAll', label: 'Get many' }, { value: 'update', label: 'Update' }, { value: 'delete', label: 'Delete' }] }),
    tableId: string({ label: 'Table', required: true }),
    filterType: options({ label: 'Which rows', default: 'manual', fixed: true, show: { operation: FILTERED }, options: [{ value: 'none', label: 'All', help: 'Only for Get many' }, { value: 'manual', label: 'By conditions' }, { value: 'string', label: 'By a PostgREST filter' }] }),
    matchType: options({ label: 'Rows that meet', default: 'anyFilter', show: { operation: FILTERED, filterType: ['manual'] }, options: [{ value: 'anyFilter', label: 'Any condition' }, { value: 'allFilters', label: 'All conditions' }] }),
    filters: rows({
      label: 'Conditions',
      key: 'conditions',
      addLabel: 'Add condition',
      show: { operation: ['get', ...FILTERED] },
      fields: {
        keyName: string({ label: 'Column' }),
        condition: options({ label: 'Condition', default: 'eq', options: CONDITIONS, show: { '/operation': FILTERED } }),
        searchFunction: options({ label: 'Search', default: 'fts', show: { condition: ['fullText'] }, options: [{ value: 'fts', label: 'to_tsquery' }, { value: 'plfts', label: 'plainto_tsquery' }, { value: 'phfts', label: 'phraseto_tsquery' }, { value: 'wfts', label: 'websearch_to_tsquery' }] }),
        keyValue: string({ label: 'Value' }),
      },
    }),
    filterString: string({ label: 'Filter', placeholder: 'name=eq.jhon', show: { operation: FILTERED, filterType: ['string'] } }),
    dataToSend: options({ label: 'Data to send', default: 'defineBelow', fixed: true, show: { operation: ['create', 'update'] }, options: [{ value: 'defineBelow', label: 'Fields given below' }, { value: 'autoMapInputData', label: 'The fields of the item' }] }),
    inputsToIgnore: string({ label: 'Fields to leave out', placeholder: 'a, b', show: { operation: ['create', 'update'], dataToSend: ['autoMapInputData'] } }),
    fieldsUi: rows({ label: 'Fields', key: 'fieldValues', addLabel: 'Add field', show: { operation: ['create', 'update'], dataToSend: ['defineBelow'] }, fields: { fieldId: string({ label: 'Column' }), fieldValue: string({ label: 'Value' }) } }),
    returnAll: boolean({ label: 'Return all', default: false, show: { operation: ['getAll'] } }),
    limit: number({ label: 'Limit', default: 50, min: 1, show: { operation: ['getAll'], returnAll: [false] } }),
    options: collection({ label: 'Options', fields: {} }),
  },
  credentials: [{ type: 'supabaseApi', label: 'Supabase', required: true }],
  effect: ({ operation = 'create' }) => (operation === 'get' || operation === 'getAll' ? 'read' : 'write'),
  subtitle: ({ operation = 'create', tableId }) => `${String(operation)} ${shortText(tableId)}`.trim(),
});
