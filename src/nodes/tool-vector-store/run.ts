// Vector store question tool.
import type { RunNode } from '../contract';
import { answerFrom } from '../ai/answer-from';
import { modelOf } from '../ai/models';
import { answer, ask, type Document, needed, requestOf, type ToolRequest } from '../ai/protocols';
import type { toolVectorStore } from './definition';

export const runToolVectorStore: RunNode<typeof toolVectorStore> = async ({ call, parameters, subNodes }) => {
  const { arguments: given } = requestOf<ToolRequest>(call, 'a tool');
  const question = String(given.input ?? given.query ?? '');
  const store = needed(subNodes('ai_vectorStore'), 'vector store');
  const documents = (await ask(store, { query: question, topK: Number(parameters.get('topK')) || 4 })).map(({ json }) => json as unknown as Document);
  return answer({ response: await answerFrom(modelOf(subNodes('ai_languageModel'), 0), documents, question) });
};
