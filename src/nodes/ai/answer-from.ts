// Answers a question from documents.
import type { Model } from './models';
import type { Document } from './protocols';

const SYSTEM = "You are an assistant for question-answering tasks. Use the following pieces of retrieved context to answer the question.\nIf you don't know the answer, just say that you don't know, don't try to make up an answer.\n----------------\nContext: {context}";

/** `system` may say where the documents go with `{context}`. */
export async function answerFrom(model: Model, documents: readonly Document[], question: string, system = SYSTEM): Promise<string> {
  const context = documents.map(document => document.text).join('\n\n');
  const told = system.includes('{context}') ? system.replaceAll('{context}', () => context) : `${system}\n----------------\nContext: ${context}`;
  const { message } = await model.ask({ messages: [{ role: 'system', content: told.replaceAll('{question}', () => question) }, { role: 'user', content: question }] });
  return message.content;
}
