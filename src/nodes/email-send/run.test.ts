// Send email against a real SMTP server, as observed on n8n 2.38.7.
import type { AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '~/lib/json';
import { systemTools } from '~/server/testing/systems';
import { jsonOf, outputsOf, type TestRun, testContext } from '../testing';
import { emailSend } from './definition';
import { runEmailSend } from './run';
import { foldEmailSend } from './versions';

let server: SMTPServer;
let fields: Record<string, string>;
const mails: { from: string; to: string[]; source: string }[] = [];

beforeAll(async () => {
  server = new SMTPServer({
    disabledCommands: ['STARTTLS'], allowInsecureAuth: true,
    onAuth: ({ username, password }, _, done) => (username === 'u' && password === 'p' ? done(null, { user: username }) : done(new Error('Invalid username or password'))),
    onRcptTo: ({ address }, _, done) => (address.startsWith('full') ? done(Object.assign(new Error('Mailbox full'), { responseCode: 452 })) : done()),
    onData(stream, { envelope }, done) {
      let source = '';
      stream.on('data', chunk => { source += String(chunk); });
      stream.on('end', () => {
        mails.push({ from: envelope.mailFrom ? envelope.mailFrom.address : '', to: envelope.rcptTo.map(to => to.address), source });
        done();
      });
    },
  });
  await new Promise<void>(resolve => { server.listen(0, '127.0.0.1', resolve); });
  fields = { host: '127.0.0.1', port: String((server.server.address() as AddressInfo).port), user: 'u', password: 'p', secure: 'false' };
});
afterAll(() => new Promise<void>(resolve => { server.close(() => resolve()); }));
beforeEach(() => { mails.length = 0; });

const message = { fromEmail: 'A <a@x.test>', toEmail: 'b@x.test, C <c@x.test>', subject: 'Grüße' };
const run = async (parameters: JsonObject, more: TestRun = {}) => jsonOf(outputsOf(await runEmailSend(testContext(emailSend, { items: [{ a: 1 }], parameters: { ...message, ...parameters }, tools: systemTools(fields, { kept: new Map([['f', Buffer.from('a,b')]]) }), ...more })))[0]);

describe('emailSend', () => {
  it('sends both texts with copies, and gives what the server said', async () => {
    const [json] = await run({ emailFormat: 'both', text: 't', html: '<b>h</b>', options: { ccEmail: 'd@x.test', bccEmail: 'e@x.test', replyTo: 'r@x.test', appendAttribution: true } });
    expect(json).toMatchObject({ accepted: ['b@x.test', 'c@x.test', 'd@x.test', 'e@x.test'], rejected: [], response: expect.stringContaining('250'), envelope: { from: 'a@x.test', to: ['b@x.test', 'c@x.test', 'd@x.test', 'e@x.test'] }, messageId: expect.stringContaining('@x.test>') });
    const mail = await simpleParser(mails[0]?.source ?? '');
    expect(mail).toMatchObject({ subject: 'Grüße', from: { value: [{ name: 'A', address: 'a@x.test' }] }, replyTo: { value: [{ address: 'r@x.test' }] } });
    expect([mail.text?.trim(), (mail.html || '').trim(), mail.bcc]).toEqual(['t', '<b>h</b>', undefined]);
  });

  it('attaches files of the item', async () => {
    const binary = { data: { id: 'f', mimeType: 'text/csv', fileSize: 3, fileName: 'a.csv' } };
    await run({ html: 'h', options: { attachments: 'data' } }, { items: [{ json: {}, binary }] });
    const mail = await simpleParser(mails[0]?.source ?? '');
    expect(mail.attachments).toMatchObject([{ filename: 'a.csv', contentType: 'text/csv', content: Buffer.from('a,b') }]);
    await expect(run({ html: 'h', options: { attachments: 'data, other' } }, { items: [{ json: {}, binary }] })).rejects.toThrow('The item has no file "other" to attach');
  });

  it('version 1 has copies and attachments at the top', () => {
    expect(foldEmailSend({ text: 't', ccEmail: 'd@x.test', attachments: '', options: { allowUnauthorizedCerts: true } }, 1)).toEqual({ parameters: { text: 't', emailFormat: 'both', options: { allowUnauthorizedCerts: true, ccEmail: 'd@x.test' } }, typeVersion: 2.1 });
  });

  it('version 2 sends text where nothing is written', () => {
    expect(foldEmailSend({ text: 't' }, 2)).toEqual({ parameters: { emailFormat: 'text', text: 't' }, typeVersion: 2.1 });
    expect(foldEmailSend({ emailFormat: 'html' }, 2).parameters).toEqual({ emailFormat: 'html' });
  });

  it('keeps line breaks out of headers and files of this machine out of messages', async () => {
    await run({ subject: 'x\r\nBcc: evil@x.test', html: 'h' });
    expect(mails[0]?.to).toEqual(['b@x.test', 'c@x.test']);
    expect((await simpleParser(mails[0]?.source ?? '')).bcc).toBeUndefined();
  });

  it('says what is wrong, without the password', async () => {
    await expect(run({ toEmail: '', html: 'h' })).rejects.toThrow('The receiver (To) is empty');
    await expect(run({ html: 'h' }, { tools: systemTools({ ...fields, password: 'wrong-one' }) })).rejects.toMatchObject({ message: expect.stringMatching(/did not accept the user name/) });
    await expect(run({ html: 'h', toEmail: 'full@x.test' })).rejects.toMatchObject({ retryable: true });
    await expect(run({ html: 'h' }, { tools: systemTools(fields, { allow: [] }) })).rejects.toThrow('EGRESS_BLOCKED');
    expect(await run({ html: 'h', toEmail: 'full@x.test' }, { continueOnFail: true })).toEqual([{ error: expect.stringContaining('Mailbox full') }]);
  });
});
