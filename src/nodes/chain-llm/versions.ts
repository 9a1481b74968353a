// Older shapes: until version 1.3 the prompt had another name and a default by version.
import type { JsonObject } from '~/lib/json';

const defaultPrompt = (version: number): string => (version < 1.1 ? '={{ $json.input }}' : version < 1.3 ? '={{ $json.chat_input }}' : '={{ $json.chatInput }}');

export function foldChainLlm(parameters: JsonObject, typeVersion: number): { parameters: JsonObject; typeVersion: number } {
  if (typeVersion >= 1.4) return { parameters, typeVersion };
  const { prompt = defaultPrompt(typeVersion), ...rest } = parameters;
  return { parameters: { ...rest, promptType: 'define', text: prompt }, typeVersion: 1.4 };
}
