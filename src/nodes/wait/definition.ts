// Wait: pauses the execution until a time has passed or its resume URL is called.
import { defineNode } from '../contract';
import { boolean, collection, dateTime, number, options, rows, string } from '../fields';
import { formParameters } from '../forms/parameters';
import { shortText } from '../subtitle';
import { foldWait } from './versions';

const UNITS = [
  { value: 'seconds', label: 'Seconds' },
  { value: 'minutes', label: 'Minutes' },
  { value: 'hours', label: 'Hours' },
  { value: 'days', label: 'Days' },
] as const;

const LIMITED = { resume: ['webhook', 'form'], limitWaitTime: [true] } as const;

export const wait = defineNode({
  type: 'wait',
  label: 'Wait',
  description: 'Pauses the execution for a time, until a moment, or until its resume URL is called',
  group: 'flow',
  icon: 'hourglass',
  aliases: ['pause', 'sleep', 'delay', 'timeout', 'approval', 'resume'],
  versions: [1, 1.1],
  n8nTypes: ['n8n-nodes-base.wait'],
  inputs: [{}],
  outputs: [{}],
  parameters: {
    resume: options({
      label: 'Resume',
      default: 'timeInterval',
      options: [
        { value: 'timeInterval', label: 'After a time interval' },
        { value: 'specificTime', label: 'At a specified time' },
        { value: 'webhook', label: 'On webhook call' },
        { value: 'form', label: 'On form submission' },
      ],
    }),
    dateTime: dateTime({ label: 'Date and time', required: true, show: { resume: ['specificTime'] } }),
    amount: number({ label: 'Wait amount', default: 5, min: 0, show: { resume: ['timeInterval'] } }),
    unit: options({ label: 'Unit', default: 'seconds', options: UNITS, show: { resume: ['timeInterval'] } }),
    httpMethod: options({
      label: 'Method',
      default: 'GET',
      show: { resume: ['webhook'] },
      options: [
        { value: 'GET', label: 'GET' },
        { value: 'POST', label: 'POST' },
        { value: 'PUT', label: 'PUT' },
        { value: 'PATCH', label: 'PATCH' },
        { value: 'DELETE', label: 'DELETE' },
        { value: 'HEAD', label: 'HEAD' },
      ],
    }),
    responseMode: options({
      label: 'Respond',
      default: 'onReceived',
      show: { resume: ['webhook'] },
      options: [
        { value: 'onReceived', label: 'Immediately' },
        { value: 'lastNode', label: 'When the workflow ends' },
        { value: 'responseNode', label: 'By a "Respond to webhook" node' },
      ],
    }),
    responseCode: number({ label: 'Response code', default: 200, min: 100, max: 599, show: { resume: ['webhook'], responseMode: ['onReceived', 'lastNode'] } }),
    ...formParameters({ resume: ['form'] }),
    limitWaitTime: boolean({ label: 'Limit wait time', help: 'When the limit passes, the items go on.', show: { resume: ['webhook', 'form'] } }),
    limitType: options({
      label: 'Limit',
      default: 'afterTimeInterval',
      show: LIMITED,
      options: [
        { value: 'afterTimeInterval', label: 'After a time interval' },
        { value: 'atSpecifiedTime', label: 'At a specified time' },
      ],
    }),
    resumeAmount: number({ label: 'Amount', default: 1, min: 0, show: { ...LIMITED, limitType: ['afterTimeInterval'] } }),
    resumeUnit: options({ label: 'Unit', default: 'hours', options: UNITS, show: { ...LIMITED, limitType: ['afterTimeInterval'] } }),
    maxDateAndTime: dateTime({ label: 'Max date and time', show: { ...LIMITED, limitType: ['atSpecifiedTime'] } }),
    options: collection({
      label: 'Options',
      show: { resume: ['webhook', 'form'] },
      fields: {
        webhookSuffix: string({ label: 'Webhook suffix', help: 'Added to the resume URL; tells several waits of one execution apart.' }),
        responseHeaders: rows({ label: 'Response headers', key: 'entries', addLabel: 'Add header', fields: { name: string({ label: 'Name' }), value: string({ label: 'Value' }) } }),
      },
    }),
  },
  effect: 'pure',
  subtitle: ({ resume = 'timeInterval', amount = 5, unit = 'seconds', dateTime: moment }) =>
    resume === 'timeInterval' ? `${shortText(amount)} ${shortText(unit)}` : resume === 'specificTime' ? `until ${shortText(moment)}` : resume === 'form' ? 'until a form is sent' : 'until its URL is called',
  fold: foldWait,
});
