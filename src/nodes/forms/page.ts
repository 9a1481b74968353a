// A form as data: what its node asks for, and what was sent back, checked field by field.
import type { Json, JsonObject } from '~/lib/json';
import { setOwn } from '~/lib/json';

export type FormFieldType = 'text' | 'textarea' | 'number' | 'email' | 'password' | 'date' | 'dropdown' | 'checkbox' | 'radio' | 'file' | 'hiddenField';

export interface FormField {
  label: string;
  type: FormFieldType;
  placeholder: string;
  required: boolean;
  choices: string[];
  /** Of a hidden field. */
  value: string;
}

export interface FormPage { title: string; description: string; fields: FormField[] }

interface FormParameters {
  formTitle?: string;
  formDescription?: string;
  formFields?: { values?: { fieldLabel: string; fieldType: FormFieldType; placeholder: string; requiredField: boolean; fieldValue: string; fieldOptions: { values?: { option: string }[] } }[] };
}

export function readForm(parameters: FormParameters): FormPage {
  return {
    title: parameters.formTitle || 'Form',
    description: parameters.formDescription ?? '',
    fields: (parameters.formFields?.values ?? []).map((field, index) => ({
      label: field.fieldLabel || `Field ${index + 1}`, type: field.fieldType, placeholder: field.placeholder ?? '', required: field.requiredField === true, value: field.fieldValue ?? '',
      choices: (field.fieldOptions?.values ?? []).map(choice => choice.option).filter(Boolean),
    })),
  };
}

/** Name of a field's input. Labels may be anything, so inputs are numbered. */
export const inputName = (index: number): string => `field-${index}`;

/** The item's json by label, or what is wrong by field. `sent`: values by input name; files are checked by `uploaded`. */
export function readAnswers(page: FormPage, sent: JsonObject, uploaded: ReadonlySet<string>): { json: JsonObject } | { problems: Map<number, string> } {
  const json: JsonObject = {};
  const problems = new Map<number, string>();
  page.fields.forEach((field, index) => {
    const raw = sent[inputName(index)];
    const list = (Array.isArray(raw) ? raw : raw === undefined || raw === '' ? [] : [raw]).map(String);
    const [first = ''] = list;
    if (field.type === 'file') {
      if (field.required && !uploaded.has(inputName(index))) problems.set(index, 'Choose a file.');
      return;
    }
    if (field.required && first.trim() === '' && field.type !== 'hiddenField') problems.set(index, 'Fill this in.');
    else if (field.type === 'number' && first !== '' && !Number.isFinite(Number(first))) problems.set(index, 'This is not a number.');
    else if (field.type === 'email' && first !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(first)) problems.set(index, 'This is not an e-mail address.');
    else if (field.choices.length > 0 && list.some(value => !field.choices.includes(value))) problems.set(index, 'Choose one of the choices.');
    const value: Json = field.type === 'hiddenField' ? field.value : field.type === 'number' ? (first === '' ? null : Number(first)) : field.type === 'checkbox' ? list : first;
    setOwn(json, field.label, value);
  });
  return problems.size > 0 ? { problems } : { json };
}
