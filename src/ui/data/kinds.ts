// Kinds of JSON values as the data views name and draw them.
export type Kind = 'text' | 'number' | 'boolean' | 'list' | 'object' | 'empty';

export function kindOf(value: unknown): Kind {
  if (value === null || value === undefined) return 'empty';
  if (Array.isArray(value)) return 'list';
  switch (typeof value) {
    case 'number': return 'number';
    case 'boolean': return 'boolean';
    case 'object': return 'object';
    default: return 'text';
  }
}

export const KIND_GLYPHS: Record<Kind, string> = { text: 'T', number: '#', boolean: '01', list: '[]', object: '{}', empty: '–' };
export const KIND_WORDS: Record<Kind, string> = { text: 'text', number: 'number', boolean: 'true or false', list: 'list', object: 'object', empty: 'empty' };

/** Cells and samples never carry more than this: the tab must not die on data. */
export const CELL_LIMIT = 500;

/** One line for a value: text as it is, containers by their size. */
export function sampleText(value: unknown, limit = 80): string {
  if (value === null) return 'null';
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.length === 1 ? '1 item' : `${value.length} items`;
  if (typeof value === 'object') {
    const count = Object.keys(value).length;
    return count === 1 ? '1 field' : `${count} fields`;
  }
  const text = String(value).slice(0, limit + 1).replaceAll('\n', ' ');
  return text.length > limit ? `${text.slice(0, limit)}…` : text;
}

/** Text of a table cell: containers as short JSON. */
export function cellText(value: unknown): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return value.slice(0, CELL_LIMIT);
  const text = JSON.stringify(value) ?? '';
  return text.length > CELL_LIMIT ? `${text.slice(0, CELL_LIMIT)}…` : text;
}

/** The parts of an item the views read; the engine's Item fits. */
export interface DataItem {
  json: Record<string, unknown>;
  /** `id` is missing where there are no bytes, as in pinned data. */
  binary?: Record<string, { id?: string; fileName?: string; mimeType: string; fileSize: number }>;
  error?: { message: string };
}
