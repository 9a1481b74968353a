// OpenAI, texts: chat completions with tools, responses, moderation.
import type { Item } from '~/engine/items';
import { isPlainObject, type Json, type JsonObject } from '~/lib/json';
import { NodeError } from '../contract';
import { objectsIn } from '../ai/service';
import { answerCall, toolbox } from '../ai/toolbox';
import { argumentsIn } from '../chat-models/openai-protocol';
import type { Job, Parameters } from './run';

const JSON_ONLY = 'You are a helpful assistant designed to output JSON.';

const modelOf = ({ modelId }: Parameters, standard: string): string => modelId.trim() || standard;

const mostRounds = ({ maxToolsIterations }: Parameters['options']): number => Math.min(100, Math.max(1, Number(maxToolsIterations) || 15));

function settingsOf({ options }: Parameters): JsonObject {
  const { temperature, maxTokens, topP, frequency_penalty, presence_penalty, n } = options;
  const given = { temperature, max_completion_tokens: maxTokens, top_p: topP, frequency_penalty, presence_penalty, n };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => typeof value === 'number')) as JsonObject;
}

export async function converse(job: Job): Promise<Item[]> {
  const { parameters, context, index, send } = job;
  const { messages, jsonOutput, simplify, options } = parameters;
  const said: JsonObject[] = [...(jsonOutput ? [{ role: 'system', content: JSON_ONLY }] : []), ...(messages.values ?? []).map(({ role, content }) => ({ role, content }))];
  if (said.length === 0) throw new NodeError('There is no message');
  const tools = await toolbox(context.subNodes('ai_tool'), index);
  const functions = tools.map(({ spec: { name, description, schema } }) => ({ type: 'function', function: { name, description, parameters: schema } }));
  const body: JsonObject = { model: modelOf(parameters, 'gpt-4o-mini'), ...settingsOf(parameters), ...(jsonOutput ? { response_format: { type: 'json_object' } } : {}), ...(functions.length > 0 ? { tools: functions } : {}) };
  for (let round = mostRounds(options); ; round--) {
    const answer = await send('/chat/completions', { ...body, messages: said });
    const message = objectsIn(answer.choices)[0]?.message;
    const calls = isPlainObject(message) ? objectsIn(message.tool_calls) : [];
    if (calls.length === 0 || round <= 1) return choicesOf(answer, simplify, jsonOutput);
    said.push(message as JsonObject);
    for (const call of calls) {
      const named = isPlainObject(call.function) ? call.function : {};
      said.push({ role: 'tool', tool_call_id: String(call.id), content: await answerCall(tools, { id: String(call.id), name: String(named.name), arguments: argumentsIn(named.arguments) }) });
    }
  }
}

function choicesOf(answer: JsonObject, simplify: boolean, json: boolean): Item[] {
  if (!simplify) return [{ json: answer }];
  return objectsIn(answer.choices).map((choice): Item => {
    const message = isPlainObject(choice.message) ? (choice.message as JsonObject) : {};
    return { json: { ...(choice as JsonObject), message: { ...message, content: json ? parsed(message.content ?? null) : (message.content ?? null) } } };
  });
}

function parsed(value: Json): Json {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as Json;
  } catch {
    return value;
  }
}

/** The newer protocol of OpenAI. */
export async function respond({ parameters, context, index, send }: Job): Promise<Item> {
  const { responses, simplify, options } = parameters;
  const input: JsonObject[] = (responses.values ?? []).map(({ role, content }) => ({ role, content: [{ type: role === 'assistant' ? 'output_text' : 'input_text', text: content }] }));
  if (input.length === 0) throw new NodeError('There is no message');
  if (options.textFormat?.textOptions?.type === 'json_object') input.unshift({ role: 'system', content: [{ type: 'input_text', text: JSON_ONLY }] });
  const tools = await toolbox(context.subNodes('ai_tool'), index);
  const functions = tools.map(({ spec: { name, description, schema } }) => ({ type: 'function', name, description, parameters: schema }));
  const { max_completion_tokens: most, n: _n, frequency_penalty: _f, presence_penalty: _p, ...settings } = settingsOf(parameters);
  const body: JsonObject = { model: modelOf(parameters, 'gpt-4.1-mini'), ...settings, ...(most === undefined ? {} : { max_output_tokens: most }), ...(options.instructions ? { instructions: options.instructions } : {}), ...(options.conversationId ? { conversation: options.conversationId } : {}), ...(options.previousResponseId ? { previous_response_id: options.previousResponseId } : {}), ...formatOf(options.textFormat), ...(functions.length > 0 ? { tools: functions } : {}) };
  for (let round = mostRounds(options); ; round--) {
    const answer = await send('/responses', { ...body, input });
    const calls = objectsIn(answer.output).filter(part => part.type === 'function_call');
    if (calls.length === 0 || round <= 1) return { json: simplify ? { output: withJson(answer.output, options.textFormat) } : answer };
    input.push(...(objectsIn(answer.output) as JsonObject[]));
    for (const call of calls) input.push({ type: 'function_call_output', call_id: String(call.call_id), output: await answerCall(tools, { id: String(call.call_id), name: String(call.name), arguments: argumentsIn(call.arguments) }) });
  }
}

/** With a JSON format asked for, texts are what they hold. */
function withJson(output: Json | undefined, format: Parameters['options']['textFormat']): Json {
  const type = format?.textOptions?.type;
  if (type !== 'json_object' && type !== 'json_schema') return output ?? [];
  return objectsIn(output).map(part => ({ ...part, ...(Array.isArray(part.content) ? { content: objectsIn(part.content).map(each => ({ ...each, text: parsed((each.text ?? null) as Json) })) } : {}) })) as Json;
}

/** What the newer protocol is told of the form of the answer. */
function formatOf(format: Parameters['options']['textFormat']): JsonObject {
  const { type, name, schema, description, strict } = format?.textOptions ?? {};
  if (type === 'json_object') return { text: { format: { type } } };
  if (type === 'json_schema') return { text: { format: { type, name: name || 'my_schema', schema: parsed(schema ?? '{}'), ...(description ? { description } : {}), ...(strict ? { strict } : {}) } } };
  return {};
}

export async function classify({ parameters: { input, options }, send }: Job): Promise<Item[]> {
  if (input.trim() === '') throw new NodeError('The text is empty');
  const { results } = await send('/moderations', { input, model: options.useStableModel ? 'text-moderation-stable' : 'text-moderation-latest' });
  return objectsIn(results).map((json): Item => ({ json: json as JsonObject }));
}
