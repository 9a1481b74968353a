// Version 1 of Postgres: comma lists of columns, `additionalFields`, and parameters named by fields of the item.
import { isPlainObject, type JsonObject } from '~/lib/json';

const BATCHING: Record<string, string> = { multiple: 'single', independently: 'independently', transaction: 'transaction' };

/** The version stays 1: what comes out differs from version 2 (see run.ts). */
export function foldPostgres(parameters: JsonObject, typeVersion: number): { parameters: JsonObject; typeVersion: number } {
  if (typeVersion >= 2) return { parameters, typeVersion };
  const { columns, returnFields, additionalFields, ...rest } = parameters;
  const more: JsonObject = isPlainObject(additionalFields) ? (additionalFields as JsonObject) : {};
  const options: JsonObject = {
    queryBatching: BATCHING[String(more.mode ?? 'multiple')] ?? 'single',
    ...(typeof returnFields === 'string' ? { outputColumns: returnFields.startsWith('=') && returnFields !== '=*' ? returnFields : returnFields.replace(/^=/, '').split(',').map(name => name.trim()) } : { outputColumns: ['*'] }),
    ...(more.largeNumbersOutput === undefined ? {} : { largeNumbersOutput: more.largeNumbersOutput }),
    ...(typeof more.queryParams === 'string' ? { queryParams: more.queryParams } : {}),
  };
  return { parameters: { operation: 'insert', schema: 'public', ...rest, columnNames: columns ?? '', options }, typeVersion };
}
