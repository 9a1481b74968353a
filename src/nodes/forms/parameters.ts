// Parameters of nodes that show a form. Names are n8n's.
import { boolean, type Condition, rows, string, options as choice } from '../fields';

export const FIELD_TYPES = [
  { value: 'text', label: 'Text' }, { value: 'textarea', label: 'Long text' }, { value: 'number', label: 'Number' }, { value: 'email', label: 'E-mail' }, { value: 'password', label: 'Password' },
  { value: 'date', label: 'Date' }, { value: 'dropdown', label: 'Dropdown' }, { value: 'checkbox', label: 'Checkboxes' }, { value: 'radio', label: 'Radio buttons' }, { value: 'file', label: 'File' }, { value: 'hiddenField', label: 'Hidden' },
] as const;

export const formParameters = (show: Condition) => ({
  formTitle: string({ label: 'Form title', placeholder: 'Approve the refund', show }),
  formDescription: string({ label: 'Form description', lines: 3, show }),
  formFields: rows({
    label: 'Form fields', key: 'values', addLabel: 'Add field', show,
    fields: {
      fieldLabel: string({ label: 'Label' }),
      fieldType: choice({ label: 'Type', default: 'text', fixed: true, options: FIELD_TYPES }),
      placeholder: string({ label: 'Placeholder', show: { fieldType: ['text', 'textarea', 'number', 'email', 'password'] } }),
      fieldOptions: rows({ label: 'Choices', key: 'values', addLabel: 'Add choice', show: { fieldType: ['dropdown', 'checkbox', 'radio'] }, fields: { option: string({ label: 'Choice' }) } }),
      fieldValue: string({ label: 'Value', show: { fieldType: ['hiddenField'] } }),
      requiredField: boolean({ label: 'Required', show: { fieldType: ['text', 'textarea', 'number', 'email', 'password', 'date', 'dropdown', 'checkbox', 'radio', 'file'] } }),
    },
  }),
} as const);
