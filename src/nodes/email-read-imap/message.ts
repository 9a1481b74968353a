// A message as an item, in the three formats of n8n.
import { type AddressObject, type Attachment, type ParsedMail, simpleParser } from 'mailparser';
import type { BinaryRef, Item } from '~/engine/items';
import { type Json, type JsonObject, setOwn } from '~/lib/json';
import type { Tools } from '../contract';
import type { FetchedMail } from '../tools/systems';

export interface MessageFormat { format: string; downloadAttachments: boolean; prefix: string; typeVersion: number }

type Files = Pick<Tools, 'files'>;

const TOP = new Set(['cc', 'date', 'from', 'subject', 'to']);
/** Bytes of a message above which its text is not made into HTML nor its HTML into text: nobody reads that, and it takes long. */
const CONVERTED_BYTES = 1024 * 1024;

export async function messageItem(mail: FetchedMail, how: MessageFormat, tools: Files): Promise<Item> {
  if (how.format === 'raw') return { json: { raw: bodyOf(mail.source) } };
  const long = mail.source.length > CONVERTED_BYTES;
  const email = await simpleParser(Buffer.from(mail.source), long || how.format === 'simple' ? { skipHtmlToText: true, skipTextToHtml: true } : {});
  const binary = how.format === 'resolved' || how.downloadAttachments ? await filesOf(email.attachments, how.prefix, tools) : {};
  const attributes: JsonObject = how.typeVersion >= 2 ? { attributes: { uid: mail.uid } } : {};
  const json = how.format === 'resolved' ? { ...resolved(email), ...attributes } : simple(email, attributes);
  return { json, ...(Object.keys(binary).length > 0 ? { binary } : {}) };
}

/** What follows the headers, as it came. */
function bodyOf(source: Uint8Array): string {
  const text = Buffer.from(source).toString('utf8');
  const end = /\r?\n\r?\n/.exec(text);
  return end ? text.slice(end.index + end[0].length) : '';
}

/** The first header of each name, without its name, unfolded. */
function headersOf({ headerLines }: ParsedMail): Map<string, string> {
  const headers = new Map<string, string>();
  for (const { key, line } of headerLines) if (!headers.has(key)) headers.set(key, line.slice(line.indexOf(':') + 1).replace(/\r?\n\s+/g, ' ').trim());
  return headers;
}

/** Texts, addresses as text, and the other headers under `metadata`. */
function simple(email: ParsedMail, attributes: JsonObject): JsonObject {
  const metadata: JsonObject = {};
  const json: JsonObject = { textHtml: onTheWire(email.html || ''), textPlain: onTheWire(email.text ?? ''), metadata, ...attributes };
  for (const [key, value] of headersOf(email)) setOwn(TOP.has(key) ? json : metadata, key, value);
  // Addresses and the subject as people read them, not as they are encoded.
  if (email.subject !== undefined) json.subject = email.subject;
  for (const key of ['from', 'to', 'cc'] as const) if (email[key]) json[key] = addressText(email[key]);
  return json;
}

const onTheWire = (text: string): string => text.replace(/\r?\n/g, '\r\n');

/** What the parser makes of it, which is n8n's format too; of headers the whole lines, and of several with one name the last. */
function resolved(email: ParsedMail): JsonObject {
  const headers: JsonObject = {};
  for (const { key, line } of email.headerLines) setOwn(headers, key, line);
  const { attachments: _files, headerLines: _lines, headers: _headers, ...rest } = email;
  return { headers, ...(JSON.parse(JSON.stringify(rest)) as Record<string, Json>) };
}

function addressText(addresses: AddressObject | AddressObject[]): string {
  const people = [addresses].flat().flatMap(({ value }) => value).flatMap(address => address.group ?? [address]);
  return people.map(({ name, address = '' }) => (name ? `${/[,;<>"]/.test(name) ? JSON.stringify(name) : name} <${address}>` : address)).join(', ');
}

async function filesOf(attachments: readonly Attachment[], prefix: string, tools: Files): Promise<Record<string, BinaryRef>> {
  const files: Record<string, BinaryRef> = {};
  for (const [index, { content, filename, contentType }] of attachments.entries()) {
    files[`${prefix}${index}`] = await tools.files.write(content, { mimeType: contentType, ...(filename ? { fileName: filename } : {}) });
  }
  return files;
}
