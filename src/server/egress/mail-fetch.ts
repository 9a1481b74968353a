// `tools.mail.fetch`: new messages of a mailbox over IMAP, as they came.
import { ImapFlow } from 'imapflow';
import { messageOf } from '~/lib/errors';
import { NodeError } from '~/nodes/contract';
import type { FetchedMail, MailFetch } from '~/nodes/tools/systems';
import { openBridge } from './bridge';
import { imapSearch } from './imap-search';
import { secureSocket } from './secure';
import type { Sockets, SocketTarget } from './sockets';
import { isOn, tlsOptions } from './tls-options';

const MAX_MS = 120_000;
const MAX_MESSAGE = 30 * 1024 * 1024;
const MAX_TOGETHER = 60 * 1024 * 1024;

type From = Pick<SocketTarget, 'credential' | 'signal' | 'onRefusedHost'>;

/** Oldest first. Messages beyond the limits wait for the next call. */
export async function fetchMail(sockets: Sockets, request: MailFetch, from: From): Promise<{ uidValidity: string; mails: FetchedMail[] }> {
  const { fields } = from.credential;
  const host = fields.host ?? '';
  const port = Number(fields.port || 993);
  const secure = fields.secure ? isOn(fields.secure) : port === 993;
  const signal = AbortSignal.any([from.signal, AbortSignal.timeout(MAX_MS)]);
  const socket = await sockets.connect({ ...from, signal, host, port });
  const tlsFields = { ...fields, ...(request.allowUnauthorizedCerts ? { allowUnauthorizedCerts: 'true' } : {}) };
  // TLS from the start is made here: given the host's name for it, the library would connect there by itself.
  const bridge = await openBridge(secure ? await secureSocket(socket, tlsFields, host) : socket);
  const client = new ImapFlow({
    host: '127.0.0.1', port: bridge.port, secure: false, ...(secure ? { doSTARTTLS: false } : {}), auth: { user: fields.user ?? '', pass: fields.password ?? '' }, tls: { ...tlsOptions(tlsFields, host), host } as never,
    logger: false, disableAutoIdle: true, connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: MAX_MS,
  });
  client.on('error', () => {}); // the call that is under way fails with it
  try {
    await client.connect();
    const lock = await client.getMailboxLock(request.mailbox || 'INBOX', { readOnly: !request.markRead });
    try {
      return await newMails(client, request);
    } finally {
      lock.release();
    }
  } catch (error) {
    throw explain(error, { host: `${host}:${port}`, mailbox: request.mailbox, cancelled: from.signal.aborted, late: signal.aborted });
  } finally {
    await Promise.race([client.logout().catch(() => {}), new Promise(resolve => setTimeout(resolve, 1000).unref())]);
    client.close();
    bridge.close();
  }
}

async function newMails(client: ImapFlow, request: MailFetch): Promise<{ uidValidity: string; mails: FetchedMail[] }> {
  const uidValidity = String(client.mailbox === false ? '' : client.mailbox.uidValidity);
  const after = request.uidValidity === '' || request.uidValidity === uidValidity ? request.afterUid : 0;
  const found = (await client.search({ ...imapSearch(request.search), ...(after > 0 ? { uid: `${after + 1}:*` } : {}) }, { uid: true })) || [];
  // `n:*` always names the newest message, also when its number is lower.
  const uids = found.filter(uid => uid > after).sort((a, b) => a - b).slice(0, request.limit);
  const mails: FetchedMail[] = [];
  let size = 0;
  for (const uid of uids) {
    const message = await client.fetchOne(String(uid), { source: { maxLength: MAX_MESSAGE }, flags: true, uid: true }, { uid: true });
    if (!message || !message.source) continue;
    size += message.source.length;
    if (mails.length > 0 && size > MAX_TOGETHER) break;
    mails.push({ uid, flags: [...(message.flags ?? [])], source: message.source });
  }
  if (request.markRead && mails.length > 0) await client.messageFlagsAdd(mails.map(mail => mail.uid).join(','), ['\\Seen'], { uid: true });
  return { uidValidity, mails };
}

function explain(error: unknown, at: { host: string; mailbox: string; cancelled: boolean; late: boolean }): NodeError {
  if (error instanceof NodeError) return error;
  if (at.cancelled) return new NodeError('Reading the mailbox was stopped');
  if (at.late) return new NodeError(`${at.host} took longer than ${MAX_MS / 1000} s`, { retryable: true });
  const { authenticationFailed, responseText, mailboxMissing } = error as { authenticationFailed?: boolean; responseText?: string; mailboxMissing?: boolean };
  if (authenticationFailed) return new NodeError(`${at.host} did not accept the user name and password`);
  if (mailboxMissing || /doesn't exist|nonexistent/i.test(responseText ?? '')) return new NodeError(`The mailbox "${at.mailbox}" does not exist`);
  return new NodeError(`Reading the mailbox failed: ${responseText ?? messageOf(error, 300)}`, { retryable: true, cause: error });
}
