// What a person says about a calendar event: parameters of Convert to file and iCalendar.
import { boolean, collection, dateTime, group, options, rows, string, type ValueOf } from '../fields';

const STATUS = ['CONFIRMED', 'TENTATIVE', 'CANCELLED'] as const;
const BUSY = ['BUSY', 'TENTATIVE', 'FREE', 'OOF'] as const;
const labelled = <const V extends string>(values: readonly V[]) => values.map(value => ({ value, label: value.charAt(0) + value.slice(1).toLowerCase().replaceAll('-', ' ') }));

/** The fields of an event besides title, start, end and all day. */
export const eventFields = collection({
  label: 'More fields',
  fields: {
    attendeesUi: rows({
      label: 'Attendees',
      key: 'attendeeValues',
      addLabel: 'Add attendee',
      fields: {
        name: string({ label: 'Name', required: true }),
        email: string({ label: 'Email', required: true }),
        rsvp: boolean({ label: 'Asks for an answer' }),
      },
    }),
    busyStatus: options({ label: 'Busy status', default: '', options: [{ value: '', label: 'Not set' }, ...labelled(BUSY)], help: 'For Microsoft applications' }),
    calName: string({ label: 'Calendar name', help: 'For Apple and Microsoft applications' }),
    description: string({ label: 'Description', lines: 3 }),
    fileName: string({ label: 'File name', placeholder: 'event.ics' }),
    geolocationUi: group({ label: 'Place on the map', key: 'geolocationValues', fields: { lat: string({ label: 'Latitude' }), lon: string({ label: 'Longitude' }) } }),
    location: string({ label: 'Location' }),
    recurrenceRule: string({ label: 'Recurrence rule', placeholder: 'FREQ=WEEKLY;COUNT=10' }),
    organizerUi: group({ label: 'Organizer', key: 'organizerValues', fields: { name: string({ label: 'Name' }), email: string({ label: 'Email' }) } }),
    sequence: string({ label: 'Sequence', help: 'Grows with each change sent out.' }),
    status: options({ label: 'Status', default: 'CONFIRMED', options: labelled(STATUS) }),
    uid: string({ label: 'UID', help: 'A random one by default' }),
    url: string({ label: 'URL' }),
    useWorkflowTimezone: boolean({ label: 'Times are in the time zone of the workflow', help: 'Otherwise in UTC, where they name no zone.' }),
  },
});

export type EventFields = ValueOf<typeof eventFields>;

/** Title, start, end and whether it takes whole days. */
export const eventTimes = {
  title: string({ label: 'Title', placeholder: 'Party' }),
  start: dateTime({ label: 'Start', required: true }),
  end: dateTime({ label: 'End', required: true }),
  allDay: boolean({ label: 'All day' }),
};
