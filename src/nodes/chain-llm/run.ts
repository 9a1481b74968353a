// Basic LLM Chain: the prompt and what goes before it, to the model; the answer as text or as the parser reads it.
import type { Item } from '~/engine/items';
import { isPlainObject, type Json, type JsonObject } from '~/lib/json';
import { NodeError, type RunContext, type RunNode, type SubNode } from '../contract';
import { eachItemAsync } from '../each-item';
import type { ParametersOf } from '../fields';
import { answerInFormat, withParser } from '../ai/answer-in-format';
import { modelOf, unfenced } from '../ai/models';
import { promptOf } from '../ai/prompt-fields';
import type { ChatMessage, ChatPart } from '../ai/protocols';
import type { chainLlm } from './definition';

type Parameters = ParametersOf<typeof chainLlm.parameters>;
type Row = NonNullable<Parameters['messages']['messageValues']>[number];

export const runChainLlm: RunNode<typeof chainLlm> = async context => [await eachItemAsync(context, (item, index) => chain(context, item, index))];

async function chain(context: RunContext<Parameters>, item: Item, index: number): Promise<Item[]> {
  const parameters = context.parameters.at(index);
  const prompt = promptOf(parameters, item);
  const model = modelOf(context.subNodes('ai_languageModel'), index, parameters.needsFallback);
  // Files of the first versions have no switch: a connected parser was used.
  const parser = parameters.hasOutputParser || context.parameters.raw.hasOutputParser === undefined ? context.subNodes('ai_outputParser')[0] : undefined;
  const format = parser ? await withParser(parser, index) : null;
  const messages = messagesOf(parameters.messages.messageValues ?? [], format ? `${prompt}\n${format.instructions}` : prompt, item);
  if (!format) {
    const { message } = await model.ask({ messages, ...(context.tools.say ? { stream: true } : {}) });
    const text = message.content.trim();
    const value = valueIn(text, context.subNodes('ai_languageModel')[0], index);
    return [{ json: value === undefined || typeof value === 'string' ? { text: value ?? text } : jsonOf(value, context.node.typeVersion) }];
  }
  return itemsOf(await answerInFormat(model, messages, format.parse), format.schema);
}

/** An answer of a model that was told to answer with JSON; undefined where it was not. One that thinks may. */
function valueIn(text: string, node: SubNode | undefined, index: number): Json | undefined {
  const options = node?.about(index).parameter('options');
  if (!isPlainObject(options)) return undefined;
  const must = options.responseFormat === 'json_object' || options.format === 'json';
  if (!must && options.thinking !== true) return undefined;
  try {
    return JSON.parse(unfenced(text)) as Json;
  } catch (error) {
    if (must) throw new NodeError('The model did not answer with JSON', { description: (error as Error).message });
    return undefined;
  }
}

/** The first versions gave objects as text. */
function jsonOf(value: Json, version: number): JsonObject {
  if (Array.isArray(value)) return { data: value };
  if (!isPlainObject(value)) return { response: { text: value } };
  return version < 1.6 ? { text: JSON.stringify(value) } : (value as JsonObject);
}

/** System messages first, the prompt before the images that follow it. */
function messagesOf(rows: readonly Row[], prompt: string, item: Item): ChatMessage[] {
  const messages: ChatMessage[] = [];
  const images: ChatPart[] = [];
  for (const row of rows) {
    if (row.type === 'SystemMessagePromptTemplate') messages.push({ role: 'system', content: row.message });
    else if (row.type === 'AIMessagePromptTemplate') messages.push({ role: 'assistant', content: row.message });
    else if (row.messageType === 'text') messages.push({ role: 'user', content: row.message });
    else images.push(imageOf(row, item));
  }
  messages.push({ role: 'user', content: images.length > 0 ? [{ type: 'text', text: prompt }, ...images] : prompt });
  return messages;
}

function imageOf(row: Row, { binary }: Item): ChatPart {
  if (row.messageType === 'imageUrl') return { type: 'imageUrl', url: row.imageUrl };
  const name = row.binaryImageDataKey || 'data';
  const file = binary !== undefined && Object.hasOwn(binary, name) ? binary[name] : undefined;
  if (!file) throw new NodeError(`The item has no file "${name}"`);
  return { type: 'image', file };
}

/** Without a schema a list is a list of texts: an item each. */
function itemsOf(output: Json, schema: JsonObject | undefined): Item[] {
  if (Array.isArray(output) && schema === undefined) return output.map((text): Item => ({ json: { text } }));
  return [{ json: { output } }];
}
