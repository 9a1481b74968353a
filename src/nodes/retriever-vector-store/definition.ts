// Vector store retriever: finds documents for a question-and-answer chain.
import { defineNode } from '../contract';
import { number } from '../fields';

export const retrieverVectorStore = defineNode({
  type: 'retrieverVectorStore',
  label: 'Vector Store Retriever',
  description: 'Finds documents of a vector store for a chain',
  group: 'ai',
  icon: 'file-search',
  aliases: ['rag', 'search'],
  versions: [1],
  n8nTypes: ['@n8n/n8n-nodes-langchain.retrieverVectorStore'],
  inputs: [{ type: 'ai_vectorStore', label: 'Vector store', required: true }],
  outputs: [{ type: 'ai_retriever', label: 'Retriever' }],
  parameters: { topK: number({ label: 'Most documents', default: 4, min: 1 }) },
  effect: 'pure',
});
