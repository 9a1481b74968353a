// "Send and wait": a message with a link to a form of this execution, which waits until somebody answers.
import { NodeError, type NodeResult, type RunContext } from '../contract';
import type { ParametersOf } from '../fields';
import { type FormPage, readForm } from '../forms/page';
import { limitOf } from '../moments';
import { passAll } from '../passed';
import type { emailSend } from './definition';

type Parameters = ParametersOf<typeof emailSend.parameters>;

const escape = (text: string): string => text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);

/** What the link leads to. A decision needs a button there: mail scanners open every link, and must decide nothing. */
export function pageOf(parameters: Parameters): FormPage {
  const { responseType, message, options, subject } = parameters;
  const title = options.responseFormTitle || subject || 'Please respond';
  if (responseType === 'approval') {
    const { approvalType = 'single', approveLabel = 'Approve', disapproveLabel = 'Decline' } = parameters.approvalOptions.values ?? {};
    return { title, description: message, fields: [], bare: true, decision: { approve: approveLabel, ...(approvalType === 'double' ? { decline: disapproveLabel } : {}) } };
  }
  const button = options.responseFormButtonLabel && options.responseFormButtonLabel !== 'Submit' ? { button: options.responseFormButtonLabel } : {};
  const description = options.responseFormDescription || message;
  if (responseType === 'freeText') return { title, description, bare: true, ...button, fields: [{ label: 'Response', name: 'text', type: 'textarea', placeholder: '', required: true, choices: [], value: '' }] };
  const page = readForm({ defineForm: parameters.defineForm, jsonOutput: parameters.jsonOutput, formFields: parameters.formFields });
  if (page.fields.length === 0) throw new NodeError('The form has no fields');
  return { ...page, title, description, bare: true, ...button };
}

/** One message for the first item; the others wait with it. */
export async function sendAndWait(context: RunContext<Parameters>): Promise<NodeResult> {
  const parameters = context.parameters.at();
  const { fromEmail, toEmail, subject, message, options, responseType } = parameters;
  const { resumeUrl, timezone } = context.execution;
  if (fromEmail.trim() === '' || toEmail.trim() === '') throw new NodeError('The sender (From) or the receiver (To) is empty', { itemIndex: 0 });
  if (!resumeUrl) throw new NodeError('An answer cannot be waited for here');
  const form = pageOf(parameters);
  const { resumeAmount = 45, resumeUnit = 'minutes', limitType = 'afterTimeInterval', maxDateAndTime = '' } = options.limitWaitTime?.values ?? {};
  const until = options.limitWaitTime?.values ? limitOf({ resumeAmount, resumeUnit, limitType, maxDateAndTime }, context.tools.now(), timezone) : undefined;
  const link = resumeUrl.replace('/webhook-waiting/', '/form-waiting/');
  const word = responseType === 'approval' ? (form.decision?.decline ? 'Decide' : (form.decision?.approve ?? 'Approve')) : options.messageButtonLabel || 'Respond';
  await context.tools.mail.send({
    credentialType: 'smtp', from: fromEmail, to: toEmail, subject, attachments: [], text: `${message}\n\n${word}: ${link}\n`,
    html: `<p style="white-space:pre-wrap">${escape(message)}</p><p><a href="${escape(link)}">${escape(word)}</a></p>`,
    ...(options.ccEmail ? { cc: options.ccEmail } : {}), ...(options.bccEmail ? { bcc: options.bccEmail } : {}), ...(options.replyTo ? { replyTo: options.replyTo } : {}), ...(options.allowUnauthorizedCerts ? { allowUnauthorizedCerts: true } : {}),
  });
  return { outputs: [passAll(context.items)], wait: { kind: 'webhook', method: 'POST', form, ...(until === undefined ? {} : { until }) } };
}
