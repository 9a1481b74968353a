// Older shape of GraphQL: version 1 sends GET, or the bare query, where nothing is written.
import type { JsonObject } from '~/lib/json';

export function foldGraphql(parameters: JsonObject, typeVersion: number): { parameters: JsonObject; typeVersion: number } {
  if (typeVersion >= 1.1) return { parameters, typeVersion };
  return { parameters: { requestMethod: 'GET', requestFormat: 'graphql', ...parameters }, typeVersion: 1.1 };
}
