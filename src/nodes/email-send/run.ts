// Send email (engine-nodes.md 9.5): gives back what the SMTP server said.
import type { Item } from '~/engine/items';
import { NodeError, type RunContext, type RunNode } from '../contract';
import { eachItemAsync } from '../each-item';
import { fieldNames } from '../field-names';
import type { ParametersOf } from '../fields';
import { sendAndWait } from './ask';
import type { emailSend } from './definition';

/** Files by property name; a name the item does not have is an error, as a message without its attachment is wrong. */
function attachmentsOf(item: Item, names: unknown) {
  return fieldNames(names as string).map(name => {
    const file = item.binary !== undefined && Object.hasOwn(item.binary, name) ? item.binary[name] : undefined;
    if (!file) throw new NodeError(`The item has no file "${name}" to attach`);
    return { file, fileName: file.fileName ?? (file.fileExtension ? `${name}.${file.fileExtension}` : name) };
  });
}

export const runEmailSend: RunNode<typeof emailSend> = async context => {
  if (context.parameters.at().operation === 'sendAndWait') return sendAndWait(context);
  return [await sendEach(context)];
};

const sendEach = (context: RunContext<ParametersOf<typeof emailSend.parameters>>): Promise<Item[]> =>
  eachItemAsync(context, async (item, index) => {
    const { fromEmail, toEmail, subject, emailFormat, text, html, options } = context.parameters.at(index);
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
  });
