// An event as the text of a calendar file (RFC 5545).
import ICAL from 'ical.js';
import { DateTime } from 'luxon';
import { NodeError } from '../contract';
import type { EventFields } from './event-fields';

export interface CalendarEvent {
  title: string;
  start: string;
  end: string;
  allDay: boolean;
  more: EventFields;
  /** Of times that name none. */
  timezone: string;
  uid: string;
  /** Milliseconds since 1970. */
  now: number;
}

function moment(value: unknown, name: string, timezone: string): DateTime {
  const text = DateTime.isDateTime(value) ? value.toISO() : String(value ?? '').trim();
  const iso = DateTime.fromISO(text ?? '', { zone: timezone });
  const read = iso.isValid ? iso : DateTime.fromSQL(text ?? '', { zone: timezone });
  if (!read.isValid) throw new NodeError(`The ${name} of the event is not a time`, { description: `It is "${String(text).slice(0, 100)}".` });
  return read;
}

const day = ({ year, month, day }: DateTime) => new ICAL.Time({ year, month, day, isDate: true }, ICAL.Timezone.localTimezone);
const utc = (at: DateTime) => {
  const { year, month, day, hour, minute, second } = at.toUTC();
  return new ICAL.Time({ year, month, day, hour, minute, second }, ICAL.Timezone.utcTimezone);
};

/** Text of the file, with CRLF line ends. */
export function calendarText(event: CalendarEvent): string {
  const { more } = event;
  const calendar = new ICAL.Component('vcalendar');
  const vevent = new ICAL.Component('vevent');
  const put = (component: InstanceType<typeof ICAL.Component>, name: string, value: unknown): void => {
    if (value !== undefined && value !== '') component.addPropertyWithValue(name, value as never);
  };
  put(calendar, 'version', '2.0');
  put(calendar, 'calscale', 'GREGORIAN');
  put(calendar, 'prodid', 'weft');
  put(calendar, 'method', 'PUBLISH');
  put(calendar, 'x-wr-calname', more.calName);
  put(calendar, 'x-published-ttl', 'PT1H');
  const start = moment(event.start, 'start', event.timezone);
  const end = moment(event.end, 'end', event.timezone);
  if (end < start) throw new NodeError('The event ends before it starts');
  put(vevent, 'uid', more.uid || event.uid);
  put(vevent, 'summary', event.title);
  put(vevent, 'dtstamp', utc(DateTime.fromMillis(event.now)));
  put(vevent, 'dtstart', event.allDay ? day(start) : utc(start));
  // The end of a day event is the day after its last one.
  put(vevent, 'dtend', event.allDay ? day(end.plus({ days: 1 })) : utc(end));
  put(vevent, 'description', more.description);
  put(vevent, 'url', more.url);
  const { lat, lon } = more.geolocationUi?.geolocationValues ?? {};
  if (lat && lon) put(vevent, 'geo', [Number(lat), Number(lon)]);
  put(vevent, 'location', more.location);
  put(vevent, 'status', more.status);
  put(vevent, 'sequence', more.sequence ? Number(more.sequence) : undefined);
  const organizer = more.organizerUi?.organizerValues;
  if (organizer?.email) {
    const property = new ICAL.Property('organizer', vevent);
    if (organizer.name) property.setParameter('cn', organizer.name);
    property.setValue(`mailto:${organizer.email}`);
    vevent.addProperty(property);
  }
  if (more.recurrenceRule) put(vevent, 'rrule', rule(more.recurrenceRule));
  put(vevent, 'x-microsoft-cdo-busystatus', more.busyStatus);
  for (const { name, email, rsvp } of more.attendeesUi?.attendeeValues ?? []) {
    const property = new ICAL.Property('attendee', vevent);
    property.setParameter('rsvp', rsvp ? 'TRUE' : 'FALSE');
    property.setParameter('cn', name);
    property.setValue(`mailto:${email}`);
    vevent.addProperty(property);
  }
  calendar.addSubcomponent(vevent);
  return `${calendar.toString()}\r\n`;
}

function rule(text: string): unknown {
  const written = text.trim().replace(/^RRULE:/i, '');
  if (!/^(FREQ=(SECONDLY|MINUTELY|HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY))(;[A-Z]+=[\w,+-]+)*$/i.test(written)) {
    throw new NodeError('The recurrence rule of the event is not right', { description: `It is "${text.slice(0, 100)}", and looks like FREQ=WEEKLY;COUNT=10.` });
  }
  return ICAL.Recur.fromString(written);
}
