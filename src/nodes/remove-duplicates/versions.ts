// Older shapes of the node: version 1 and 1.1 know the first operation only. The version stays: it decides how a failure looks.
import type { JsonObject } from '~/lib/json';

export function foldRemoveDuplicates(parameters: JsonObject, typeVersion: number): { parameters: JsonObject; typeVersion: number } {
  if (typeVersion >= 2) return { parameters, typeVersion };
  const { operation: _other, ...rest } = parameters;
  return { parameters: rest, typeVersion };
}
