// A mail server of its own for a test file: it takes every message, and says what arrived.
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** What people see of a message; ids, dates and boundaries are others each time. */
export interface TakenMail {
  envelope: { from: string; to: string[] };
  headers: Record<string, string>;
  text: string;
  html: string;
  attachments: { name: string | null; type: string; disposition: string | null; bytes: number }[];
}

/** A header's value as it came; of a content type the type. */
function valueOf(key: string, line: string): string {
  const value = line.slice(line.indexOf(':') + 1).replace(/\r?\n\s+/g, ' ').trim();
  return key === 'content-type' ? (value.split(';')[0] as string) : value;
}

const TOLD = ['from', 'to', 'cc', 'bcc', 'reply-to', 'subject', 'content-type', 'x-priority'];

export async function startSmtp(): Promise<{ port: number; /** Messages since it was asked last. */ taken(): TakenMail[]; stop(): Promise<void> }> {
  const mails: TakenMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', chunk => chunks.push(chunk as Buffer)).on('end', () => {
        simpleParser(Buffer.concat(chunks), { skipHtmlToText: true, skipTextToHtml: true, keepCidLinks: true }).then(mail => {
          const { mailFrom, rcptTo } = session.envelope;
          mails.push({
            envelope: { from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address) },
            headers: Object.fromEntries(mail.headerLines.filter(({ key }) => TOLD.includes(key)).map(({ key, line }) => [key, valueOf(key, line)])),
            text: mail.text ?? '', html: mail.html || '',
            attachments: mail.attachments.map(({ filename, contentType, contentDisposition, size }) => ({ name: filename ?? null, type: contentType, disposition: contentDisposition ?? null, bytes: size })),
          });
          done();
        }, done);
      });
    },
  });
  await new Promise<void>(resolve => { server.listen(0, '127.0.0.1', resolve); });
  return {
    port: (server.server.address() as { port: number }).port,
    taken: () => mails.splice(0),
    stop: () => new Promise(resolve => { server.close(() => resolve()); }),
  };
}
