// Send email: a message over SMTP for each item.
import { defineNode } from '../contract';
import { boolean, collection, options, string } from '../fields';
import { shortText } from '../subtitle';
import { askOptions, askParameters, SEND } from './ask-fields';
import { foldEmailSend } from './versions';

export const emailSend = defineNode({
  type: 'emailSend',
  label: 'Send email',
  description: 'Sends a message over SMTP for each item',
  group: 'app',
  icon: 'mail',
  aliases: ['smtp', 'mail', 'message', 'notify'],
  versions: [1, 2, 2.1],
  n8nTypes: ['n8n-nodes-base.emailSend'],
  inputs: [{}],
  outputs: [{}],
  parameters: {
    resource: options({ label: 'Resource', default: 'email', fixed: true, options: [{ value: 'email', label: 'Email' }] }),
    operation: options({ label: 'Operation', default: 'send', fixed: true, options: [{ value: 'send', label: 'Send' }, { value: 'sendAndWait', label: 'Send and wait for an answer' }] }),
    fromEmail: string({ label: 'From', required: true, placeholder: 'Nathan Doe <nate@example.com>' }),
    toEmail: string({ label: 'To', required: true, placeholder: 'info@example.com, other@example.com' }),
    subject: string({ label: 'Subject' }),
    ...askParameters,
    emailFormat: options({ label: 'Format', default: 'html', show: SEND, options: [{ value: 'text', label: 'Text' }, { value: 'html', label: 'HTML' }, { value: 'both', label: 'Both' }] }),
    text: string({ label: 'Text', lines: 5, show: { ...SEND, emailFormat: ['text', 'both'] } }),
    html: string({ label: 'HTML', as: 'html', lines: 5, show: { ...SEND, emailFormat: ['html', 'both'] } }),
    options: collection({
      label: 'Options',
      fields: {
        appendAttribution: boolean({ label: 'Append attribution', help: 'Weft never adds anything to a message.' }),
        attachments: string({ label: 'Attachments', placeholder: 'data, invoice', help: 'File properties of the item, with commas between them.' }),
        ccEmail: string({ label: 'Cc' }),
        bccEmail: string({ label: 'Bcc' }),
        replyTo: string({ label: 'Reply to' }),
        ...askOptions,
        allowUnauthorizedCerts: boolean({ label: 'Ignore TLS errors' }),
      },
    }),
  },
  credentials: [{ type: 'smtp', label: 'SMTP', required: true }],
  effect: 'write',
  subtitle: ({ toEmail }) => shortText(toEmail),
  fold: foldEmailSend,
});
