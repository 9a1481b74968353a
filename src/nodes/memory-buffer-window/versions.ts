// Older shapes of the memory: before version 1.2 the key stood without a choice, with a default by version.
import type { JsonObject } from '~/lib/json';

export function foldMemory(parameters: JsonObject, typeVersion: number): { parameters: JsonObject; typeVersion: number } {
  if (typeVersion >= 1.2) return { parameters, typeVersion };
  const { sessionKey = typeVersion < 1.1 ? 'chat_history' : '={{ $json.sessionId }}', ...rest } = parameters;
  return { parameters: { ...rest, sessionIdType: 'customKey', sessionKey }, typeVersion: 1.2 };
}
