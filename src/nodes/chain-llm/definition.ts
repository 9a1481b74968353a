// Basic LLM Chain: one question to a model, one answer.
import { defineNode, type Port } from '../contract';
import { boolean, options, rows, string } from '../fields';
import { promptFields } from '../ai/prompt-fields';
import { foldChainLlm } from './versions';

export const chainLlm = defineNode({
  type: 'chainLlm',
  label: 'Basic LLM Chain',
  description: 'Sends a prompt to a model and gives its answer',
  group: 'ai',
  icon: 'link',
  aliases: ['prompt', 'gpt', 'langchain', 'completion'],
  versions: [1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9],
  n8nTypes: ['@n8n/n8n-nodes-langchain.chainLlm'],
  inputs: ({ needsFallback, hasOutputParser }, version) => {
    const ports: Port[] = [{}, { type: 'ai_languageModel', label: 'Model', required: true }];
    if (needsFallback === true) ports.push({ type: 'ai_languageModel', label: 'Fallback model' });
    if (hasOutputParser === true || (hasOutputParser === undefined && version < 1.3)) ports.push({ type: 'ai_outputParser', label: 'Output parser' });
    return ports;
  },
  outputs: [{}],
  parameters: {
    ...promptFields,
    hasOutputParser: boolean({ label: 'Require a certain output format', fixed: true }),
    needsFallback: boolean({ label: 'Use a second model when the first fails', fixed: true }),
    messages: rows({
      label: 'Further messages', key: 'messageValues', addLabel: 'Add message',
      fields: {
        type: options({ label: 'From', default: 'SystemMessagePromptTemplate', options: [{ value: 'SystemMessagePromptTemplate', label: 'System' }, { value: 'HumanMessagePromptTemplate', label: 'User' }, { value: 'AIMessagePromptTemplate', label: 'AI' }] }),
        messageType: options({ label: 'Kind', default: 'text', options: [{ value: 'text', label: 'Text' }, { value: 'imageBinary', label: 'Image of the item' }, { value: 'imageUrl', label: 'Image by URL' }], show: { type: ['HumanMessagePromptTemplate'] } }),
        binaryImageDataKey: string({ label: 'Field of the image', default: 'data', show: { messageType: ['imageBinary'] } }),
        imageUrl: string({ label: 'URL of the image', show: { messageType: ['imageUrl'] } }),
        imageDetail: options({ label: 'Detail', default: 'auto', options: [{ value: 'auto', label: 'Auto' }, { value: 'low', label: 'Low' }, { value: 'high', label: 'High' }], show: { messageType: ['imageBinary', 'imageUrl'] } }),
        message: string({ label: 'Message', lines: 3, hide: { messageType: ['imageBinary', 'imageUrl'] } }),
      },
    }),
  },
  effect: 'pure',
  subtitle: ({ promptType }) => (promptType === 'define' ? 'own prompt' : 'from the chat'),
  fold: foldChainLlm,
});
