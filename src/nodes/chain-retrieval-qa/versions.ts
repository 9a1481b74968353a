// Older shapes: until version 1.2 the question stood under another name.
import type { JsonObject } from '~/lib/json';

export function foldRetrievalQa(parameters: JsonObject, typeVersion: number): { parameters: JsonObject; typeVersion: number } {
  if (typeVersion >= 1.3) return { parameters, typeVersion };
  const { query = typeVersion < 1.1 ? '={{ $json.input }}' : typeVersion < 1.2 ? '={{ $json.chat_input }}' : '={{ $json.chatInput }}', ...rest } = parameters;
  return { parameters: { ...rest, promptType: 'define', text: query }, typeVersion: 1.3 };
}
