// Forms as data.
import { describe, expect, it } from 'vitest';
import { type FormField, readAnswers, readForm } from './page';

const field = (label: string, more: Partial<FormField> = {}): FormField => ({ label, type: 'text', placeholder: '', required: false, choices: [], value: '', ...more });
const page = (...fields: FormField[]) => ({ title: 't', description: '', fields });

describe('forms', () => {
  it('reads n8n\'s parameters', () => {
    expect(readForm({ formTitle: 'T', formFields: { values: [{ fieldLabel: 'Colour', fieldType: 'dropdown', placeholder: '', requiredField: true, fieldValue: '', fieldOptions: { values: [{ option: 'red' }, { option: '' }] } }] } })).toEqual(page2);
  });
  const page2 = { title: 'T', description: '', fields: [field('Colour', { type: 'dropdown', required: true, choices: ['red'] })] };

  it('gives answers by label, numbers as numbers and checkboxes as lists', () => {
    const asked = page(field('Name'), field('Age', { type: 'number' }), field('Likes', { type: 'checkbox', choices: ['a', 'b'] }), field('Secret', { type: 'hiddenField', value: 'kept' }), field('__proto__'));
    const read = readAnswers(asked, { 'field-0': 'Ana', 'field-1': '7', 'field-2': ['a', 'b'], 'field-3': 'forged', 'field-4': 'x' }, new Map());
    expect('json' in read && Object.entries(read.json)).toEqual([['Name', 'Ana'], ['Age', 7], ['Likes', ['a', 'b']], ['Secret', 'kept'], ['__proto__', 'x']]);
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });

  it('names what is wrong, field by field', () => {
    const asked = page(field('Name', { required: true }), field('Age', { type: 'number' }), field('Mail', { type: 'email' }), field('Colour', { type: 'radio', choices: ['red'] }), field('File', { type: 'file', required: true }));
    const read = readAnswers(asked, { 'field-1': 'x', 'field-2': 'x', 'field-3': 'blue' }, new Map());
    expect('problems' in read && [...read.problems.keys()]).toEqual([0, 1, 2, 3, 4]);
  });
});
