// Date and time: see engine-nodes.md 9.3. Dates written without an offset are taken in the workflow's zone, plain days as UTC.
import { DateTime, type DateTimeUnit, type DurationLikeObject } from 'luxon';
import type { Json, JsonObject } from '~/lib/json';
import { setOwn } from '~/lib/json';
import { boundedName, readDate } from '~/lib/luxon';
import { NodeError, type RunNode } from '../contract';
import { eachItem } from '../each-item';
import type { ParametersOf } from '../fields';
import { regexGroups } from '../regex';
import type { dateTime } from './definition';
import { formatByMoment, luxonFormat } from './moment-tokens';

type Parameters = ParametersOf<typeof dateTime.parameters>;

const NAMES: Record<Parameters['operation'], string> = {
  addToDate: 'newDate',
  subtractFromDate: 'newDate',
  formatDate: 'formattedDate',
  getCurrentDate: 'currentDate',
  getTimeBetweenDates: 'timeDifference',
  roundDate: 'roundedDate',
  extractDate: 'datePart',
};

/** Seconds where there are ten digits or fewer, else milliseconds. */
const fromNumber = (value: number): DateTime => (Math.abs(value) < 1e11 ? DateTime.fromSeconds(value) : DateTime.fromMillis(value));

const MAX_TEXT = 100;

/** Reads a date and keeps the offset it is written with. Throws NodeError. */
function read(value: unknown, zone: string, fromFormat?: string): DateTime {
  if (DateTime.isDateTime(value) && value.isValid) return value;
  if (value instanceof Date) return DateTime.fromJSDate(value);
  const text = String(value ?? '').trim().replace(/^"(.*)"$/, '$1');
  if (text === '') throw new NodeError('The date is empty');
  if (fromFormat !== undefined && fromFormat !== '') {
    if (text.length > MAX_TEXT || fromFormat.length > MAX_TEXT) throw new NodeError(`A date and its format may have at most ${MAX_TEXT} characters`);
    const moment = readDate(text, fromFormat, { zone, setZone: true }, (source, subject) => regexGroups(subject, `/${source}/i`));
    if (moment.isValid) return moment;
    throw new NodeError('Invalid date format', { description: `"${text}" is not written as ${fromFormat}.` });
  }
  if (/^-?\d+(\.\d+)?$/.test(text)) return fromNumber(Number(text));
  // A plain day is midnight UTC, as in JavaScript.
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return DateTime.fromISO(text, { zone: 'utc' });
  for (const parse of [DateTime.fromISO, DateTime.fromRFC2822, DateTime.fromHTTP, DateTime.fromSQL]) {
    const moment = parse(text, { zone, setZone: true });
    if (moment.isValid) return moment;
  }
  const millis = Date.parse(text);
  if (!Number.isNaN(millis)) return DateTime.fromMillis(millis, { zone });
  throw new NodeError('Invalid date format', { description: `"${text}" is not a date. Set how it is written under "From format".` });
}

function between(from: DateTime, to: DateTime, units: readonly string[], iso: boolean): Json {
  const wanted = (units.length > 0 ? units : ['day']).map(unit => `${unit.replace(/s$/, '')}s` as keyof DurationLikeObject);
  const order: (keyof DurationLikeObject)[] = ['years', 'months', 'weeks', 'days', 'hours', 'minutes', 'seconds', 'milliseconds'];
  const duration = to.diff(from, order.filter(unit => wanted.includes(unit)));
  return iso ? duration.toISO() : (duration.toObject() as JsonObject);
}

function iso(moment: DateTime): string {
  return moment.toISO() ?? 'Invalid DateTime';
}

export const runDateTime: RunNode<typeof dateTime> = context => {
  const { execution, tools } = context;
  return [
    eachItem(context, (item, index) => {
      const parameters = context.parameters.at(index);
      const { options, operation } = parameters;
      const own = options.zone !== undefined && options.zone !== '';
      const zone = own ? boundedName(String(options.zone)) : execution.timezone;
      if (!DateTime.local().setZone(zone).isValid) throw new NodeError(`The time zone "${zone}" is not known`);
      const fromFormat = options.tokens === 'moment' && options.fromFormat !== undefined ? luxonFormat(options.fromFormat) : options.fromFormat;
      const at = (value: unknown): DateTime => read(value, options.fromZone ? boundedName(options.fromZone) : zone, fromFormat);
      const value = (): Json => {
        switch (operation) {
          case 'getCurrentDate': {
            const now = DateTime.fromMillis(tools.now(), { zone });
            return iso(parameters.includeTime ? now : now.startOf('day'));
          }
          case 'addToDate':
          case 'subtractFromDate': {
            const amount = Number(parameters.duration);
            if (!Number.isFinite(amount)) throw new NodeError('The duration is not a number');
            const moment = at(parameters.magnitude).setZone(zone);
            return iso(moment.plus({ [parameters.timeUnit]: operation === 'addToDate' ? amount : -amount }));
          }
          case 'formatDate': {
            // Version 1 takes nothing for the beginning of 1970, as JavaScript does.
            const nothing = options.emptyDates === 'first' && tools.resolve(context.parameters.raw.date ?? '', index, {}) === null;
            const written = nothing ? DateTime.fromMillis(0, { zone: 'utc' }) : at(parameters.date);
            const moment = own || options.timezone === true ? written.setZone(zone) : written;
            const format = parameters.format === 'custom' ? parameters.customFormat : parameters.format;
            return options.tokens === 'moment' ? formatByMoment(moment, format || 'YYYY-MM-DDTHH:mm:ssZ') : moment.toFormat(format);
          }
          case 'getTimeBetweenDates':
            return between(at(parameters.startDate).setZone(zone), at(parameters.endDate).setZone(zone), parameters.units, options.isoString === true);
          case 'roundDate': {
            const moment = at(parameters.date).setZone(zone);
            return iso(parameters.mode === 'roundUp' ? moment.plus({ [parameters.to]: 1 }).startOf(parameters.to) : moment.startOf(parameters.toNearest as DateTimeUnit));
          }
          case 'extractDate': {
            const moment = at(parameters.date).setZone(zone);
            return parameters.part === 'week' ? moment.weekNumber : moment.get(parameters.part);
          }
        }
      };
      const json: JsonObject = options.includeInputFields === true ? { ...item.json } : {};
      setOwn(json, parameters.outputFieldName || NAMES[operation], value());
      return item.binary !== undefined && options.includeInputFields === true ? { json, binary: item.binary } : { json };
    }),
  ];
};
