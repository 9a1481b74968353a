// Sentiment analysis: the model names one of the moods; the item gains what it said.
import type { Item } from '~/engine/items';
import type { JsonObject } from '~/lib/json';
import { NodeError, type RunContext, type RunNode } from '../contract';
import { errorOfItem, failedItem } from '../each-item';
import type { ParametersOf } from '../fields';
import { answerInFormat, withSchema } from '../ai/answer-in-format';
import { modelOf } from '../ai/models';
import type { sentimentAnalysis } from './definition';
import { MOODS, moodList, moodsIn } from './moods';

type Parameters = ParametersOf<typeof sentimentAnalysis.parameters>;

const SYSTEM = 'You are highly intelligent and accurate sentiment analyzer. Analyze the sentiment of the provided text. Categorize it into one of the following: {categories}. Use the provided formatting instructions. Only output the JSON.';

export const runSentimentAnalysis: RunNode<typeof sentimentAnalysis> = async context => {
  const outputs: Item[][] = moodsIn(context.parameters.raw).map(() => []);
  for (const [index, item] of context.items.entries()) {
    try {
      const { output, said } = await moodOf(context, index);
      outputs[output]?.push({ ...item, json: { ...item.json, sentimentAnalysis: said }, pairedItem: { item: index } });
    } catch (error) {
      if (!context.continueOnFail) throw errorOfItem(error, index);
      outputs[0]?.push(failedItem(error, index));
    }
  }
  return outputs;
};

async function moodOf(context: RunContext<Parameters>, index: number): Promise<{ output: number; said: JsonObject }> {
  const { inputText, options } = context.parameters.at(index);
  if (inputText.trim() === '') throw new NodeError('The text is empty');
  const moods = moodList(options.categories || MOODS);
  const detailed = options.includeDetailedResults === true;
  const number = (description: string): JsonObject => ({ type: 'number', minimum: 0, maximum: 1, description });
  const properties: JsonObject = { sentiment: { type: 'string', enum: moods }, ...(detailed ? { strength: number('Strength score for sentiment in relation to the category'), confidence: number('Confidence score of the analysis') } : {}) };
  const { instructions, parse } = withSchema({ type: 'object', properties, required: Object.keys(properties) });
  const system = (options.systemPromptTemplate || SYSTEM).replaceAll('{categories}', () => moods.join(', '));
  const answer = (await answerInFormat(modelOf(context.subNodes('ai_languageModel'), index), [{ role: 'system', content: `${system}\n${instructions}` }, { role: 'user', content: inputText }], parse)) as JsonObject;
  const { sentiment = '', strength = null, confidence = null } = answer;
  return { output: moods.indexOf(String(sentiment)), said: { category: sentiment, ...(detailed ? { strength, confidence } : {}) } };
}
