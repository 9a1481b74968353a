// Form: a further page of a form, or what is shown at its end.
import { defineNode } from '../contract';
import { boolean, collection, dateTime, json, number, options, string } from '../fields';
import { formFieldRows } from '../forms/parameters';

const PAGE = { operation: ['page'] } as const;
const ENDING = { operation: ['completion'] } as const;
const LIMITED = { operation: ['page'], limitWaitTime: [true] } as const;
const UNITS = ['minutes', 'hours', 'days'].map(value => ({ value, label: `${value[0]?.toUpperCase()}${value.slice(1)}` }));

export const form = defineNode({
  type: 'form',
  label: 'Form',
  description: 'Shows a further page of a form, or its end',
  group: 'flow',
  icon: 'form-input',
  aliases: ['page', 'next', 'completion', 'thank you', 'survey'],
  versions: [1, 2, 2.1, 2.2, 2.3, 2.4, 2.5],
  n8nTypes: ['n8n-nodes-base.form'],
  inputs: [{}],
  outputs: [{}],
  parameters: {
    operation: options({ label: 'Page type', default: 'page', fixed: true, options: [{ value: 'page', label: 'Next form page' }, { value: 'completion', label: 'Form ending' }] }),
    defineForm: options({ label: 'Define form', default: 'fields', fixed: true, options: [{ value: 'fields', label: 'With fields' }, { value: 'json', label: 'With JSON' }], show: PAGE }),
    jsonOutput: json({ label: 'Form fields', help: 'A list such as [{"fieldLabel": "Name", "requiredField": true}].', show: { operation: ['page'], defineForm: ['json'] } }),
    ...formFieldRows({ operation: ['page'], defineForm: ['fields'] }),
    limitWaitTime: boolean({ label: 'Limit wait time', help: 'When the limit passes, the items go on.', show: PAGE }),
    limitType: options({ label: 'Limit', default: 'afterTimeInterval', options: [{ value: 'afterTimeInterval', label: 'After a time interval' }, { value: 'atSpecifiedTime', label: 'At a specified time' }], show: LIMITED }),
    resumeAmount: number({ label: 'Amount', default: 1, min: 0, show: { ...LIMITED, limitType: ['afterTimeInterval'] } }),
    resumeUnit: options({ label: 'Unit', default: 'hours', options: UNITS, show: { ...LIMITED, limitType: ['afterTimeInterval'] } }),
    maxDateAndTime: dateTime({ label: 'Max date and time', show: { ...LIMITED, limitType: ['atSpecifiedTime'] } }),
    respondWith: options({
      label: 'Respond with', default: 'text', show: ENDING,
      options: [
        { value: 'text', label: 'Show a message' }, { value: 'redirect', label: 'Redirect' },
        { value: 'showText', label: 'Show text', help: 'Text or HTML' }, { value: 'returnBinary', label: 'Return a file' },
      ],
    }),
    redirectUrl: string({ label: 'URL', required: true, show: { operation: ['completion'], respondWith: ['redirect'] } }),
    completionTitle: string({ label: 'Title', required: true, show: { operation: ['completion'], respondWith: ['text', 'returnBinary'] } }),
    completionMessage: string({ label: 'Message', lines: 2, show: { operation: ['completion'], respondWith: ['text', 'returnBinary'] } }),
    responseText: string({ label: 'Text', lines: 4, show: { operation: ['completion'], respondWith: ['showText'] } }),
    inputDataFieldName: string({ label: 'File property', default: 'data', show: { operation: ['completion'], respondWith: ['returnBinary'] } }),
    options: collection({
      label: 'Options',
      fields: {
        formTitle: string({ label: 'Form title' }),
        formDescription: string({ label: 'Form description', lines: 2 }),
        buttonLabel: string({ label: 'Button label', default: 'Submit' }),
        customCss: string({ label: 'Custom CSS', lines: 3, help: 'Not used by Weft.' }),
      },
    }),
  },
  effect: 'pure',
  subtitle: ({ operation }) => (operation === 'completion' ? 'ending' : 'page'),
});
