// Cohere reranker: puts found documents in order by how well they answer the question.
import { defineNode } from '../contract';
import { number, string } from '../fields';

export const rerankerCohere = defineNode({
  type: 'rerankerCohere',
  label: 'Reranker Cohere',
  description: 'Sorts the documents of a vector store by how well they answer',
  group: 'ai',
  icon: 'list-ordered',
  aliases: ['rag', 'rank', 'sort', 'relevance'],
  versions: [1],
  n8nTypes: ['@n8n/n8n-nodes-langchain.rerankerCohere'],
  inputs: [],
  outputs: [{ type: 'ai_reranker', label: 'Reranker' }],
  parameters: { modelName: string({ label: 'Model', default: 'rerank-v3.5' }), topN: number({ label: 'Most documents', default: 3, min: 1 }) },
  credentials: [{ type: 'cohereApi', label: 'Cohere', required: true }],
  effect: 'read',
});
