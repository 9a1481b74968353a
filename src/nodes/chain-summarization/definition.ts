// Summarization chain: one summary of a long text or of documents.
import { defineNode, type Port } from '../contract';
import { collection, group, number, options, string } from '../fields';
import { COMBINE_PROMPT, REFINE_PROMPT } from './prompts';
import { foldSummarization } from './versions';

const methods = [
  { value: 'map_reduce', label: 'Map reduce', help: 'Summarizes every chunk, then the summaries' },
  { value: 'refine', label: 'Refine', help: 'Improves one summary with every chunk' },
  { value: 'stuff', label: 'All at once' },
] as const;

export const chainSummarization = defineNode({
  type: 'chainSummarization',
  label: 'Summarization Chain',
  description: 'Summarizes a text or documents',
  group: 'ai',
  icon: 'scroll-text',
  aliases: ['summary', 'shorten', 'langchain'],
  versions: [1, 2, 2.1],
  n8nTypes: ['@n8n/n8n-nodes-langchain.chainSummarization'],
  inputs: ({ operationMode, chunkingMode }): Port[] => {
    const ports: Port[] = [{}, { type: 'ai_languageModel', label: 'Model', required: true }];
    if (operationMode === 'documentLoader') ports.push({ type: 'ai_document', label: 'Document' });
    else if (chunkingMode === 'advanced') ports.push({ type: 'ai_textSplitter', label: 'Text splitter' });
    return ports;
  },
  outputs: [{}],
  parameters: {
    operationMode: options({ label: 'What to summarize', default: 'nodeInputJson', fixed: true, options: [{ value: 'nodeInputJson', label: 'The item' }, { value: 'nodeInputBinary', label: 'A file of the item' }, { value: 'documentLoader', label: 'Documents of a loader' }] }),
    chunkingMode: options({ label: 'Splitting', default: 'simple', fixed: true, options: [{ value: 'simple', label: 'By size' }, { value: 'advanced', label: 'By a splitter of your own' }], hide: { operationMode: ['documentLoader'] } }),
    chunkSize: number({ label: 'Chunk size', default: 1000, min: 1, show: { chunkingMode: ['simple'] }, hide: { operationMode: ['documentLoader'] } }),
    chunkOverlap: number({ label: 'Overlap', default: 200, min: 0, show: { chunkingMode: ['simple'] }, hide: { operationMode: ['documentLoader'] } }),
    options: collection({
      label: 'Options',
      fields: {
        binaryDataKey: string({ label: 'Field of the file', default: 'data' }),
        summarizationMethodAndPrompts: group({
          label: 'Method and prompts', key: 'values',
          fields: {
            summarizationMethod: options({ label: 'Method', default: 'map_reduce', options: methods }),
            combineMapPrompt: string({ label: 'Prompt of a chunk', lines: 4, default: COMBINE_PROMPT, show: { summarizationMethod: ['map_reduce'] } }),
            prompt: string({ label: 'Prompt', lines: 4, default: COMBINE_PROMPT }),
            refineQuestionPrompt: string({ label: 'Prompt of the first chunk', lines: 4, default: COMBINE_PROMPT, show: { summarizationMethod: ['refine'] } }),
            refinePrompt: string({ label: 'Prompt of the others', lines: 4, default: REFINE_PROMPT, show: { summarizationMethod: ['refine'] } }),
          },
        }),
        batching: group({ label: 'Batches', key: 'value', fields: { batchSize: number({ label: 'Items at once', default: 5 }), delayBetweenBatches: number({ label: 'Pause', default: 0, unit: 'ms' }) } }),
      },
    }),
  },
  effect: 'pure',
  fold: foldSummarization,
});
