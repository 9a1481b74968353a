// Email trigger (engine-nodes.md 9.5): messages that the search finds and that were not given before, oldest first.
import type { Json } from '~/lib/json';
import { NodeError, type RunNode } from '../contract';
import type { emailReadImap } from './definition';
import { messageItem } from './message';

const AT_ONCE = 50;

function searchOf(text: string | undefined): Json {
  if (text === undefined || text.trim() === '') return ['UNSEEN'];
  try {
    return JSON.parse(text);
  } catch {
    throw new NodeError('The search is not valid JSON', { description: 'For example ["UNSEEN", ["SINCE", "2026-01-31"]].' });
  }
}

export const runEmailReadImap: RunNode<typeof emailReadImap> = async ({ parameters, tools, execution, node }) => {
  const { mailbox, postProcessAction, downloadAttachments, format, dataPropertyAttachmentsPrefixName, options } = parameters.at();
  // Trying it out by hand changes neither the mailbox nor what is kept.
  const trial = execution.mode === 'manual';
  const kept = tools.staticData('node');
  const track = !trial && options.trackLastMessageId !== false;
  const { uidValidity, mails } = await tools.mail.fetch({
    credentialType: 'imap', mailbox: mailbox || 'INBOX', search: searchOf(options.customEmailConfig), afterUid: track ? Number(kept.lastMessageUid ?? 0) : 0,
    uidValidity: track ? String(kept.uidValidity ?? '') : '', markRead: postProcessAction === 'read' && !trial, limit: trial ? 1 : AT_ONCE,
    ...(options.allowUnauthorizedCerts ? { allowUnauthorizedCerts: true } : {}),
  });
  const how = { format, downloadAttachments, prefix: dataPropertyAttachmentsPrefixName, typeVersion: node.typeVersion };
  const items = [];
  for (const mail of mails) items.push(await messageItem(mail, how, tools));
  if (track) {
    const before = kept.uidValidity === uidValidity ? Number(kept.lastMessageUid ?? 0) : 0;
    kept.uidValidity = uidValidity;
    kept.lastMessageUid = Math.max(before, ...mails.map(mail => mail.uid));
  }
  return [items];
};
