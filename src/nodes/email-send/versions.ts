// Versions of Send email: in 1, copies and attachments stand at the top, and text and HTML are both sent; in 2 text is the default.
import { isPlainObject, type JsonObject } from '~/lib/json';

export function foldEmailSend(parameters: JsonObject, typeVersion: number): { parameters: JsonObject; typeVersion: number } {
  if (typeVersion > 2) return { parameters, typeVersion };
  if (typeVersion === 2) return { parameters: { emailFormat: 'text', ...parameters }, typeVersion: 2.1 };
  const { ccEmail, bccEmail, replyTo, attachments, options, ...rest } = parameters;
  const moved = Object.fromEntries(Object.entries({ ccEmail, bccEmail, replyTo, attachments }).filter(([, value]) => value !== undefined && value !== '')) as JsonObject;
  return { parameters: { ...rest, emailFormat: 'both', options: { ...(isPlainObject(options) ? (options as JsonObject) : {}), ...moved } }, typeVersion: 2.1 };
}
