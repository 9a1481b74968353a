// Calendars (.ics), read by ical.js into plain objects with n8n's names of fields.
import ICAL from 'ical.js';
import { DateTime } from 'luxon';
import { messageOf } from '~/lib/errors';
import type { Json, JsonObject } from '~/lib/json';
import { NodeError } from '~/nodes/contract';
import type { Jobs } from '~/nodes/tools/jobs';

const MAX_TEXT = 20_000_000;
const MAX_EVENTS = 100_000;

type Property = InstanceType<typeof ICAL.Property>;
type Component = InstanceType<typeof ICAL.Component>;
type Time = InstanceType<typeof ICAL.Time>;

/** Fields of an event that hold one text. */
const TEXTS: Record<string, string> = { uid: 'uid', summary: 'summary', description: 'description', location: 'location', status: 'status', url: 'url', class: 'class', transp: 'timeTransparent', priority: 'priority', sequence: 'sequence', method: 'method' };
const TIMES: Record<string, string> = { dtstamp: 'stamp', dtstart: 'start', dtend: 'end', created: 'created', 'last-modified': 'lastModified', 'recurrence-id': 'recurrenceId' };

const parameter = (property: Property, name: string): string | undefined => {
  const value = property.getParameter(name);
  return Array.isArray(value) ? value[0] : (value ?? undefined);
};

/** Wall time as if it were UTC, which is also how a time without a zone is taken. */
const wallMillis = (time: Time): number => Date.UTC(time.year, time.month - 1, time.day, time.isDate ? 0 : time.hour, time.isDate ? 0 : time.minute, time.isDate ? 0 : time.second);
const iso = (millis: number): string => new Date(millis).toISOString();

function timeOf(time: Time, zone: string | undefined): JsonObject {
  const wall = wallMillis(time);
  if (!Number.isFinite(wall) || Math.abs(wall) > 8.64e15) throw new NodeError('The calendar holds a time that does not exist');
  if (time.isDate) return { date: iso(wall), type: 'DATE' };
  const local = zone === undefined ? null : DateTime.fromMillis(wall, { zone: 'utc' }).setZone(zone, { keepLocalTime: true });
  if (zone === undefined || local === null || !local.isValid) return { date: iso(wall), type: 'DATE-TIME' };
  return { date: iso(local.toMillis()), type: 'DATE-TIME', local: { date: iso(wall), timezone: zone, tzoffset: local.toFormat('ZZZ') } };
}

const isTime = (value: unknown): value is Time => value instanceof ICAL.Time;

/** `mailto:a@b.c;CN=Ann` as `{ email, name, … }`. */
function person(property: Property, more: readonly string[]): JsonObject {
  const made: JsonObject = { email: String(property.getFirstValue()).replace(/^mailto:/i, '') };
  const name = parameter(property, 'cn');
  if (name !== undefined) made.name = name;
  for (const key of more) {
    const value = parameter(property, key);
    if (value !== undefined) made[key] = key === 'rsvp' ? value.toUpperCase() === 'TRUE' : value;
  }
  return made;
}

const LISTS: Record<string, string> = { BYSECOND: 'bySecond', BYMINUTE: 'byMinute', BYHOUR: 'byHour', BYMONTHDAY: 'byMonthday', BYYEARDAY: 'byYearday', BYWEEKNO: 'byWeekNo', BYMONTH: 'byMonth', BYSETPOS: 'bySetPos' };

function recurrence(rule: InstanceType<typeof ICAL.Recur>): JsonObject {
  const made: JsonObject = { frequency: rule.freq };
  if (rule.count) made.count = rule.count;
  if (rule.interval > 1) made.interval = rule.interval;
  if (isTime(rule.until)) made.until = timeOf(rule.until, undefined);
  for (const [part, values] of Object.entries(rule.parts as Record<string, (string | number)[]>)) {
    if (part === 'BYDAY') {
      // The spelling is that of n8n's items.
      made.byDay = values.map((value): JsonObject => {
        const [, occurrence = '', day = ''] = /^([+-]?\d*)(\w\w)$/.exec(String(value)) ?? [];
        return occurrence === '' ? { day } : { day, occurence: Number(occurrence) };
      });
    } else if (Object.hasOwn(LISTS, part)) made[LISTS[part] as string] = values.map(Number);
  }
  return made;
}

function duration(value: InstanceType<typeof ICAL.Duration>): JsonObject {
  const { isNegative, weeks, days, hours, minutes, seconds } = value;
  const parts = Object.entries({ weeks, days, hours, minutes, seconds }).filter(([, amount]) => amount !== 0);
  return { ...(isNegative ? { before: true } : {}), ...Object.fromEntries(parts) };
}

function alarm(component: Component): JsonObject {
  const made: JsonObject = {};
  for (const key of ['action', 'description', 'summary']) {
    const value = component.getFirstPropertyValue(key);
    if (value !== null) made[key] = String(value);
  }
  const trigger = component.getFirstProperty('trigger');
  const value = trigger?.getFirstValue();
  if (trigger && value instanceof ICAL.Duration) {
    const related = parameter(trigger, 'related');
    made.trigger = { type: 'relative', value: duration(value), options: related === undefined ? {} : { related } };
  } else if (isTime(value)) made.trigger = { type: 'absolute', value: timeOf(value, undefined), options: {} };
  return made;
}

function event(component: Component): JsonObject {
  const made: JsonObject = {};
  for (const property of component.getAllProperties()) {
    const { name } = property;
    const value = property.getFirstValue() as unknown;
    if (Object.hasOwn(TIMES, name)) {
      if (isTime(value)) made[TIMES[name] as string] = timeOf(value, parameter(property, 'tzid'));
    } else if (Object.hasOwn(TEXTS, name)) made[TEXTS[name] as string] = String(value);
    else if (name === 'duration' && value instanceof ICAL.Duration) made.duration = duration(value);
    else if (name === 'rrule' && value instanceof ICAL.Recur) made.recurrenceRule = recurrence(value);
    else if (name === 'geo') made.geo = [value].flat(2).join(';');
    else if (name === 'organizer') made.organizer = person(property, ['dir', 'sentBy']);
    else if (name === 'attendee') made.attendees = [...((made.attendees as Json[] | undefined) ?? []), person(property, ['role', 'partstat', 'rsvp', 'cutype', 'member', 'delegated-from', 'delegated-to'])];
    else if (name === 'categories') made.categories = [...((made.categories as Json[] | undefined) ?? []), ...property.getValues().map(String)];
    else if (name === 'exdate') made.exceptionDates = [...((made.exceptionDates as Json[] | undefined) ?? []), ...property.getValues().filter(isTime).map(each => timeOf(each, parameter(property, 'tzid')))];
    else if (name === 'comment') made.comment = String(value);
  }
  const alarms = component.getAllSubcomponents('valarm');
  if (alarms.length > 0) made.alarms = alarms.map(alarm);
  return made;
}

export function readCalendar({ text }: Jobs['readCalendar']['input']): Jobs['readCalendar']['output'] {
  if (text.length > MAX_TEXT) throw new NodeError('The calendar is too large', { description: `The limit is ${MAX_TEXT} characters.` });
  let calendars: Component[];
  try {
    const parsed = ICAL.parse(text) as unknown[];
    calendars = (typeof parsed[0] === 'string' ? [parsed] : parsed).map(each => new ICAL.Component(each as never));
  } catch (error) {
    throw new NodeError('The file is not a calendar (.ics)', { description: messageOf(error, 200) });
  }
  const [calendar] = calendars;
  if (calendar === undefined || calendar.name !== 'vcalendar') throw new NodeError('The file is not a calendar (.ics)', { description: 'It does not begin with BEGIN:VCALENDAR.' });
  const made: JsonObject = {};
  for (const [name, key] of [['version', 'version'], ['prodid', 'prodId'], ['method', 'method'], ['x-wr-calname', 'name']] as const) {
    const value = calendar.getFirstPropertyValue(name);
    if (value !== null) made[key] = String(value);
  }
  const events = calendars.flatMap(each => each.getAllSubcomponents('vevent'));
  if (events.length > MAX_EVENTS) throw new NodeError(`The calendar has more than ${MAX_EVENTS} events`);
  return { ...made, events: events.map(event) };
}
