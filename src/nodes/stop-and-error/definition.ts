// Stop and error: ends the execution as failed with a message of your own.
import { defineNode } from '../contract';
import { json, options, string } from '../fields';
import { shortText } from '../subtitle';

export const stopAndError = defineNode({
  type: 'stopAndError',
  label: 'Stop and error',
  description: 'Ends the execution as failed, with your message',
  group: 'flow',
  icon: 'octagon-x',
  aliases: ['throw', 'fail', 'abort', 'exception'],
  versions: [1],
  n8nTypes: ['n8n-nodes-base.stopAndError'],
  inputs: [{}],
  outputs: [],
  parameters: {
    errorType: options({
      label: 'Error type',
      default: 'errorMessage',
      options: [
        { value: 'errorMessage', label: 'Message' },
        { value: 'errorObject', label: 'Object' },
      ],
    }),
    errorMessage: string({ label: 'Error message', required: true, placeholder: 'The order has no customer', show: { errorType: ['errorMessage'] } }),
    errorObject: json({ label: 'Error object', required: true, default: '', placeholder: '{ "message": "The order has no customer", "code": 404 }', show: { errorType: ['errorObject'] } }),
  },
  effect: 'pure',
  subtitle: ({ errorType = 'errorMessage', errorMessage }) => (errorType === 'errorMessage' ? shortText(errorMessage) : 'error object'),
});
