// Summarization chain: the text in chunks, and one summary by the chosen method.
import type { Item } from '~/engine/items';
import { isPlainObject, type Json, type JsonObject } from '~/lib/json';
import { NodeError, type RunContext, type RunNode } from '../contract';
import { eachItemAsync } from '../each-item';
import type { ParametersOf } from '../fields';
import { textsOfFile } from '../ai/file-texts';
import { type Model, modelOf } from '../ai/models';
import { ask, askOne, needed } from '../ai/protocols';
import { splitRecursively } from '../ai/splitting';
import type { chainSummarization } from './definition';
import { COMBINE_PROMPT, filled, REFINE_PROMPT } from './prompts';

type Parameters = ParametersOf<typeof chainSummarization.parameters>;
type Context = RunContext<Parameters>;
type Method = NonNullable<NonNullable<Parameters['options']['summarizationMethodAndPrompts']>['values']>;

/** Characters a model reads at once (3,000 tokens): what is shorter is summarized in one go, what is longer piece by piece. */
const MAX_COMBINED = 12_000;

export const runChainSummarization: RunNode<typeof chainSummarization> = async context => [await eachItemAsync(context, async (item, index) => {
  const parameters = context.parameters.at(index);
  const model = modelOf(context.subNodes('ai_languageModel'), index);
  const chunks = await chunksOf(context, parameters, item, index);
  if (chunks.length === 0) throw new NodeError('There is no text to summarize');
  const method = parameters.options.summarizationMethodAndPrompts?.values ?? {};
  const text = await summarize(model, chunks, method);
  const summary: JsonObject = method.summarizationMethod === 'refine' ? { output_text: text } : { text };
  return { json: (context.node.typeVersion < 2.1 ? { response: summary } : { output: summary }) as JsonObject };
})];

async function chunksOf(context: Context, parameters: Parameters, item: Item, index: number): Promise<string[]> {
  const { operationMode, chunkingMode, chunkSize, chunkOverlap, options } = parameters;
  if (operationMode === 'documentLoader') return (await ask(needed(context.subNodes('ai_document'), 'document loader'), {}, index)).map(({ json }) => String(json.text));
  const texts = operationMode === 'nodeInputBinary' ? await fileTexts(context, item, options.binaryDataKey || 'data') : valuesIn(item.json);
  const splitter = chunkingMode === 'advanced' ? needed(context.subNodes('ai_textSplitter'), 'text splitter') : null;
  const chunks: string[] = [];
  for (const text of texts) chunks.push(...(splitter ? (await askOne<{ texts: string[] }>(splitter, { text }, index)).texts : splitRecursively(text, { chunkSize, chunkOverlap }, undefined, true)));
  return chunks;
}

async function fileTexts({ tools }: Context, { binary = {} }: Item, name: string): Promise<string[]> {
  const file = Object.hasOwn(binary, name) ? binary[name] : undefined;
  if (!file) throw new NodeError(`The item has no file "${name}"`);
  return (await textsOfFile(tools, file, 'auto', true)).map(document => document.text);
}

function valuesIn(value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap(valuesIn);
  if (isPlainObject(value)) return Object.values(value as JsonObject).flatMap(valuesIn);
  return value === null || value === '' ? [] : [String(value)];
}

async function answerTo(model: Model, prompt: string): Promise<string> {
  const { message } = await model.ask({ messages: [{ role: 'user', content: prompt }] });
  return message.content.trim();
}

async function summarize(model: Model, chunks: readonly string[], { summarizationMethod = 'map_reduce', prompt = COMBINE_PROMPT, combineMapPrompt = COMBINE_PROMPT, refineQuestionPrompt = COMBINE_PROMPT, refinePrompt = REFINE_PROMPT }: Method): Promise<string> {
  if (summarizationMethod === 'stuff') return answerTo(model, filled(prompt, { text: chunks.join('\n\n') }));
  if (summarizationMethod === 'refine') {
    let summary = '';
    for (const [index, text] of chunks.entries()) summary = await answerTo(model, index === 0 ? filled(refineQuestionPrompt, { text }) : filled(refinePrompt, { text, existing_answer: summary }));
    return summary;
  }
  const short = chunks.reduce((sum, chunk) => sum + chunk.length, 0) <= MAX_COMBINED;
  return reduce(model, short ? chunks : await mapped(model, chunks, combineMapPrompt), prompt);
}

async function mapped(model: Model, chunks: readonly string[], prompt: string): Promise<string[]> {
  const summaries: string[] = [];
  for (const text of chunks) summaries.push(await answerTo(model, filled(prompt, { text })));
  return summaries;
}

async function reduce(model: Model, summaries: readonly string[], prompt: string): Promise<string> {
  const whole = summaries.join('\n\n');
  if (whole.length <= MAX_COMBINED || summaries.length < 3) return answerTo(model, filled(prompt, { text: whole }));
  const half = Math.ceil(summaries.length / 2);
  return answerTo(model, filled(prompt, { text: [await reduce(model, summaries.slice(0, half), prompt), await reduce(model, summaries.slice(half), prompt)].join('\n\n') }));
}
