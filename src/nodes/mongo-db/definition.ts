// MongoDB: finds and writes documents of a collection.
import { defineNode } from '../contract';
import { boolean, collection, json, number, options, string } from '../fields';

const OPERATIONS = [
  { value: 'aggregate', label: 'Aggregate' }, { value: 'delete', label: 'Delete' }, { value: 'find', label: 'Find' }, { value: 'findOneAndReplace', label: 'Find and replace' },
  { value: 'findOneAndUpdate', label: 'Find and update' }, { value: 'insert', label: 'Insert' }, { value: 'update', label: 'Update' },
] as const;

export const CHANGES = ['update', 'findOneAndReplace', 'findOneAndUpdate'];

export const mongoDb = defineNode({
  type: 'mongoDb',
  label: 'MongoDB',
  description: 'Finds and writes documents of a MongoDB collection',
  group: 'app',
  icon: 'database',
  aliases: ['mongo', 'nosql', 'document', 'database', 'query', 'atlas'],
  versions: [1, 1.1, 1.2],
  n8nTypes: ['n8n-nodes-base.mongoDb'],
  inputs: [{}],
  outputs: [{}],
  parameters: {
    resource: options({ label: 'Resource', default: 'document', fixed: true, options: [{ value: 'document', label: 'Document' }] }),
    operation: options({ label: 'Operation', default: 'find', fixed: true, options: OPERATIONS }),
    collection: string({ label: 'Collection', required: true }),
    query: json({ label: 'Query', default: '{}', help: 'A filter as JSON, or a list of stages to aggregate.', show: { operation: ['aggregate', 'delete', 'find'] } }),
    updateKey: string({ label: 'Update key', default: 'id', required: true, help: 'The field by which a document is found.', show: { operation: CHANGES } }),
    fields: string({ label: 'Fields', placeholder: 'name, price', help: 'Of the item, with commas between them.', show: { operation: ['insert', ...CHANGES] } }),
    upsert: boolean({ label: 'Upsert', help: 'Inserts what is not found.', show: { operation: CHANGES } }),
    options: collection({
      label: 'Options',
      fields: {
        dateFields: string({ label: 'Date fields', placeholder: 'created, due', help: 'Stored as dates.', show: { '/operation': ['insert', ...CHANGES] } }),
        useDotNotation: boolean({ label: 'Dot notation', help: '"a.b" is the field b in a', show: { '/operation': ['insert', ...CHANGES] } }),
        limit: number({ label: 'Limit', default: 0, min: 0, show: { '/operation': ['find'] } }),
        skip: number({ label: 'Skip', default: 0, min: 0, show: { '/operation': ['find'] } }),
        sort: json({ label: 'Sort', default: '{}', help: 'For example {"price": -1}', show: { '/operation': ['find'] } }),
        projection: json({ label: 'Projection', default: '{}', help: 'For example {"name": 1}', show: { '/operation': ['find'] } }),
      },
    }),
  },
  credentials: [{ type: 'mongoDb', label: 'MongoDB', required: true }],
  effect: ({ operation = 'find' }) => (operation === 'find' ? 'read' : 'write'),
  subtitle: ({ operation = 'find' }) => OPERATIONS.find(known => known.value === operation)?.label ?? '',
});
