// Convert to file: writes items or fields into a file.
import { defineNode } from '../contract';
import { boolean, collection, type Condition, type Field, options, string } from '../fields';
import { eventFields, eventTimes } from '../files/event-fields';
import { TABLES } from '../files/formats';
import { shortText } from '../subtitle';

const TABLE_NAMES = TABLES.map(({ value }) => value);

const shownFor = <const F extends Record<string, Field>>(fields: F, show: Condition): F => Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, { ...field, show }])) as F;

export const convertToFile = defineNode({
  type: 'convertToFile',
  label: 'Convert to file',
  description: 'Writes items or fields into a file',
  group: 'files',
  icon: 'file-input',
  aliases: ['csv', 'excel', 'xlsx', 'spreadsheet', 'json', 'text', 'base64', 'export', 'write'],
  versions: [1, 1.1],
  n8nTypes: ['n8n-nodes-base.convertToFile'],
  inputs: [{}],
  outputs: [{}],
  parameters: {
    operation: options({
      label: 'Operation',
      default: 'csv',
      fixed: true,
      options: [
        ...TABLES,
        { value: 'toJson', label: 'JSON' },
        { value: 'toText', label: 'Text' },
        { value: 'iCal', label: 'Calendar (.ics)' },
        { value: 'toBinary', label: 'File from base64' },
      ],
    }),
    ...shownFor(eventTimes, { operation: ['iCal'] }),
    additionalFields: { ...eventFields, show: { operation: ['iCal'] } },
    mode: options({
      label: 'Mode',
      default: 'once',
      show: { operation: ['toJson'] },
      options: [
        { value: 'once', label: 'All items into one file' },
        { value: 'each', label: 'A file for each item' },
      ],
    }),
    sourceProperty: string({ label: 'Source field', required: true, placeholder: 'text', show: { operation: ['toText', 'toBinary'] } }),
    binaryPropertyName: string({ label: 'File property', default: 'data', required: true }),
    options: collection({
      label: 'Options',
      fields: {
        fileName: string({ label: 'File name' }),
        headerRow: boolean({ label: 'Header row', default: true, show: { '/operation': TABLE_NAMES } }),
        delimiter: string({ label: 'Delimiter', default: ',', show: { '/operation': ['csv'] } }),
        sheetName: string({ label: 'Sheet name', default: 'Sheet', show: { '/operation': ['xlsx', 'xls', 'ods'] } }),
        addBOM: boolean({ label: 'Add a byte order mark', show: { '/operation': ['csv', 'toJson', 'toText'] } }),
        encoding: string({ label: 'Encoding', default: 'utf8', show: { '/operation': ['toJson', 'toText'] } }),
        format: boolean({ label: 'Indent', show: { '/operation': ['toJson'] } }),
        mimeType: string({ label: 'MIME type', placeholder: 'application/pdf', show: { '/operation': ['toBinary'] } }),
        dataIsBase64: boolean({ label: 'Is base64', default: true, show: { '/operation': ['toBinary'] } }),
      },
    }),
  },
  effect: 'pure',
  subtitle: ({ operation = 'csv' }) => shortText(operation).replace(/^to/, '').toLowerCase(),
});
