// Parameters of nodes that show a form. Names are n8n's.
import { boolean, type Condition, number, rows, string, options as choice } from '../fields';

export const FIELD_TYPES = [
  { value: 'text', label: 'Text' }, { value: 'textarea', label: 'Long text' }, { value: 'number', label: 'Number' }, { value: 'email', label: 'E-mail' }, { value: 'password', label: 'Password' },
  { value: 'date', label: 'Date' }, { value: 'dropdown', label: 'Dropdown' }, { value: 'checkbox', label: 'Checkboxes' }, { value: 'radio', label: 'Radio buttons' }, { value: 'file', label: 'File' }, { value: 'hiddenField', label: 'Hidden' }, { value: 'html', label: 'HTML' },
] as const;

const MULTIPLE = { fieldType: ['checkbox'], limitSelection: ['range'] } as const;

export const formFieldRows = (show: Condition) => ({
  formFields: rows({
    label: 'Form fields', key: 'values', addLabel: 'Add field', show,
    fields: {
      fieldLabel: string({ label: 'Label', hide: { fieldType: ['html', 'hiddenField'] } }),
      fieldName: string({ label: 'Name', help: 'Of the answer in the item; the label where nothing is given.', hide: { fieldType: ['html'] } }),
      elementName: string({ label: 'Name', help: 'Puts the HTML into the item under this name.', show: { fieldType: ['html'] } }),
      fieldType: choice({ label: 'Type', default: 'text', fixed: true, options: FIELD_TYPES }),
      placeholder: string({ label: 'Placeholder', show: { fieldType: ['text', 'textarea', 'number', 'email', 'password'] } }),
      fieldOptions: rows({ label: 'Choices', key: 'values', addLabel: 'Add choice', show: { fieldType: ['dropdown', 'checkbox', 'radio'] }, fields: { option: string({ label: 'Choice' }) } }),
      multiselect: boolean({ label: 'Several choices', show: { fieldType: ['dropdown'] } }),
      limitSelection: choice({ label: 'Number of choices', default: 'unlimited', options: [{ value: 'unlimited', label: 'Any' }, { value: 'exact', label: 'Exactly' }, { value: 'range', label: 'Between' }], show: { fieldType: ['checkbox'] } }),
      numberOfSelections: number({ label: 'Exactly', default: 1, min: 1, show: { fieldType: ['checkbox'], limitSelection: ['exact'] } }),
      minSelections: number({ label: 'At least', default: 0, min: 0, show: MULTIPLE }),
      maxSelections: number({ label: 'At most', default: 1, min: 1, show: MULTIPLE }),
      multipleFiles: boolean({ label: 'Several files', default: true, show: { fieldType: ['file'] } }),
      acceptFileTypes: string({ label: 'Accepted files', placeholder: '.jpg, .png', show: { fieldType: ['file'] } }),
      html: string({ label: 'HTML', as: 'html', lines: 5, help: 'Scripts and styles are taken out.', show: { fieldType: ['html'] } }),
      defaultValue: string({ label: 'Default value', show: { fieldType: ['text', 'textarea', 'number', 'email', 'date', 'dropdown', 'radio'] } }),
      fieldValue: string({ label: 'Value', show: { fieldType: ['hiddenField'] } }),
      requiredField: boolean({ label: 'Required', show: { fieldType: ['text', 'textarea', 'number', 'email', 'password', 'date', 'dropdown', 'checkbox', 'radio', 'file'] } }),
    },
  }),
} as const);

export const formParameters = (show: Condition) => ({
  formTitle: string({ label: 'Form title', placeholder: 'Approve the refund', show }),
  formDescription: string({ label: 'Form description', lines: 3, show }),
  ...formFieldRows(show),
} as const);
