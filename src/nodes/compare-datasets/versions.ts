// Older shapes of Compare datasets.
import { isPlainObject, type JsonObject } from '~/lib/json';

/** Below 2.1 input B is preferred where nothing is written; below 2 `fuzzyCompare` is an option. */
export function foldCompareDatasets(parameters: JsonObject, typeVersion: number): { parameters: JsonObject; typeVersion: number } {
  if (typeVersion >= 2.1) return { parameters, typeVersion };
  const { fuzzyCompare, ...options } = isPlainObject(parameters.options) ? (parameters.options as JsonObject) : {};
  return {
    parameters: { resolve: 'preferInput2', ...parameters, ...(fuzzyCompare === undefined ? {} : { fuzzyCompare }), ...(parameters.options === undefined ? {} : { options }) },
    typeVersion: 2.3,
  };
}
