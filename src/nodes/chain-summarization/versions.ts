// Version 1 summarized the documents of a loader, with the method at the top.
import { isPlainObject, type JsonObject } from '~/lib/json';

export function foldSummarization(parameters: JsonObject, typeVersion: number): { parameters: JsonObject; typeVersion: number } {
  if (typeVersion >= 2) return { parameters, typeVersion };
  const { type = 'map_reduce', options, ...rest } = parameters;
  const values = { summarizationMethod: type, ...(isPlainObject(options) ? (options as JsonObject) : {}) };
  return { parameters: { ...rest, operationMode: 'documentLoader', options: { summarizationMethodAndPrompts: { values } } }, typeVersion: 2 };
}
