// A mail server of its own for a test file: it takes every message, and says what arrived.
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** What people see of a message; ids, dates and boundaries are others each time. */
export interface TakenMail {
  envelope: { from: string; to: string[] };
  headers: Record<string, string>;
  text: string;
  html: string;
  attachments: { name: string | null; type: string; disposition: string | null; bytes: number }[];
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
        PostalMime.parse(Buffer.concat(chunks)).then(mail => {
          const { mailFrom, rcptTo } = session.envelope;
          mails.push({
            envelope: { from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address) },
            headers: Object.fromEntries(mail.headers.filter(({ key }) => TOLD.includes(key)).map(({ key, value }) => [key, key === 'content-type' ? value.split(';')[0] as string : value])),
            text: mail.text ?? '', html: mail.html ?? '',
            attachments: mail.attachments.map(({ filename, mimeType, disposition, content }) => ({ name: filename, type: mimeType, disposition, bytes: (content as ArrayBuffer).byteLength })),
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
