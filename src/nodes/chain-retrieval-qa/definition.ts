// Question and answer chain: answers from documents a retriever finds.
import { defineNode } from '../contract';
import { collection, group, number, string } from '../fields';
import { promptFields } from '../ai/prompt-fields';
import { foldRetrievalQa } from './versions';

export const chainRetrievalQa = defineNode({
  type: 'chainRetrievalQa',
  label: 'Question and Answer Chain',
  description: 'Answers questions from documents',
  group: 'ai',
  icon: 'text-search',
  aliases: ['rag', 'qa', 'retrieval', 'documents'],
  versions: [1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7],
  n8nTypes: ['@n8n/n8n-nodes-langchain.chainRetrievalQa'],
  inputs: [{}, { type: 'ai_languageModel', label: 'Model', required: true }, { type: 'ai_retriever', label: 'Retriever', required: true }],
  outputs: [{}],
  parameters: {
    ...promptFields,
    options: collection({
      label: 'Options',
      fields: {
        systemPromptTemplate: string({ label: 'System prompt', lines: 4, help: 'With {context} where the documents go' }),
        batching: group({ label: 'Batches', key: 'value', fields: { batchSize: number({ label: 'Items at once', default: 5 }), delayBetweenBatches: number({ label: 'Pause', default: 0, unit: 'ms' }) } }),
      },
    }),
  },
  effect: 'pure',
  fold: foldRetrievalQa,
});
