// The kinds of files that Convert to file writes and Extract from file reads: one list, so that both speak of them alike.
import type { SheetFormat } from '../tools/jobs';

/** Tables that SheetJS reads and writes; CSV is a matter of its own. */
export const SHEETS: readonly SheetFormat[] = ['html', 'ods', 'rtf', 'xls', 'xlsx'];
export const isSheet = (operation: string): operation is SheetFormat => (SHEETS as readonly string[]).includes(operation);

export const TABLES = [
  { value: 'csv', label: 'CSV' },
  { value: 'html', label: 'HTML table' },
  { value: 'ods', label: 'OpenDocument (.ods)' },
  { value: 'rtf', label: 'RTF table' },
  { value: 'xls', label: 'Excel 97 (.xls)' },
  { value: 'xlsx', label: 'Excel (.xlsx)' },
] as const;

export const MIME_TYPES: Record<SheetFormat, string> = {
  html: 'text/html',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  rtf: 'application/rtf',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};
