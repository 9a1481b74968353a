// Older shapes of the wait node.
import type { JsonObject } from '~/lib/json';

/** Version 1 waits one hour where nothing is written; 1.1 waits five seconds. */
export function foldWait(parameters: JsonObject, typeVersion: number): { parameters: JsonObject; typeVersion: number } {
  if (typeVersion >= 1.1) return { parameters, typeVersion };
  const resume = parameters.resume ?? 'timeInterval';
  const defaults: JsonObject = resume === 'timeInterval' ? { amount: 1, unit: 'hours' } : {};
  return { parameters: { ...defaults, ...parameters }, typeVersion: 1.1 };
}
