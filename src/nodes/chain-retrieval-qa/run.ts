// Question and answer chain.
import type { RunNode } from '../contract';
import { eachItemAsync } from '../each-item';
import { answerFrom } from '../ai/answer-from';
import { modelOf } from '../ai/models';
import { promptOf } from '../ai/prompt-fields';
import { ask, type Document, needed } from '../ai/protocols';
import type { chainRetrievalQa } from './definition';

export const runChainRetrievalQa: RunNode<typeof chainRetrievalQa> = async context => [await eachItemAsync(context, async (item, index) => {
  const parameters = context.parameters.at(index);
  const question = promptOf(parameters, item);
  const model = modelOf(context.subNodes('ai_languageModel'), index);
  const documents = (await ask(needed(context.subNodes('ai_retriever'), 'retriever'), { query: question }, index)).map(({ json }) => json as unknown as Document);
  const text = await answerFrom(model, documents, question, parameters.options.systemPromptTemplate || undefined);
  return { json: { response: context.node.typeVersion < 1.5 ? { text } : text } };
})];
