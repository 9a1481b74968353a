// Older shapes of the webhook node.
import { isPlainObject, type JsonObject } from '~/lib/json';

/** Version 1 has `responseCode` at the top; several methods are a list under `httpMethod` in files. */
export function foldWebhook(parameters: JsonObject, typeVersion: number): { parameters: JsonObject; typeVersion: number } {
  const folded: JsonObject = { ...parameters };
  if (Array.isArray(folded.httpMethod)) {
    folded.httpMethods = folded.httpMethod;
    delete folded.httpMethod;
  }
  if (typeVersion >= 2) return { parameters: folded, typeVersion };
  const code = folded.responseCode;
  delete folded.responseCode;
  if (code !== undefined) {
    const options = isPlainObject(folded.options) ? (folded.options as JsonObject) : {};
    folded.options = { ...options, responseCode: { values: { responseCode: code } } };
  }
  return { parameters: folded, typeVersion: 2 };
}
