// Version 1 of MySQL: comma lists of columns. What comes out differs too (see run.ts), so the version stays 1, and what is folded already stays as it is.
import type { JsonObject } from '~/lib/json';

export function foldMySql(parameters: JsonObject, typeVersion: number): { parameters: JsonObject; typeVersion: number } {
  if (typeVersion >= 2 || Object.hasOwn(parameters, 'columnNames')) return { parameters, typeVersion };
  const { columns, ...rest } = parameters;
  return { parameters: { operation: 'insert', ...rest, columnNames: columns ?? '' }, typeVersion };
}
