// AI Agent: answers with a model that may use tools, as often as it needs to.
import { defineNode, type Port } from '../contract';
import { boolean, collection, group, number, string } from '../fields';
import { promptFields } from '../ai/prompt-fields';
import { foldAgent } from './versions';

export const agent = defineNode({
  type: 'agent',
  label: 'AI Agent',
  description: 'Answers with a model that may use tools',
  group: 'ai',
  icon: 'bot',
  aliases: ['llm', 'assistant', 'chat', 'langchain', 'tools', 'gpt'],
  versions: [1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9, 2, 2.1, 2.2, 3, 3.1],
  n8nTypes: ['@n8n/n8n-nodes-langchain.agent'],
  inputs: ({ needsFallback, hasOutputParser }) => {
    const ports: Port[] = [{}, { type: 'ai_languageModel', label: 'Model', required: true }];
    if (needsFallback === true) ports.push({ type: 'ai_languageModel', label: 'Fallback model' });
    ports.push({ type: 'ai_memory', label: 'Memory' }, { type: 'ai_tool', label: 'Tools' });
    if (hasOutputParser === true) ports.push({ type: 'ai_outputParser', label: 'Output parser', required: true });
    return ports;
  },
  outputs: [{}],
  parameters: {
    ...promptFields,
    hasOutputParser: boolean({ label: 'Require a certain output format', fixed: true }),
    needsFallback: boolean({ label: 'Use a second model when the first fails', fixed: true }),
    options: collection({
      label: 'Options',
      fields: {
        systemMessage: string({ label: 'System message', lines: 5, placeholder: 'You are a helpful assistant' }),
        maxIterations: number({ label: 'Most rounds', default: 10, min: 1, max: 100 }),
        returnIntermediateSteps: boolean({ label: 'Return the steps on the way' }),
        passthroughBinaryImages: boolean({ label: 'Show images of the item to the model', default: true }),
        batching: group({ label: 'Batches', key: 'value', fields: { batchSize: number({ label: 'Items at once', default: 1 }), delayBetweenBatches: number({ label: 'Pause', default: 0, unit: 'ms' }) } }),
        enableStreaming: boolean({ label: 'Stream the answer', help: 'Where the chat streams its answers', default: true }),
      },
    }),
  },
  effect: 'pure',
  subtitle: ({ promptType }) => (promptType === 'define' ? 'own prompt' : 'from the chat'),
  fold: foldAgent,
});
