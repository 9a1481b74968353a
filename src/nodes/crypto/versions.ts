// Older shape of Crypto: version 1 hashes with MD5 where nothing is written.
import type { JsonObject } from '~/lib/json';

export function foldCrypto(parameters: JsonObject, typeVersion: number): { parameters: JsonObject; typeVersion: number } {
  return { parameters: typeVersion >= 2 ? parameters : { type: 'MD5', ...parameters }, typeVersion };
}
