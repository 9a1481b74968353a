// Older shapes of the respond-to-webhook node.
import type { JsonObject } from '~/lib/json';

/** Before 1.4 no option says whether there is a second output: a left-over `enableResponseOutput` must not add one. */
export function foldRespondToWebhook(parameters: JsonObject, typeVersion: number): { parameters: JsonObject; typeVersion: number } {
  if (typeVersion >= 1.4 || !('enableResponseOutput' in parameters)) return { parameters, typeVersion };
  const { enableResponseOutput: _unused, ...rest } = parameters;
  return { parameters: rest, typeVersion };
}
