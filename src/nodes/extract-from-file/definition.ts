// Extract from file: reads the content of a file into fields or items.
import { defineNode } from '../contract';
import { boolean, collection, number, options, string } from '../fields';
import { TABLES } from '../files/formats';
import { shortText } from '../subtitle';

const CSV = { '/operation': ['csv', 'autodetect'] } as const;
const ROWS = { '/operation': ['csv', 'html', 'ods', 'xls', 'xlsx', 'autodetect'] } as const;
const SHEETS = { '/operation': ['html', 'ods', 'xls', 'xlsx', 'autodetect'] } as const;
const TEXTS = ['binaryToPropery', 'fromIcs', 'fromJson', 'text', 'xml'] as const;

export const extractFromFile = defineNode({
  type: 'extractFromFile',
  label: 'Extract from file',
  description: 'Reads the content of a file into fields or items',
  group: 'files',
  icon: 'file-output',
  aliases: ['csv', 'excel', 'xlsx', 'spreadsheet', 'pdf', 'json', 'base64', 'parse', 'read'],
  versions: [1, 1.1],
  n8nTypes: ['n8n-nodes-base.extractFromFile'],
  inputs: [{}],
  outputs: [{}],
  parameters: {
    operation: options({
      label: 'Operation',
      default: 'csv',
      fixed: true,
      options: [
        ...TABLES,
        { value: 'autodetect', label: 'Table of any kind', help: 'As the file itself says' },
        { value: 'fromJson', label: 'JSON' },
        { value: 'text', label: 'Text' },
        { value: 'xml', label: 'XML' },
        { value: 'pdf', label: 'PDF' },
        { value: 'fromIcs', label: 'Calendar (.ics)' },
        { value: 'binaryToPropery', label: 'Base64' },
      ],
    }),
    binaryPropertyName: string({ label: 'File property', default: 'data', required: true }),
    destinationKey: string({ label: 'Destination field', default: 'data', show: { operation: TEXTS } }),
    options: collection({
      label: 'Options',
      fields: {
        delimiter: string({ label: 'Delimiter', default: ',', show: CSV }),
        encoding: string({ label: 'Encoding', default: 'utf-8', placeholder: 'windows-1252', show: { '/operation': ['csv', 'autodetect', ...TEXTS] } }),
        headerRow: boolean({ label: 'Header row', default: true, help: 'The first row holds the names of the fields.', show: ROWS }),
        includeEmptyCells: boolean({ label: 'Include empty cells', show: ROWS }),
        fromLine: number({ label: 'Starting line', default: 0, min: 0, help: 'Number of the first line that counts', show: CSV }),
        maxRowCount: number({ label: 'Max rows', default: -1, help: '-1 means all', show: CSV }),
        relaxQuotes: boolean({ label: 'Relax quotes', show: CSV }),
        sheetName: string({ label: 'Sheet name', show: { '/operation': ['ods', 'xls', 'xlsx', 'autodetect'] } }),
        range: string({ label: 'Range', placeholder: 'A2:C10', help: 'Part of the sheet, or the number of rows to skip', show: { '/operation': ['ods', 'xls', 'xlsx', 'autodetect'] } }),
        joinPages: boolean({ label: 'Join pages', default: true, help: 'One text instead of one for each page', show: { '/operation': ['pdf'] } }),
        maxPages: number({ label: 'Max pages', default: 0, min: 0, help: '0 means all', show: { '/operation': ['pdf'] } }),
        password: string({ label: 'Password', as: 'password', show: { '/operation': ['pdf'] } }),
        rawData: boolean({ label: 'Raw data', help: 'Texts stay texts, also where they look like numbers or times.', show: SHEETS }),
        readAsString: boolean({ label: 'Read as text', show: SHEETS }),
        stripBOM: boolean({ label: 'Strip the byte order mark', default: true, show: { '/operation': TEXTS } }),
        asItem: boolean({ label: 'Use the JSON as the item', help: 'Instead of putting it into a field. A list becomes several items.', show: { '/operation': ['fromJson'] } }),
        keepSource: options({
          label: 'Keep source',
          default: 'json',
          show: { '/operation': [...TEXTS, 'pdf'] },
          options: [
            { value: 'json', label: 'Fields' },
            { value: 'binary', label: 'Files' },
            { value: 'both', label: 'Both' },
          ],
        }),
      },
    }),
  },
  effect: 'pure',
  subtitle: ({ operation = 'csv', binaryPropertyName = 'data' }) => `${operation === 'binaryToPropery' ? 'base64' : shortText(operation).replace('from', '').toLowerCase()} of ${shortText(binaryPropertyName)}`,
});
