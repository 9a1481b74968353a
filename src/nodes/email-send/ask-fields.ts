// Parameters of "send and wait": what is asked, and how long the answer is waited for. Names are n8n's.
import { dateTime, group, json, number, options, string } from '../fields';
import { formFieldRows } from '../forms/parameters';

export const SEND = { operation: ['send'] } as const;
const ASK = { operation: ['sendAndWait'] } as const;
const FORM = { operation: ['sendAndWait'], responseType: ['customForm'] } as const;

export const askParameters = {
  message: string({ label: 'Message', lines: 4, required: true, show: ASK }),
  responseType: options({
    label: 'Response type', default: 'approval', fixed: true, show: ASK,
    options: [{ value: 'approval', label: 'Approval' }, { value: 'freeText', label: 'Free text' }, { value: 'customForm', label: 'Form' }],
  }),
  approvalOptions: group({
    label: 'Approval', key: 'values', show: { operation: ['sendAndWait'], responseType: ['approval'] },
    fields: {
      approvalType: options({ label: 'Buttons', default: 'single', options: [{ value: 'single', label: 'Approve only' }, { value: 'double', label: 'Approve and decline' }] }),
      approveLabel: string({ label: 'Approve button', default: 'Approve' }),
      disapproveLabel: string({ label: 'Decline button', default: 'Decline', show: { approvalType: ['double'] } }),
    },
  }),
  defineForm: options({ label: 'Define form', default: 'fields', fixed: true, options: [{ value: 'fields', label: 'With fields' }, { value: 'json', label: 'With JSON' }], show: FORM }),
  jsonOutput: json({ label: 'Form fields', show: { ...FORM, defineForm: ['json'] } }),
  ...formFieldRows({ ...FORM, defineForm: ['fields'] }),
} as const;

export const askOptions = {
  limitWaitTime: group({
    label: 'Limit wait time', key: 'values', show: { '/operation': ['sendAndWait'] },
    fields: {
      limitType: options({ label: 'Limit', default: 'afterTimeInterval', options: [{ value: 'afterTimeInterval', label: 'After a time interval' }, { value: 'atSpecifiedTime', label: 'At a specified time' }] }),
      resumeAmount: number({ label: 'Amount', default: 45, min: 0, show: { limitType: ['afterTimeInterval'] } }),
      resumeUnit: options({ label: 'Unit', default: 'minutes', options: [{ value: 'minutes', label: 'Minutes' }, { value: 'hours', label: 'Hours' }, { value: 'days', label: 'Days' }], show: { limitType: ['afterTimeInterval'] } }),
      maxDateAndTime: dateTime({ label: 'Max date and time', show: { limitType: ['atSpecifiedTime'] } }),
    },
  }),
  messageButtonLabel: string({ label: 'Button of the message', default: 'Respond', show: { '/operation': ['sendAndWait'] } }),
  responseFormTitle: string({ label: 'Form title', show: { '/operation': ['sendAndWait'] } }),
  responseFormDescription: string({ label: 'Form description', show: { '/operation': ['sendAndWait'] } }),
  responseFormButtonLabel: string({ label: 'Form button', default: 'Submit', show: { '/operation': ['sendAndWait'] } }),
} as const;
