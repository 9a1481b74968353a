// A message as an item, in the three formats of n8n.
import PostalMime, { type Address, type Email } from 'postal-mime';
import type { BinaryRef, Item } from '~/engine/items';
import { type Json, type JsonObject, setOwn } from '~/lib/json';
import type { Tools } from '../contract';
import type { FetchedMail } from '../tools/systems';

export interface MessageFormat { format: string; downloadAttachments: boolean; prefix: string }

const TOP = new Set(['cc', 'date', 'from', 'subject', 'to']);

export async function messageItem(mail: FetchedMail, how: MessageFormat, tools: Pick<Tools, 'files'>): Promise<Item> {
  if (how.format === 'raw') return { json: { raw: Buffer.from(mail.source).toString('utf8'), attributes: { uid: mail.uid } } };
  const email = await PostalMime.parse(mail.source);
  const binary = how.format === 'resolved' || how.downloadAttachments ? await filesOf(email, how.prefix, tools) : {};
  const json = how.format === 'resolved' ? resolved(email) : simple(email);
  return { json: { ...json, attributes: { uid: mail.uid } }, ...(Object.keys(binary).length > 0 ? { binary } : {}) };
}

/** Texts, addresses as text, and the other headers under `metadata` (the first one of a name). */
function simple(email: Email): JsonObject {
  const json: JsonObject = { textHtml: email.html ?? '', textPlain: email.text ?? '' };
  const metadata: JsonObject = {};
  for (const { key, value } of email.headers) {
    const target = TOP.has(key) ? json : metadata;
    if (!Object.hasOwn(target, key)) setOwn(target, key, value);
  }
  // Addresses and the subject as people read them, not as they are encoded.
  if (email.subject !== undefined) json.subject = email.subject;
  if (email.from) json.from = addressText([email.from]);
  if (email.to) json.to = addressText(email.to);
  if (email.cc) json.cc = addressText(email.cc);
  return { ...json, metadata };
}

function resolved(email: Email): JsonObject {
  const headers: JsonObject = {};
  for (const { key, value } of email.headers) if (!Object.hasOwn(headers, key)) setOwn(headers, key, value);
  const addresses = (list: Address[] | undefined) => (list && list.length > 0 ? addressObject(list) : undefined);
  const all: Record<string, Json | undefined> = {
    headers, html: email.html, text: email.text, subject: email.subject, date: email.date, messageId: email.messageId, inReplyTo: email.inReplyTo, references: email.references,
    from: addresses(email.from ? [email.from] : undefined), to: addresses(email.to), cc: addresses(email.cc), bcc: addresses(email.bcc), replyTo: addresses(email.replyTo),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as JsonObject;
}

const flat = (list: Address[]) => list.flatMap(address => address.group ?? [address]).map(({ name, address }) => ({ name, address: address ?? '' }));
const addressText = (list: Address[]): string => flat(list).map(({ name, address }) => (name ? `${/[,;<>"]/.test(name) ? JSON.stringify(name) : name} <${address}>` : address)).join(', ');
const addressObject = (list: Address[]): JsonObject => ({ value: flat(list).map(({ name, address }) => ({ address, name })), text: addressText(list) });

async function filesOf(email: Email, prefix: string, tools: Pick<Tools, 'files'>): Promise<Record<string, BinaryRef>> {
  const files: Record<string, BinaryRef> = {};
  for (const [index, { content, filename, mimeType }] of email.attachments.entries()) {
    const bytes = typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content);
    files[`${prefix}${index}`] = await tools.files.write(bytes, { mimeType, ...(filename ? { fileName: filename } : {}) });
  }
  return files;
}
