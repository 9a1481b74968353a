// Text classifier: the model says yes or no to every category.
import type { Item } from '~/engine/items';
import { isPlainObject, type JsonObject, setOwn } from '~/lib/json';
import { NodeError, type RunContext, type RunNode } from '../contract';
import { errorOfItem, failedItem } from '../each-item';
import type { ParametersOf } from '../fields';
import { answerInFormat, withSchema } from '../ai/answer-in-format';
import { modelOf } from '../ai/models';
import type { textClassifier } from './definition';

type Parameters = ParametersOf<typeof textClassifier.parameters>;

const SYSTEM = "Please classify the text provided by the user into one of the following categories: {categories}, and use the provided formatting instructions below. Don't explain, and only output the json.";
const FALLBACK = 'fallback';

export const runTextClassifier: RunNode<typeof textClassifier> = async context => {
  const { categories, options } = context.parameters.at();
  const count = Math.max(1, categories.categories?.length ?? 0) + (options.fallback === 'other' ? 1 : 0);
  const outputs: Item[][] = Array.from({ length: count }, () => []);
  for (const [index, item] of context.items.entries()) {
    try {
      for (const output of await classify(context, index)) outputs[output]?.push({ ...item, pairedItem: { item: index } });
    } catch (error) {
      if (!context.continueOnFail) throw errorOfItem(error, index);
      outputs[0]?.push(failedItem(error, index));
    }
  }
  return outputs;
};

async function classify(context: RunContext<Parameters>, index: number): Promise<number[]> {
  const { inputText, categories, options } = context.parameters.at(index);
  const rows = categories.categories ?? [];
  if (inputText.trim() === '') throw new NodeError('The text is empty');
  if (rows.length === 0) throw new NodeError('No category is named', { description: 'Add at least one.' });
  const { instructions, parse } = withSchema(schemaOf(rows, options.fallback === 'other'));
  const several = options.multiClass === true ? 'Categories are not mutually exclusive, and multiple can be true.' : 'Categories are mutually exclusive, and only one can be true.';
  const none = options.fallback === 'other' ? `If no categories apply, select the "${FALLBACK}" option.` : 'If there is not a very fitting category, select none of the categories.';
  const system = (options.systemPromptTemplate || SYSTEM).replaceAll('{categories}', () => rows.map(({ category }) => category).join(', '));
  const answer = await answerInFormat(modelOf(context.subNodes('ai_languageModel'), index), [{ role: 'system', content: `${system}\n${instructions}\n${several}\n${none}` }, { role: 'user', content: inputText }], parse);
  const chosen = isPlainObject(answer) ? answer : {};
  const found = rows.flatMap(({ category }, output) => (chosen[category] === true ? [output] : []));
  // What the model says counts, also where it was told that only one can be true: as in n8n.
  return options.fallback === 'other' && (found.length === 0 || chosen[FALLBACK] === true) ? [...found, rows.length] : found;
}

function schemaOf(rows: readonly { category: string; description: string }[], fallback: boolean): JsonObject {
  const properties: JsonObject = {};
  for (const { category, description } of rows) setOwn(properties, category, { type: 'boolean', description: `Should be true if the input has category "${category}"${description === '' ? '' : ` (description: ${description})`}` });
  if (fallback) setOwn(properties, FALLBACK, { type: 'boolean', description: 'Should be true if none of the other categories apply' });
  return { type: 'object', properties };
}
