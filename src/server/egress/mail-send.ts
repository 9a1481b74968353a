// `tools.mail.send`: one message over the credential's SMTP server.
import { Readable } from 'node:stream';
import { createTransport } from 'nodemailer';
import { messageOf } from '~/lib/errors';
import type { Json, JsonObject } from '~/lib/json';
import { NodeError } from '~/nodes/contract';
import type { Files } from '~/nodes/tools/files';
import type { MailToSend } from '~/nodes/tools/systems';
import type { Sockets, SocketTarget } from './sockets';
import { isOn, tlsOptions } from './tls-options';

const MAX_MS = 60_000;
const MAX_ATTACHMENTS = 25 * 1024 * 1024;

type From = Pick<SocketTarget, 'credential' | 'signal' | 'onRefusedHost'> & { files: Pick<Files, 'open'> };

/** What the server said: accepted and rejected addresses, its answer, the message's id. */
export async function sendMail(sockets: Sockets, mail: MailToSend, from: From): Promise<JsonObject> {
  const { fields } = from.credential;
  const host = fields.host ?? '';
  const port = Number(fields.port || 465);
  const secure = fields.secure ? isOn(fields.secure) : port === 465;
  const attachments = await openAttachments(mail, from);
  const signal = AbortSignal.any([from.signal, AbortSignal.timeout(MAX_MS)]);
  const socket = await sockets.connect({ ...from, signal, host, port });
  const transport = createTransport({
    host, port, secure, ignoreTLS: isOn(fields.disableStartTls), ...(fields.hostName ? { name: fields.hostName } : {}),
    ...(fields.user ? { auth: { user: fields.user, pass: fields.password ?? '' } } : {}),
    tls: tlsOptions({ ...fields, ...(mail.allowUnauthorizedCerts ? { allowUnauthorizedCerts: 'true' } : {}) }, host),
    getSocket: (_options: unknown, callback: (error: null, found: { connection: typeof socket }) => void) => callback(null, { connection: socket }),
    connectionTimeout: 10_000, greetingTimeout: 15_000, socketTimeout: MAX_MS, disableFileAccess: true, disableUrlAccess: true, logger: false,
  } as never);
  try {
    const { from: sender, to, cc, bcc, replyTo, inReplyTo, subject, text, html } = mail;
    const sent = await transport.sendMail({ from: sender, to, cc, bcc, replyTo, inReplyTo, ...(inReplyTo ? { references: inReplyTo } : {}), subject, text, html, attachments, disableFileAccess: true, disableUrlAccess: true });
    return JSON.parse(JSON.stringify(sent)) as { [key: string]: Json };
  } catch (error) {
    throw explain(error, { host: `${host}:${port}`, cancelled: from.signal.aborted, late: signal.aborted });
  } finally {
    transport.close();
    socket.destroy();
  }
}

async function openAttachments(mail: MailToSend, { files }: From): Promise<{ filename: string; content: Readable; contentType: string }[]> {
  const made = [];
  let total = 0;
  for (const { file, fileName } of mail.attachments) {
    const { size, content } = await files.open(file);
    total += size;
    if (total > MAX_ATTACHMENTS) throw new NodeError(`The attachments are larger than ${MAX_ATTACHMENTS / 1024 / 1024} MB`);
    made.push({ filename: fileName, content: Readable.from(content, { objectMode: false }), contentType: file.mimeType });
  }
  return made;
}

function explain(error: unknown, at: { host: string; cancelled: boolean; late: boolean }): NodeError {
  if (error instanceof NodeError) return error;
  if (at.cancelled) return new NodeError('Sending was stopped because the execution was cancelled', { description: 'Whether the message went out is not known.' });
  if (at.late) return new NodeError(`${at.host} took longer than ${MAX_MS / 1000} s`, { description: 'Whether the message went out is not known.' });
  const { code, responseCode } = error as { code?: string; responseCode?: number };
  if (code === 'EAUTH') return new NodeError(`${at.host} did not accept the user name and password`, { cause: error });
  // 4xx: the server says to try later.
  return new NodeError(messageOf(error, 500), { retryable: responseCode !== undefined && responseCode >= 400 && responseCode < 500, cause: error });
}
