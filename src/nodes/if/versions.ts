// Older shapes of the If node.
import type { JsonObject } from '~/lib/json';
import { foldConditionLists } from '../conditions/versions';

/** Version 1: `conditions.{string,number,…}[]` and `combineOperation`. */
export function foldIf(parameters: JsonObject, typeVersion: number): { parameters: JsonObject; typeVersion: number } {
  if (typeVersion >= 2) return { parameters, typeVersion };
  const combinator = parameters.combineOperation === 'any' ? 'or' : 'and';
  return { parameters: { conditions: foldConditionLists(parameters.conditions, combinator) }, typeVersion: 2.2 };
}
