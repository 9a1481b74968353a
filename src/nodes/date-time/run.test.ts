// Date and time, as observed on n8n 2.38.7 (workflow zone America/New_York).
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '~/lib/json';
import { jsonOf, outputsOf, testContext } from '../testing';
import { dateTime } from './definition';
import { runDateTime } from './run';
import { foldDateTime } from './versions';

const d = '2026-03-15T10:20:30.456+02:00';
const e = '2025-12-24';
async function run(parameters: JsonObject, item: JsonObject = { keep: 1 }): Promise<Json> {
  const context = testContext(dateTime, { items: [item], parameters, tools: { now: () => Date.UTC(2026, 10, 20, 22, 47, 51, 300) } });
  const made = await runDateTime({ ...context, execution: { ...context.execution, timezone: 'America/New_York' } });
  return jsonOf(outputsOf(made)[0])[0] as Json;
}

describe('date and time', () => {
  it.each<[JsonObject, JsonObject]>([
    [{}, { currentDate: '2026-11-20T17:47:51.300-05:00' }],
    [{ includeTime: false }, { currentDate: '2026-11-20T00:00:00.000-05:00' }],
    [{ operation: 'addToDate', magnitude: d, duration: 2 }, { newDate: '2026-03-17T04:20:30.456-04:00' }],
    [{ operation: 'subtractFromDate', magnitude: e, timeUnit: 'months', duration: 1, outputFieldName: 'o', options: { includeInputFields: true } }, { keep: 1, o: '2025-11-23T19:00:00.000-05:00' }],
    [{ operation: 'formatDate', date: d }, { formattedDate: '03/15/2026' }],
    [{ operation: 'formatDate', date: d, format: 'custom', customFormat: 'yyyy LLL dd HH:mm ZZ' }, { formattedDate: '2026 Mar 15 10:20 +02:00' }],
    [{ operation: 'formatDate', date: 1773562830, format: 'x' }, { formattedDate: '1773562830000' }],
    [{ operation: 'formatDate', date: '1773562830456', format: 'yyyy-MM-dd' }, { formattedDate: '2026-03-15' }],
    [{ operation: 'formatDate', date: '15/03/2026', format: 'yyyy-MM-dd', options: { fromFormat: 'dd/MM/yyyy' } }, { formattedDate: '2026-03-15' }],
    [{ operation: 'formatDate', date: d, format: 'X' }, { formattedDate: '1773562830' }],
    [{ operation: 'formatDate', date: d, format: 'custom', customFormat: 'HH', options: { timezone: true } }, { formattedDate: '04' }],
    [{ operation: 'formatDate', date: d, format: 'custom', customFormat: 'HH', options: { zone: 'Asia/Tokyo' } }, { formattedDate: '17' }],
    [{ operation: 'formatDate', date: e, format: 'MMMM dd yyyy' }, { formattedDate: 'December 24 2025' }],
    [{ operation: 'getTimeBetweenDates', startDate: e, endDate: d }, { timeDifference: { days: 81.38924138888889 } }],
    [{ operation: 'getTimeBetweenDates', startDate: e, endDate: d, units: ['day', 'hour', 'month'], options: { isoString: true } }, { timeDifference: 'P2M19DT9.341793333333333H' }],
    [{ operation: 'getTimeBetweenDates', startDate: e, endDate: d, units: ['month', 'day', 'minute'] }, { timeDifference: { months: 2, days: 19, minutes: 560.5076 } }],
    [{ operation: 'roundDate', date: d }, { roundedDate: '2026-03-01T00:00:00.000-05:00' }],
    [{ operation: 'roundDate', date: d, mode: 'roundUp', to: 'month' }, { roundedDate: '2026-04-01T00:00:00.000-04:00' }],
    [{ operation: 'roundDate', date: d, toNearest: 'hour' }, { roundedDate: '2026-03-15T04:00:00.000-04:00' }],
    [{ operation: 'extractDate', date: d }, { datePart: 3 }],
    [{ operation: 'extractDate', date: d, part: 'week' }, { datePart: 11 }],
    [{ operation: 'extractDate', date: d, part: 'weekday' }, { datePart: 7 }],
  ])('%j', async (parameters, wanted) => expect(await run(parameters)).toEqual(wanted));
  it.each<[JsonObject, string]>([
    [{ operation: 'formatDate', date: 'nonsense' }, 'Invalid date format'],
    [{ operation: 'formatDate', date: '' }, 'The date is empty'],
    [{ operation: 'formatDate', date: '2026', options: { fromFormat: 'dd/MM' } }, 'Invalid date format'],
    // Luxon's own reading of this one runs for minutes.
    [{ operation: 'formatDate', date: `${'1'.repeat(40)}x`, options: { fromFormat: 'uS'.repeat(8) } }, 'Invalid date format'],
    [{ operation: 'formatDate', date: '1'.repeat(101), options: { fromFormat: 'u' } }, 'at most 100 characters'],
    [{ options: { zone: 'Mars/Base' } }, 'is not known'],
    [{ operation: 'addToDate', magnitude: d, duration: 'x' }, 'not a number'],
  ])('refuses %j', async (parameters, message) => expect(run(parameters)).rejects.toThrow(message));
});

describe('version 1', () => {
  const old = (parameters: JsonObject) => run(foldDateTime(parameters, 1).parameters);
  it.each<[JsonObject, JsonObject]>([
    [{ value: d, toFormat: 'MMMM DD YYYY' }, { data: 'March 15 2026' }],
    [{ value: d }, { data: 'March 15 2026' }],
    [{ value: d, custom: true, toFormat: 'YYYY-MM-DD HH:mm' }, { data: '2026-03-15 08:20' }],
    [{ value: d, custom: true, toFormat: 'dddd Do MMM YY h:mm a Z' }, { data: 'Sunday 15th Mar 26 8:20 am +00:00' }],
    [{ value: d, custom: true, toFormat: '[Today] Q d dd SS LT' }, { data: 'Today 1 0 Su 45 8:20 AM' }],
    [{ value: '15/03/2026', custom: true, toFormat: 'YYYY-MM-DD', options: { fromFormat: 'DD/MM/YYYY', toTimezone: 'UTC' } }, { data: '2026-03-15' }],
    [{ value: '2026-03-15 10:00', custom: true, toFormat: 'HH:mm', options: { fromTimezone: 'Europe/Berlin', toTimezone: 'Asia/Tokyo' } }, { data: '18:00' }],
    [{ action: 'calculate', value: e, operation: 'add', duration: 3, timeUnit: 'days' }, { data: '2025-12-27T00:00:00.000Z' }],
    [{ action: 'calculate', value: e, operation: 'subtract', duration: 3, timeUnit: 'hours', dataPropertyName: 'x.y' }, { 'x.y': '2025-12-23T21:00:00.000Z' }],
  ])('%j', async (parameters, wanted) => expect(await old(parameters)).toEqual({ keep: 1, ...wanted }));
});
