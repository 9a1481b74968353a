// Vector store retriever.
import type { RunNode } from '../contract';
import { ask, needed, requestOf, type SearchRequest } from '../ai/protocols';
import type { retrieverVectorStore } from './definition';

export const runRetrieverVectorStore: RunNode<typeof retrieverVectorStore> = async ({ call, parameters, subNodes }) => {
  const { query, topK } = requestOf<SearchRequest>(call, 'documents');
  const store = needed(subNodes('ai_vectorStore'), 'vector store');
  return [(await ask(store, { query, topK: topK ?? (Number(parameters.get('topK')) || 4) })).map(({ json }) => ({ json }))];
};
