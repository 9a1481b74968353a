// Extract from file: reads the content of a file into fields or items.
import { defineNode } from '../contract';
import { boolean, collection, notice, number, options, string } from '../fields';
import { shortText } from '../subtitle';

const SHEETS = { '/operation': ['csv', 'html', 'ods', 'xls', 'xlsx', 'autodetect'] } as const;
const TEXTS = ['binaryToPropery', 'fromJson', 'text', 'xml'] as const;

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
        { value: 'csv', label: 'CSV' },
        { value: 'html', label: 'HTML table' },
        { value: 'fromJson', label: 'JSON' },
        { value: 'text', label: 'Text' },
        { value: 'xml', label: 'XML' },
        { value: 'xlsx', label: 'Excel (.xlsx)' },
        { value: 'autodetect', label: 'Spreadsheet of any kind', help: 'CSV, HTML or .xlsx, by the name of the file' },
        { value: 'binaryToPropery', label: 'Base64' },
        { value: 'fromIcs', label: 'Calendar (.ics)', help: 'Cannot run in Weft' },
        { value: 'ods', label: 'OpenDocument (.ods)', help: 'Cannot run in Weft' },
        { value: 'pdf', label: 'PDF', help: 'Cannot run in Weft' },
        { value: 'rtf', label: 'RTF', help: 'Cannot run in Weft' },
        { value: 'xls', label: 'Excel 97 (.xls)', help: 'Cannot run in Weft' },
      ],
    }),
    unsupported: notice('This kind of file cannot be read in Weft yet.', { operation: ['fromIcs', 'ods', 'pdf', 'rtf', 'xls'] }),
    binaryPropertyName: string({ label: 'File property', default: 'data', required: true }),
    destinationKey: string({ label: 'Destination field', default: 'data', show: { operation: TEXTS } }),
    options: collection({
      label: 'Options',
      fields: {
        delimiter: string({ label: 'Delimiter', default: ',', show: { '/operation': ['csv', 'autodetect'] } }),
        encoding: string({ label: 'Encoding', default: 'utf-8', placeholder: 'windows-1252', show: { '/operation': ['csv', 'autodetect', ...TEXTS] } }),
        headerRow: boolean({ label: 'Header row', default: true, help: 'The first row holds the names of the fields.', show: SHEETS }),
        includeEmptyCells: boolean({ label: 'Include empty cells', show: SHEETS }),
        fromLine: number({ label: 'Starting line', default: 0, min: 0, show: { '/operation': ['csv', 'autodetect'] } }),
        maxRowCount: number({ label: 'Max rows', default: -1, help: '-1 means all', show: SHEETS }),
        relaxQuotes: boolean({ label: 'Relax quotes', show: { '/operation': ['csv', 'autodetect'] } }),
        sheetName: string({ label: 'Sheet name', show: { '/operation': ['xlsx', 'autodetect'] } }),
        rawData: boolean({ label: 'Raw data', show: SHEETS }),
        readAsString: boolean({ label: 'Read as text', show: SHEETS }),
        stripBOM: boolean({ label: 'Strip the byte order mark', default: true, show: { '/operation': TEXTS } }),
        asItem: boolean({ label: 'Use the JSON as the item', help: 'Instead of putting it into a field. A list becomes several items.', show: { '/operation': ['fromJson'] } }),
        keepSource: options({
          label: 'Keep source',
          default: 'json',
          show: { '/operation': TEXTS },
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
