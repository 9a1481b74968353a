// Older shape of Date and time: version 1 keeps the other fields, works in UTC and uses Moment's tokens.
import { isPlainObject, type JsonObject } from '~/lib/json';

export function foldDateTime(parameters: JsonObject, typeVersion: number): { parameters: JsonObject; typeVersion: number } {
  if (typeVersion >= 2) return { parameters, typeVersion };
  const given = isPlainObject(parameters.options) ? (parameters.options as JsonObject) : {};
  const outputFieldName = parameters.dataPropertyName ?? 'data';
  const options: JsonObject = {
    includeInputFields: true,
    emptyDates: 'first',
    zone: given.toTimezone || 'UTC',
    fromZone: given.fromTimezone || 'UTC',
    ...(given.fromFormat === undefined ? {} : { fromFormat: given.fromFormat }),
    tokens: 'moment',
  };
  if (parameters.action === 'calculate') {
    return {
      parameters: {
        operation: parameters.operation === 'subtract' ? 'subtractFromDate' : 'addToDate',
        magnitude: parameters.value ?? '',
        timeUnit: parameters.timeUnit ?? 'days',
        duration: parameters.duration ?? 0,
        outputFieldName,
        options,
      },
      typeVersion: 2,
    };
  }
  return {
    parameters: { operation: 'formatDate', date: parameters.value ?? '', format: 'custom', customFormat: parameters.toFormat ?? (parameters.custom === true ? '' : 'MMMM DD YYYY'), outputFieldName, options },
    typeVersion: 2,
  };
}
