// Date and time: formats, shifts, rounds, compares and takes apart dates.
import { defineNode } from '../contract';
import { boolean, collection, dateTime as dateField, multiOptions, number, options, string } from '../fields';
import { shortText } from '../subtitle';
import { foldDateTime } from './versions';

const UNITS = [
  { value: 'years', label: 'Years' },
  { value: 'quarters', label: 'Quarters' },
  { value: 'months', label: 'Months' },
  { value: 'weeks', label: 'Weeks' },
  { value: 'days', label: 'Days' },
  { value: 'hours', label: 'Hours' },
  { value: 'minutes', label: 'Minutes' },
  { value: 'seconds', label: 'Seconds' },
  { value: 'milliseconds', label: 'Milliseconds' },
] as const;

const PARTS = [
  { value: 'year', label: 'Year' },
  { value: 'month', label: 'Month' },
  { value: 'week', label: 'Week' },
  { value: 'day', label: 'Day' },
  { value: 'hour', label: 'Hour' },
  { value: 'minute', label: 'Minute' },
  { value: 'second', label: 'Second' },
] as const;

const SHIFT = { operation: ['addToDate', 'subtractFromDate'] } as const;
const ONE_DATE = { operation: ['formatDate', 'roundDate', 'extractDate'] } as const;

export const dateTime = defineNode({
  type: 'dateTime',
  label: 'Date and time',
  description: 'Formats, shifts, rounds and compares dates',
  group: 'data',
  icon: 'calendar-clock',
  aliases: ['format date', 'time', 'timezone', 'luxon', 'moment', 'add days'],
  versions: [1, 2],
  n8nTypes: ['n8n-nodes-base.dateTime'],
  inputs: [{}],
  outputs: [{}],
  parameters: {
    operation: options({
      label: 'Operation',
      default: 'getCurrentDate',
      fixed: true,
      options: [
        { value: 'addToDate', label: 'Add to a date' },
        { value: 'extractDate', label: 'Extract part of a date' },
        { value: 'formatDate', label: 'Format a date' },
        { value: 'getCurrentDate', label: 'Get the current date' },
        { value: 'getTimeBetweenDates', label: 'Get time between dates' },
        { value: 'roundDate', label: 'Round a date' },
        { value: 'subtractFromDate', label: 'Subtract from a date' },
      ],
    }),
    includeTime: boolean({ label: 'Include the time', default: true, show: { operation: ['getCurrentDate'] } }),
    magnitude: string({ label: 'Date', required: true, placeholder: '={{ $json.date }}', show: SHIFT }),
    timeUnit: options({ label: 'Unit', default: 'days', options: UNITS, show: SHIFT }),
    duration: number({ label: 'Duration', default: 0, show: SHIFT }),
    date: string({ label: 'Date', required: true, placeholder: '={{ $json.date }}', show: ONE_DATE }),
    format: options({
      label: 'Format',
      default: 'MM/dd/yyyy',
      show: { operation: ['formatDate'] },
      options: [
        { value: 'custom', label: 'Custom' },
        { value: 'MM/dd/yyyy', label: 'MM/DD/YYYY', help: '09/04/1986' },
        { value: 'yyyy/MM/dd', label: 'YYYY/MM/DD', help: '1986/09/04' },
        { value: 'MMMM dd yyyy', label: 'MMMM DD YYYY', help: 'September 04 1986' },
        { value: 'MM-dd-yyyy', label: 'MM-DD-YYYY', help: '09-04-1986' },
        { value: 'yyyy-MM-dd', label: 'YYYY-MM-DD', help: '1986-09-04' },
        { value: 'X', label: 'Unix timestamp' },
        { value: 'x', label: 'Unix timestamp in milliseconds' },
      ],
    }),
    customFormat: string({ label: 'Custom format', placeholder: 'yyyy-MM-dd', help: "Luxon's tokens", show: { operation: ['formatDate'], format: ['custom'] } }),
    mode: options({
      label: 'Mode',
      default: 'roundDown',
      show: { operation: ['roundDate'] },
      options: [
        { value: 'roundDown', label: 'Round down' },
        { value: 'roundUp', label: 'Round up' },
      ],
    }),
    toNearest: options({ label: 'To nearest', default: 'month', options: PARTS, show: { operation: ['roundDate'], mode: ['roundDown'] } }),
    to: options({ label: 'To end of', default: 'month', options: [{ value: 'month', label: 'Month' }], show: { operation: ['roundDate'], mode: ['roundUp'] } }),
    part: options({ label: 'Part', default: 'month', options: [...PARTS, { value: 'weekday', label: 'Weekday' }], show: { operation: ['extractDate'] } }),
    startDate: dateField({ label: 'Start date', required: true, show: { operation: ['getTimeBetweenDates'] } }),
    endDate: dateField({ label: 'End date', required: true, show: { operation: ['getTimeBetweenDates'] } }),
    units: multiOptions({ label: 'Units', default: ['day'], options: [...PARTS, { value: 'millisecond', label: 'Millisecond' }], show: { operation: ['getTimeBetweenDates'] } }),
    outputFieldName: string({ label: 'Output field name' }),
    options: collection({
      label: 'Options',
      fields: {
        includeInputFields: boolean({ label: 'Include input fields' }),
        timezone: boolean({ label: "Use the workflow's time zone", help: 'Otherwise a date keeps the offset it is written with.', show: { '/operation': ['formatDate', 'getCurrentDate'] } }),
        zone: string({ label: 'Time zone', placeholder: 'Europe/Berlin' }),
        fromZone: string({ label: 'Time zone of the date', placeholder: 'Europe/Berlin', help: 'For dates that are written without one' }),
        fromFormat: string({ label: 'From format', placeholder: 'dd/MM/yyyy', help: 'How the date is written, if it is not recognized', show: { '/operation': ONE_DATE.operation } }),
        isoString: boolean({ label: 'As ISO duration', show: { '/operation': ['getTimeBetweenDates'] } }),
        emptyDates: options({
          label: 'Empty dates',
          default: 'refused',
          show: { '/operation': ['formatDate'] },
          options: [
            { value: 'refused', label: 'Are an error' },
            { value: 'first', label: 'Are the beginning of 1970' },
          ],
        }),
        tokens: options({
          label: 'Format tokens',
          default: 'luxon',
          options: [
            { value: 'luxon', label: 'Luxon (yyyy-MM-dd)' },
            { value: 'moment', label: 'Moment (YYYY-MM-DD)' },
          ],
        }),
      },
    }),
  },
  effect: 'pure',
  subtitle: ({ operation = 'getCurrentDate' }) => shortText(operation).replace(/([A-Z])/g, match => ` ${match.toLowerCase()}`),
  fold: foldDateTime,
});
