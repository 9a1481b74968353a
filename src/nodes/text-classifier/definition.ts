// Text classifier: sends items to the output of the category their text belongs to.
import { defineNode, type Port } from '../contract';
import { boolean, collection, group, number, options, rows, string } from '../fields';
import { categoriesIn } from './categories';

export const textClassifier = defineNode({
  type: 'textClassifier',
  label: 'Text Classifier',
  description: 'Sends items on by what their text is about',
  group: 'ai',
  icon: 'tags',
  aliases: ['classify', 'category', 'route', 'llm'],
  versions: [1, 1.1],
  n8nTypes: ['@n8n/n8n-nodes-langchain.textClassifier'],
  inputs: [{}, { type: 'ai_languageModel', label: 'Model', required: true }],
  outputs: (parameters): Port[] => categoriesIn(parameters).map(label => ({ label })),
  parameters: {
    inputText: string({ label: 'Text', lines: 3, required: true }),
    categories: rows({ label: 'Categories', key: 'categories', addLabel: 'Add category', fields: { category: string({ label: 'Category' }), description: string({ label: 'Description' }) } }),
    options: collection({
      label: 'Options',
      fields: {
        multiClass: boolean({ label: 'A text may belong to several' }),
        fallback: options({ label: 'Where nothing fits', default: 'discard', options: [{ value: 'discard', label: 'Drop the item' }, { value: 'other', label: 'An output of its own' }] }),
        systemPromptTemplate: string({ label: 'System prompt', lines: 4, help: 'With {categories} where the categories go' }),
        enableAutoFixing: boolean({ label: 'Correct wrong answers', default: true }),
        batching: group({ label: 'Batches', key: 'value', fields: { batchSize: number({ label: 'Items at once', default: 5 }), delayBetweenBatches: number({ label: 'Pause', default: 0, unit: 'ms' }) } }),
      },
    }),
  },
  effect: 'pure',
});
