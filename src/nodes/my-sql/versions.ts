// Version 1 of MySQL: comma lists of columns. What comes out differs too (see run.ts), so the version stays 1.
import type { JsonObject } from '~/lib/json';

export function foldMySql(parameters: JsonObject, typeVersion: number): { parameters: JsonObject; typeVersion: number } {
  if (typeVersion >= 2) return { parameters, typeVersion };
  const { columns, ...rest } = parameters;
  return { parameters: { operation: 'insert', ...rest, columnNames: columns ?? '' }, typeVersion };
}
