// Send email (engine-nodes.md 9.5): gives back what the SMTP server said.
import type { Item } from '~/engine/items';
import { NodeError, type RunNode } from '../contract';
import { eachItemAsync } from '../each-item';
import { fieldNames } from '../field-names';
import type { emailSend } from './definition';

/** Files by property name; a name the item does not have is an error, as a message without its attachment is wrong. */
function attachmentsOf(item: Item, names: unknown) {
  return fieldNames(names as string).map(name => {
    const file = item.binary !== undefined && Object.hasOwn(item.binary, name) ? item.binary[name] : undefined;
    if (!file) throw new NodeError(`The item has no file "${name}" to attach`);
    return { file, fileName: file.fileName ?? (file.fileExtension ? `${name}.${file.fileExtension}` : name) };
  });
}

export const runEmailSend: RunNode<typeof emailSend> = async context => [
  await eachItemAsync(context, async (item, index) => {
    const { operation, fromEmail, toEmail, subject, emailFormat, text, html, options } = context.parameters.at(index);
    if (operation === 'sendAndWait') throw new NodeError('"Send and wait" is not available here', { description: 'Send the link of a form with a Wait node after it.' });
    if (fromEmail.trim() === '') throw new NodeError('The sender (From) is empty');
    if (toEmail.trim() === '' && !options.ccEmail && !options.bccEmail) throw new NodeError('The receiver (To) is empty');
    const sent = await context.tools.mail.send({
      credentialType: 'smtp',
      from: fromEmail, to: toEmail, subject,
      ...(options.ccEmail ? { cc: options.ccEmail } : {}), ...(options.bccEmail ? { bcc: options.bccEmail } : {}), ...(options.replyTo ? { replyTo: options.replyTo } : {}),
      ...(emailFormat !== 'html' && text ? { text } : {}), ...(emailFormat !== 'text' && html ? { html } : {}),
      attachments: attachmentsOf(item, options.attachments),
      ...(options.allowUnauthorizedCerts ? { allowUnauthorizedCerts: true } : {}),
    });
    return { json: sent };
  }),
];
