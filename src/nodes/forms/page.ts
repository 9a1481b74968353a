// A form as data: what its node asks for, and what was sent back, checked field by field.
import { isPlainObject, type Json, type JsonObject, setOwn } from '~/lib/json';

export const FORM_FIELD_TYPES = ['text', 'textarea', 'number', 'email', 'password', 'date', 'dropdown', 'checkbox', 'radio', 'file', 'hiddenField', 'html'] as const;
export type FormFieldType = (typeof FORM_FIELD_TYPES)[number];

export interface FormField {
  label: string;
  type: FormFieldType;
  placeholder: string;
  required: boolean;
  choices: string[];
  /** Of a hidden field; what is filled in already of another. */
  value: string;
  /** Key of the answer where it is not the label. */
  name?: string;
  /** Several choices of a dropdown, or several files. */
  several?: boolean;
  /** Endings and types of files, with commas between them. */
  accept?: string;
  /** Of an html field; cleaned before it is shown. */
  html?: string;
  /** How many checkboxes must and may be chosen. */
  atLeast?: number;
  atMost?: number;
}

export interface FormPage {
  title: string;
  description: string;
  fields: FormField[];
  button?: string;
  /** Asks for a decision instead of answers: the words on its buttons. */
  decision?: { approve: string; decline?: string };
  /** The answers are the item's `data`, with nothing beside them. */
  bare?: boolean;
  /** Fields may be filled in by the query of the URL, hidden ones included. */
  open?: boolean;
}

const text = (value: unknown): string => (value === undefined || value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value)).replace(/^=(?!=)/, '');
const isType = (value: unknown): value is FormFieldType => FORM_FIELD_TYPES.includes(value as FormFieldType);
const list = (value: unknown, key: string): JsonObject[] => {
  const rows = isPlainObject(value) ? value[key] : value;
  return Array.isArray(rows) ? rows.filter((row): row is JsonObject => isPlainObject(row)) : [];
};

function readField(row: JsonObject, index: number): FormField {
  const type = isType(row.fieldType) ? row.fieldType : 'text';
  const choices = list(row.fieldOptions, 'values').map(choice => text(choice.option)).filter(Boolean);
  const field: FormField = { label: text(row.fieldLabel) || text(row.fieldName) || (type === 'html' ? text(row.elementName) : `Field ${index + 1}`), type, placeholder: text(row.placeholder), required: row.requiredField === true, choices, value: text(row.fieldValue ?? row.defaultValue) };
  const name = type === 'html' ? text(row.elementName) : text(row.fieldName);
  if (name !== '' && (name !== field.label || type === 'html')) field.name = name;
  if ((type === 'dropdown' && row.multiselect === true) || (type === 'file' && row.multipleFiles !== false)) field.several = true;
  if (type === 'file' && text(row.acceptFileTypes) !== '') field.accept = text(row.acceptFileTypes);
  if (type === 'html') field.html = text(row.html);
  if (type === 'checkbox' && row.limitSelection === 'exact') field.atLeast = field.atMost = Number(row.numberOfSelections) || 1;
  if (type === 'checkbox' && row.limitSelection === 'range') Object.assign(field, { atLeast: Number(row.minSelections) || 0, atMost: Number(row.maxSelections) || choices.length });
  return field;
}

/** Reads n8n's parameters; `jsonOutput` (a list of fields) takes the place of the fields where `defineForm` says so. */
export function readForm(parameters: object): FormPage {
  const given = parameters as JsonObject;
  const options = isPlainObject(given.options) ? (given.options as JsonObject) : {};
  const rows = given.defineForm === 'json' ? fieldsOfJson(given.jsonOutput) : list(given.formFields, 'values');
  const button = text(options.buttonLabel);
  return {
    title: text(options.formTitle) || text(given.formTitle), description: text(options.formDescription) || text(given.formDescription), fields: rows.map(readField),
    ...(button !== '' && button !== 'Submit' ? { button } : {}),
  };
}

/** Throws an Error in words for text that is no list of fields. */
function fieldsOfJson(value: unknown): JsonObject[] {
  let parsed = value;
  if (typeof value === 'string') {
    try {
      parsed = JSON.parse(value);
    } catch {
      throw new Error('The form fields are not valid JSON');
    }
  }
  if (!Array.isArray(parsed)) throw new Error('The form fields must be a JSON list');
  return list(parsed, '');
}

/** Name of a field's input. Labels may be anything, so inputs are numbered. */
export const inputName = (index: number): string => `field-${index}`;

/** Name of the buttons that decide. */
export const DECISION = 'decision';

/** Key of the answer in the item. */
export const answerName = (field: FormField): string => field.name ?? field.label;

/** Name of the file's property, as n8n makes it; `count` above 1 numbers the files. */
export const fileName = (field: FormField, position: number, count: number): string => `${answerName(field).replace(/\W/g, '_')}${count > 1 ? `_${position}` : ''}`;

function problemOf(field: FormField, values: string[]): string | null {
  const [first = ''] = values;
  if (field.type === 'hiddenField' || field.type === 'html') return null;
  if (field.required && first.trim() === '') return 'Fill this in.';
  if (field.type === 'checkbox' && values.length < (field.atLeast ?? 0)) return `Choose at least ${field.atLeast}.`;
  if (field.type === 'checkbox' && values.length > (field.atMost ?? Number.POSITIVE_INFINITY)) return `Choose at most ${field.atMost}.`;
  if (first === '') return null;
  if (field.type === 'number' && !Number.isFinite(Number(first))) return 'This is not a number.';
  if (field.type === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(first)) return 'This is not an e-mail address.';
  if (field.type === 'date' && (!/^\d{4}-\d{2}-\d{2}$/.test(first) || Number.isNaN(Date.parse(first)))) return 'This is not a date.';
  if (field.choices.length > 0 && values.some(value => !field.choices.includes(value))) return 'Choose one of the choices.';
  return null;
}

export interface UploadedInfo { fileName: string | null; mimeType: string; size: number }

function fileProblem(field: FormField, files: UploadedInfo[]): string | null {
  if (files.length === 0) return field.required ? 'Choose a file.' : null;
  if (files.length > 1 && !field.several) return 'Choose one file.';
  return field.accept && files.some(file => !accepts(field.accept as string, file)) ? `Only ${field.accept} is taken.` : null;
}

/** The browser's rule for `accept`: an ending, a type, or a group of types. */
function accepts(list: string, { fileName, mimeType }: UploadedInfo): boolean {
  const rules = list.split(',').map(rule => rule.trim().toLowerCase()).filter(Boolean);
  return rules.length === 0 || rules.some(rule => (rule.startsWith('.') ? (fileName ?? '').toLowerCase().endsWith(rule) : rule.endsWith('/*') ? mimeType.startsWith(rule.slice(0, -1)) : rule.includes('/') ? mimeType === rule : (fileName ?? '').toLowerCase().endsWith(`.${rule}`)));
}

function answerOf(field: FormField, raw: Json | undefined, values: string[], open: boolean): Json {
  const [first = ''] = values;
  // A browser sends every field that can be written into: what is not there was not asked.
  if (raw === undefined && !['hiddenField', 'checkbox'].includes(field.type) && !field.several) return null;
  switch (field.type) {
    case 'hiddenField': return open && values.length > 0 ? first : field.value;
    case 'number': return first === '' ? null : Number(first);
    case 'checkbox': return values;
    case 'dropdown': return field.several ? values : first;
    case 'password': return first;
    default: return first.trim();
  }
}

/** What was sent for a field; callers that are no browser send several choices as one JSON list, as n8n's own page does. */
function valuesOf(field: FormField, raw: Json | undefined): string[] {
  if (typeof raw === 'string' && raw.startsWith('[') && (field.type === 'checkbox' || field.type === 'radio' || field.several)) {
    try {
      const list = JSON.parse(raw) as Json;
      if (Array.isArray(list)) return list.map(String);
    } catch {
      // a choice that starts with a bracket
    }
  }
  return (Array.isArray(raw) ? raw : raw === undefined || raw === '' ? [] : [raw]).map(String);
}

/** The item's json by answer name, or what is wrong by field. `sent`: values by input name; `files`: by input name. */
export function readAnswers(page: FormPage, sent: JsonObject, files: ReadonlyMap<string, UploadedInfo[]>): { json: JsonObject } | { problems: Map<number, string> } {
  const json: JsonObject = {};
  const problems = new Map<number, string>();
  if (page.decision) {
    json.approved = sent[DECISION] === 'approve';
    // Sent without a button: nothing is decided.
    if (!json.approved && !(page.decision.decline && sent[DECISION] === 'decline')) problems.set(-1, 'Choose a button.');
  }
  page.fields.forEach((field, index) => {
    if (field.type === 'html') {
      if (field.name) setOwn(json, field.name, field.html ?? '');
      return;
    }
    const raw = sent[inputName(index)];
    const values = valuesOf(field, raw);
    const uploads = files.get(inputName(index)) ?? [];
    const problem = field.type === 'file' ? fileProblem(field, uploads) : problemOf(field, values);
    if (problem !== null) problems.set(index, problem);
    if (field.type === 'radio' && values.length === 0) return;
    if (field.type !== 'file') setOwn(json, answerName(field), answerOf(field, raw, values, page.open === true));
    else if (uploads.length === 0) setOwn(json, answerName(field), null);
    else {
      const shown = uploads.map(({ fileName: filename, mimeType: mimetype, size }) => ({ filename, mimetype, size }));
      setOwn(json, answerName(field), uploads.length === 1 ? (shown[0] as Json) : shown);
    }
  });
  return problems.size > 0 ? { problems } : { json };
}
