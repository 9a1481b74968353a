// Fields of nodes that take a JSON example or a JSON schema.
import { boolean, type Condition, json, options } from '../fields';

export const SAMPLE_EXAMPLE = '{\n  "state": "California",\n  "cities": ["Los Angeles", "San Francisco"]\n}';
export const SAMPLE_SCHEMA = '{\n  "type": "object",\n  "properties": {\n    "state": { "type": "string", "description": "Name of the state" },\n    "cities": { "type": "array", "items": { "type": "string" } }\n  }\n}';

export const schemaTypeField = <C extends Condition>(show?: C) => options({ label: 'Schema type', default: 'fromJson', fixed: true, options: [{ value: 'fromJson', label: 'From a JSON example' }, { value: 'manual', label: 'JSON schema' }], ...(show ? { show } : {}) });

export const inputSchemaFields = {
  specifyInputSchema: boolean({ label: 'Describe the arguments', help: 'Otherwise the model gives one text, `query`' }),
  schemaType: schemaTypeField({ specifyInputSchema: [true] }),
  jsonSchemaExample: json({ label: 'JSON example', default: SAMPLE_EXAMPLE, show: { specifyInputSchema: [true], schemaType: ['fromJson'] } }),
  inputSchema: json({ label: 'JSON schema', default: SAMPLE_SCHEMA, show: { specifyInputSchema: [true], schemaType: ['manual'] } }),
};
