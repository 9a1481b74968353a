// Model selector: one of several models, by rules about the item.
import { isPlainObject } from '~/lib/json';
import { defineNode, type Port } from '../contract';
import { conditions, number, options, rows } from '../fields';

export const modelSelector = defineNode({
  type: 'modelSelector',
  label: 'Model Selector',
  description: 'Passes on to one of several models, by rules',
  group: 'ai',
  icon: 'split',
  aliases: ['route', 'switch', 'llm', 'choose'],
  versions: [1],
  n8nTypes: ['@n8n/n8n-nodes-langchain.modelSelector'],
  inputs: ({ numberInputs = 2 }): Port[] => Array.from({ length: Math.min(10, Math.max(2, Number(numberInputs) || 2)) }, (_, index) => ({ type: 'ai_languageModel', label: `Model ${index + 1}` })),
  outputs: [{ type: 'ai_languageModel', label: 'Model' }],
  parameters: {
    numberInputs: options({ label: 'Models', default: 2, fixed: true, options: [2, 3, 4, 5, 6, 7, 8, 9, 10].map(value => ({ value, label: String(value) })) }),
    rules: rows({ label: 'Rules', key: 'rule', addLabel: 'Add rule', help: 'The first that fits counts. Where none fits there is no model: the last rule may be one that always does.', fields: { modelIndex: number({ label: 'Model', default: 1, min: 1, max: 10 }), conditions: conditions({ label: 'When' }) } }),
  },
  effect: 'pure',
  subtitle: ({ rules }) => (isPlainObject(rules) && Array.isArray(rules.rule) ? `${rules.rule.length} rules` : ''),
});
