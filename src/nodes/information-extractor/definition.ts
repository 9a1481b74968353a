// Information extractor: fields of a certain shape out of a text.
import { defineNode } from '../contract';
import { boolean, collection, group, json, number, options, rows, string } from '../fields';
import { SAMPLE_EXAMPLE, SAMPLE_SCHEMA } from '../ai/schema-fields';

export const informationExtractor = defineNode({
  type: 'informationExtractor',
  label: 'Information Extractor',
  description: 'Takes certain facts out of a text',
  group: 'ai',
  icon: 'scan-text',
  aliases: ['extract', 'structured', 'fields', 'llm'],
  versions: [1, 1.1, 1.2],
  n8nTypes: ['@n8n/n8n-nodes-langchain.informationExtractor'],
  inputs: [{}, { type: 'ai_languageModel', label: 'Model', required: true }],
  outputs: [{}],
  parameters: {
    text: string({ label: 'Text', lines: 3, required: true }),
    schemaType: options({ label: 'What to take', default: 'fromAttributes', fixed: true, options: [{ value: 'fromAttributes', label: 'A list of fields' }, { value: 'fromJson', label: 'From a JSON example' }, { value: 'manual', label: 'JSON schema' }] }),
    jsonSchemaExample: json({ label: 'JSON example', default: SAMPLE_EXAMPLE, show: { schemaType: ['fromJson'] } }),
    inputSchema: json({ label: 'JSON schema', default: SAMPLE_SCHEMA, show: { schemaType: ['manual'] } }),
    attributes: rows({
      label: 'Fields', key: 'attributes', addLabel: 'Add field', show: { schemaType: ['fromAttributes'] },
      fields: {
        name: string({ label: 'Name' }),
        type: options({ label: 'Type', default: 'string', options: [{ value: 'string', label: 'Text' }, { value: 'number', label: 'Number' }, { value: 'boolean', label: 'Boolean' }, { value: 'date', label: 'Date' }] }),
        description: string({ label: 'Description' }),
        required: boolean({ label: 'Required' }),
      },
    }),
    options: collection({ label: 'Options', fields: { systemPromptTemplate: string({ label: 'System prompt', lines: 4 }), batching: group({ label: 'Batches', key: 'value', fields: { batchSize: number({ label: 'Items at once', default: 5 }), delayBetweenBatches: number({ label: 'Pause', default: 0, unit: 'ms' }) } }) } }),
  },
  effect: 'pure',
});
