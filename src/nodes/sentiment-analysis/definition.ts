// Sentiment analysis: sends items on by the mood of their text.
import { defineNode, type Port } from '../contract';
import { boolean, collection, group, number, string } from '../fields';
import { moodsIn } from './moods';

export const sentimentAnalysis = defineNode({
  type: 'sentimentAnalysis',
  label: 'Sentiment Analysis',
  description: 'Sends items on by the mood of their text',
  group: 'ai',
  icon: 'gauge',
  aliases: ['mood', 'opinion', 'classify', 'llm'],
  versions: [1, 1.1],
  n8nTypes: ['@n8n/n8n-nodes-langchain.sentimentAnalysis'],
  inputs: [{}, { type: 'ai_languageModel', label: 'Model', required: true }],
  outputs: (parameters): Port[] => moodsIn(parameters).map(label => ({ label })),
  parameters: {
    inputText: string({ label: 'Text', lines: 3, required: true }),
    options: collection({
      label: 'Options',
      fields: {
        categories: string({ label: 'Categories', default: 'Positive, Neutral, Negative' }),
        systemPromptTemplate: string({ label: 'System prompt', lines: 4, help: 'With {categories} where the categories go' }),
        includeDetailedResults: boolean({ label: 'Include strength and confidence' }),
        enableAutoFixing: boolean({ label: 'Correct wrong answers', default: true }),
        batching: group({ label: 'Batches', key: 'value', fields: { batchSize: number({ label: 'Items at once', default: 5 }), delayBetweenBatches: number({ label: 'Pause', default: 0, unit: 'ms' }) } }),
      },
    }),
  },
  effect: 'pure',
});
