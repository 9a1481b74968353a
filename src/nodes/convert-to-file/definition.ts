// Convert to file: writes items or fields into a file.
import { defineNode } from '../contract';
import { boolean, collection, notice, options, string } from '../fields';
import { shortText } from '../subtitle';

const SHEETS = ['csv', 'html', 'ods', 'rtf', 'xls', 'xlsx'] as const;

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
        { value: 'csv', label: 'CSV' },
        { value: 'html', label: 'HTML table' },
        { value: 'toJson', label: 'JSON' },
        { value: 'toText', label: 'Text' },
        { value: 'xlsx', label: 'Excel (.xlsx)' },
        { value: 'toBinary', label: 'File from base64' },
        { value: 'iCal', label: 'Calendar (.ics)', help: 'Cannot run in Weft' },
        { value: 'ods', label: 'OpenDocument (.ods)', help: 'Cannot run in Weft' },
        { value: 'rtf', label: 'RTF', help: 'Cannot run in Weft' },
        { value: 'xls', label: 'Excel 97 (.xls)', help: 'Cannot run in Weft' },
      ],
    }),
    unsupported: notice('This kind of file cannot be written in Weft yet.', { operation: ['iCal', 'ods', 'rtf', 'xls'] }),
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
        headerRow: boolean({ label: 'Header row', default: true, show: { '/operation': SHEETS } }),
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
