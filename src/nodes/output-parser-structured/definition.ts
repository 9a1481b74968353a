// Structured output parser: the model's answer must be JSON of a certain shape.
import { defineNode, type Port } from '../contract';
import { boolean, json, options } from '../fields';
import { SAMPLE_EXAMPLE, SAMPLE_SCHEMA } from '../ai/schema-fields';
import { foldStructured } from './versions';

export const outputParserStructured = defineNode({
  type: 'outputParserStructured',
  label: 'Structured Output Parser',
  description: 'Makes a model answer with JSON of a certain shape',
  group: 'ai',
  icon: 'braces',
  aliases: ['json', 'schema', 'format'],
  versions: [1, 1.1, 1.2, 1.3],
  n8nTypes: ['@n8n/n8n-nodes-langchain.outputParserStructured'],
  inputs: ({ autoFix }): Port[] => (autoFix === true ? [{ type: 'ai_languageModel', label: 'Model' }] : []),
  outputs: [{ type: 'ai_outputParser', label: 'Output parser' }],
  parameters: {
    schemaType: options({ label: 'Schema type', default: 'fromJson', fixed: true, options: [{ value: 'fromJson', label: 'From a JSON example' }, { value: 'manual', label: 'JSON schema' }] }),
    jsonSchemaExample: json({ label: 'JSON example', default: SAMPLE_EXAMPLE, show: { schemaType: ['fromJson'] } }),
    inputSchema: json({ label: 'JSON schema', default: SAMPLE_SCHEMA, show: { schemaType: ['manual'] } }),
    autoFix: boolean({ label: 'Correct wrong answers', help: 'A model is asked to put them right', fixed: true }),
  },
  effect: 'pure',
  subtitle: ({ schemaType }) => (schemaType === 'manual' ? 'JSON schema' : 'JSON example'),
  fold: foldStructured,
});
