// Form trigger: starts the workflow when somebody sends a form that Weft serves.
import { defineNode } from '../contract';
import { boolean, collection, group, notice, options, string } from '../fields';
import { formParameters } from '../forms/parameters';
import { shortText } from '../subtitle';

export const formTrigger = defineNode({
  type: 'formTrigger',
  label: 'Form trigger',
  description: 'Starts the workflow when somebody sends its form',
  group: 'trigger',
  icon: 'form-input',
  aliases: ['survey', 'questionnaire', 'upload', 'input', 'page'],
  versions: [1, 2, 2.1, 2.2, 2.3, 2.4, 2.5],
  n8nTypes: ['n8n-nodes-base.formTrigger'],
  trigger: 'form',
  inputs: [],
  outputs: [{}],
  parameters: {
    authentication: options({ label: 'Authentication', default: 'none', fixed: true, options: [{ value: 'none', label: 'None' }, { value: 'basicAuth', label: 'User and password' }] }),
    path: string({ label: 'Path', help: 'The URL has a secret part of its own; nothing is needed here.', show: { '@version': { to: 2 } } }),
    ...formParameters({}),
    formNote: notice('Further pages: add Form steps behind this one.'),
    responseMode: options({
      label: 'Respond when', default: 'onReceived',
      options: [
        { value: 'onReceived', label: 'Form is sent' },
        { value: 'lastNode', label: 'Workflow ends' },
        { value: 'responseNode', label: 'A "Respond to webhook" step runs' },
      ],
    }),
    options: collection({
      label: 'Options',
      fields: {
        path: string({ label: 'Path', help: 'The URL has a secret part of its own; nothing is needed here.' }),
        buttonLabel: string({ label: 'Button label', default: 'Submit' }),
        respondWithOptions: group({
          label: 'Response', key: 'values',
          fields: {
            respondWith: options({ label: 'Respond with', default: 'text', options: [{ value: 'text', label: 'Text' }, { value: 'redirect', label: 'Redirect' }] }),
            formSubmittedText: string({ label: 'Text', default: 'Your response has been recorded', show: { respondWith: ['text'] } }),
            redirectUrl: string({ label: 'URL', show: { respondWith: ['redirect'] } }),
          },
        }),
        ignoreBots: boolean({ label: 'Ignore crawlers' }),
        useWorkflowTimezone: boolean({ label: 'Time zone of the workflow', default: true, help: 'For "submittedAt"; otherwise UTC.' }),
        appendAttribution: boolean({ label: 'Append attribution', help: 'Weft never adds anything to a form.' }),
        customCss: string({ label: 'Custom CSS', lines: 3, help: 'Not used by Weft.' }),
      },
    }),
  },
  credentials: [{ type: 'httpBasicAuth', label: 'User and password', required: true, show: { authentication: ['basicAuth'] } }],
  effect: 'pure',
  subtitle: ({ formTitle }) => shortText(formTitle),
});
