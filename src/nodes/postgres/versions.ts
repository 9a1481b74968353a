// Version 1 of Postgres: comma lists of columns, `additionalFields`, and parameters named by fields of the item.
import { isPlainObject, type JsonObject } from '~/lib/json';

const BATCHING: Record<string, string> = { multiple: 'single', independently: 'independently', transaction: 'transaction' };

/** The version stays 1, as what comes out differs from version 2 (see run.ts): what is folded already stays as it is. */
export function foldPostgres(parameters: JsonObject, typeVersion: number): { parameters: JsonObject; typeVersion: number } {
  if (typeVersion >= 2 || Object.hasOwn(parameters, 'columnNames')) return { parameters, typeVersion };
  const { columns, returnFields, additionalFields, options: given, ...rest } = parameters;
  const more: JsonObject = isPlainObject(additionalFields) ? (additionalFields as JsonObject) : {};
  const options: JsonObject = {
    queryBatching: BATCHING[String(more.mode ?? 'multiple')] ?? 'single',
    ...(typeof returnFields === 'string' ? { outputColumns: returnFields.startsWith('=') && returnFields !== '=*' ? returnFields : returnFields.replace(/^=/, '').split(',').map(name => name.trim()) } : { outputColumns: ['*'] }),
    ...(more.largeNumbersOutput === undefined ? {} : { largeNumbersOutput: more.largeNumbersOutput }),
    ...(typeof more.queryParams === 'string' ? { queryParams: more.queryParams } : {}),
    ...(isPlainObject(given) ? (given as JsonObject) : {}),
  };
  return { parameters: { operation: 'insert', schema: 'public', ...rest, columnNames: columns ?? '', options }, typeVersion };
}
