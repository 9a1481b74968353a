// Older agents: before version 1.3 the prompt was always a text of its own, with a default by version.
import type { JsonObject } from '~/lib/json';

const defaultText = (version: number): string => (version < 1.1 ? '={{ $json.input }}' : version < 1.2 ? '={{ $json.chat_input }}' : '={{ $json.chatInput }}');

export function foldAgent(parameters: JsonObject, typeVersion: number): { parameters: JsonObject; typeVersion: number } {
  if (typeVersion >= 1.6) return { parameters, typeVersion };
  return { parameters: typeVersion < 1.3 ? { promptType: 'define', text: defaultText(typeVersion), ...parameters } : parameters, typeVersion: 1.6 };
}
