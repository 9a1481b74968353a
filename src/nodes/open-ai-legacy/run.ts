// OpenAI (legacy): one request for each item.
import type { Item } from '~/engine/items';
import { isPlainObject, type Json, type JsonObject } from '~/lib/json';
import { NodeError, type RunNode } from '../contract';
import { eachItemAsync } from '../each-item';
import type { ParametersOf } from '../fields';
import { callJson, objectsIn } from '../ai/service';
import { reach, SERVICES } from '../chat-models/services';
import { fileItem } from '../open-ai/images';
import type { openAiLegacy } from './definition';

type Parameters = ParametersOf<typeof openAiLegacy.parameters>;
interface Request { path: string; body: JsonObject; /** Where the results lie in the answer. */ list: string }

const promptText = (prompt: Json): string => (typeof prompt === 'string' ? prompt : prompt === null ? '' : JSON.stringify(prompt));

function settingsOf({ options: { temperature, maxTokens, topP, n, frequencyPenalty, presencePenalty, echo } }: Parameters): JsonObject {
  const given = { temperature, max_tokens: maxTokens, top_p: topP, n, frequency_penalty: frequencyPenalty, presence_penalty: presencePenalty, echo };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as JsonObject;
}

function requestOf(parameters: Parameters): Request {
  const { resource, operation, prompt, input, instruction, options: { size, quality, style, n } } = parameters;
  const model = (standard: string): string => parameters.model.trim() || parameters.chatModel.trim() || parameters.imageModel.trim() || standard;
  if (resource === 'chat') {
    const messages = objectsIn(isPlainObject(prompt) ? prompt.messages : []).map(({ role = 'user', content = '' }) => ({ role, content }) as JsonObject);
    if (messages.length === 0) throw new NodeError('There is no message');
    const { echo: _echo, ...settings } = settingsOf(parameters);
    return { path: '/chat/completions', list: 'choices', body: { model: model('gpt-3.5-turbo'), messages, ...settings } };
  }
  if (resource === 'image') {
    const extra = Object.fromEntries(Object.entries({ size, quality, style, n }).filter(([, value]) => value !== undefined)) as JsonObject;
    return { path: '/images/generations', list: 'data', body: { prompt: promptText(prompt), model: model('dall-e-2'), response_format: parameters.responseFormat === 'imageUrl' ? 'url' : 'b64_json', ...extra } };
  }
  if (operation === 'moderate') return { path: '/moderations', list: 'results', body: { model: model('text-moderation-latest'), input } };
  if (operation === 'edit') {
    // The service has shut its edits: a chat model does them now.
    const chosen = model('gpt-4o-mini');
    return { path: '/chat/completions', list: 'choices', body: { model: chosen.includes('edit') ? 'gpt-4o-mini' : chosen, messages: [{ role: 'system', content: `Edit the text of the user and answer with the edited text only. Instruction: ${instruction}` }, { role: 'user', content: input }], ...settingsOf(parameters) } };
  }
  return { path: '/completions', list: 'choices', body: { model: model('gpt-3.5-turbo-instruct'), prompt: promptText(prompt), ...settingsOf(parameters) } };
}

export const runOpenAiLegacy: RunNode<typeof openAiLegacy> = async context => {
  const { base, ...how } = await reach(SERVICES.openai, context.tools);
  return [await eachItemAsync(context, async (_item, index): Promise<Item[]> => {
    const parameters = context.parameters.at(index);
    const { path, body, list } = requestOf(parameters);
    const answer = await callJson(context.tools, { url: `${base}${path}`, ...how, body: { kind: 'json', value: body }, retries: 2 });
    const results = objectsIn(answer[list]);
    if (parameters.resource === 'image' && parameters.responseFormat !== 'imageUrl') {
      return Promise.all(results.map(async ({ b64_json: data }): Promise<Item> => ({ ...(await fileItem(context.tools, Buffer.from(String(data ?? ''), 'base64'), parameters.binaryPropertyName || 'data', { fileName: 'image.png', mimeType: 'image/png' })), json: {} })));
    }
    if (!parameters.simplifyOutput) return [{ json: answer }];
    if (parameters.operation === 'edit') return results.map((choice, at): Item => ({ json: { text: isPlainObject(choice.message) ? String(choice.message.content ?? '') : '', index: at } }));
    return results.map((json): Item => ({ json: json as JsonObject }));
  })];
};
