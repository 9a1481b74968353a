// Email trigger (IMAP): starts the workflow with new messages of a mailbox.
import { defineNode } from '../contract';
import { boolean, collection, number, options, string } from '../fields';
import { shortText } from '../subtitle';

export const emailReadImap = defineNode({
  type: 'emailReadImap',
  label: 'Email trigger (IMAP)',
  description: 'Starts the workflow when a mailbox has new messages',
  group: 'trigger',
  icon: 'inbox',
  aliases: ['mail', 'message', 'receive', 'imap', 'poll'],
  versions: [1, 2, 2.1],
  n8nTypes: ['n8n-nodes-base.emailReadImap'],
  trigger: 'event',
  polls: true,
  inputs: [],
  outputs: [{}],
  parameters: {
    mailbox: string({ label: 'Mailbox', default: 'INBOX' }),
    postProcessAction: options({ label: 'Afterwards', default: 'read', options: [{ value: 'read', label: 'Mark as read' }, { value: 'nothing', label: 'Nothing' }] }),
    downloadAttachments: boolean({ label: 'Attachments', show: { format: ['simple'] }, help: 'Comes with the files of the message.' }),
    format: options({
      label: 'Format', default: 'simple',
      options: [
        { value: 'simple', label: 'Simple', help: 'Texts, addresses and headers' },
        { value: 'resolved', label: 'Resolved', help: 'Everything, with files' },
        { value: 'raw', label: 'Raw', help: 'The message as it came' },
      ],
    }),
    dataPropertyAttachmentsPrefixName: string({ label: 'Property prefix', default: 'attachment_', show: { format: ['simple', 'resolved'] } }),
    options: collection({
      label: 'Options',
      fields: {
        customEmailConfig: string({ label: 'Search', default: '["UNSEEN"]', placeholder: '["UNSEEN", ["SINCE", "2026-01-31"]]', help: 'IMAP search conditions as JSON.' }),
        allowUnauthorizedCerts: boolean({ label: 'Ignore TLS errors' }),
        forceReconnect: number({ label: 'Reconnect after', default: 60, min: 1, unit: 'min', help: 'Weft looks every minute with a new connection.' }),
        trackLastMessageId: boolean({ label: 'Only newer messages', default: true, help: 'Off: every message that the search finds.' }),
      },
    }),
  },
  credentials: [{ type: 'imap', label: 'IMAP', required: true }],
  effect: 'read',
  subtitle: ({ mailbox = 'INBOX' }) => shortText(mailbox),
});
