// Older shapes of Compare datasets.
import { isPlainObject, type JsonObject } from '~/lib/json';

/** Below 2.1 input B is preferred where nothing is written; below 2 `fuzzyCompare` is an option and the inputs have numbers. */
export function foldCompareDatasets(parameters: JsonObject, typeVersion: number): { parameters: JsonObject; typeVersion: number } {
  if (typeVersion >= 2.1) return { parameters, typeVersion };
  const base: JsonObject = { resolve: 'preferInput2', ...parameters };
  if (typeVersion >= 2) return { parameters: base, typeVersion: 2.3 };
  const { fuzzyCompare, ...options } = isPlainObject(parameters.options) ? (parameters.options as JsonObject) : {};
  return { parameters: { ...base, ...(fuzzyCompare === undefined ? {} : { fuzzyCompare }), options: { ...options, inputNames: 'numbers' } }, typeVersion: 2.3 };
}
