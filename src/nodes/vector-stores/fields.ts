// What all vector stores have in common: modes, ports and parameters.
import type { JsonObject } from '~/lib/json';
import type { Effect, Port, ToolParameters, ToolSpec } from '../contract';
import { boolean, number, options, string } from '../fields';
import { oneText, textOf, toolName } from '../ai/tool-schema';

const RERANKER: Port = { type: 'ai_reranker', label: 'Reranker', required: true };
const EMBEDDING: Port = { type: 'ai_embedding', label: 'Embeddings', required: true };

export const vectorStoreFields = {
  mode: options({
    label: 'Mode', default: 'retrieve', fixed: true,
    options: [
      { value: 'load', label: 'Get documents', help: 'Those most like a text' },
      { value: 'insert', label: 'Insert documents' },
      { value: 'retrieve', label: 'Retrieve for a chain or tool' },
      { value: 'retrieve-as-tool', label: 'Retrieve as a tool of an agent' },
      { value: 'update', label: 'Update documents', help: 'Cannot run in Weft' },
    ],
  }),
  toolName: string({ label: 'Name', show: { mode: ['retrieve-as-tool'] }, help: 'The model calls the tool by it; the name of the node where it is empty' }),
  toolDescription: string({ label: 'Description', lines: 2, show: { mode: ['retrieve-as-tool'] } }),
  prompt: string({ label: 'Text to look for', show: { mode: ['load'] } }),
  topK: number({ label: 'Most documents', default: 4, min: 1, show: { mode: ['load', 'retrieve-as-tool'] } }),
  includeDocumentMetadata: boolean({ label: 'Include metadata', default: true, show: { mode: ['load', 'retrieve-as-tool'] } }),
  useReranker: boolean({ label: 'Sort what is found by a reranker', fixed: true, show: { mode: ['load', 'retrieve', 'retrieve-as-tool'] } }),
  embeddingBatchSize: number({ label: 'Documents at once', default: 200, min: 1, show: { mode: ['insert'] } }),
};

export const storeInputs = ({ mode, useReranker }: JsonObject): Port[] => {
  if (mode === 'insert') return [{}, EMBEDDING, { type: 'ai_document', label: 'Document', required: true }];
  const below = useReranker === true && mode !== 'update' ? [EMBEDDING, RERANKER] : [EMBEDDING];
  return mode === 'load' || mode === 'update' ? [{}, ...below] : below;
};

export const storeOutputs = ({ mode }: JsonObject): Port[] =>
  mode === 'insert' || mode === 'load' || mode === 'update' ? [{}] : [mode === 'retrieve-as-tool' ? { type: 'ai_tool', label: 'Tool' } : { type: 'ai_vectorStore', label: 'Vector store' }];

export const storeEffect = ({ mode }: JsonObject): Effect => (mode === 'insert' || mode === 'update' ? 'write' : 'read');

export const storeTool = (of: ToolParameters): ToolSpec => ({
  name: toolName(textOf(of, 'toolName') || of.node.name),
  description: textOf(of, 'toolDescription') || `Finds documents in ${of.node.name}`,
  schema: oneText('What to look for'),
});

export const storeSubtitle = ({ mode }: JsonObject): string => ({ insert: 'insert documents', load: 'get documents', 'retrieve-as-tool': 'a tool' } as Record<string, string>)[String(mode)] ?? 'retrieve';
