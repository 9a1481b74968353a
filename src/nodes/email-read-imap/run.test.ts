// Email trigger against a real IMAP server.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '~/lib/json';
import { IMAP_PASSWORD, type ImapServer, startDovecot } from '~/server/testing/servers/dovecot';
import { systemTools } from '~/server/testing/systems';
import { imapSearch } from '~/server/egress/imap-search';
import { outputsOf, testContext, testFiles, type TestRun } from '../testing';
import { emailReadImap } from './definition';
import { runEmailReadImap } from './run';

let server: ImapServer;
beforeAll(async () => { server = await startDovecot(); }, 180_000);
afterAll(() => server.stop());

const { files, written } = testFiles();

async function look(state: JsonObject, parameters: JsonObject = {}, more: TestRun & { fields?: Record<string, string> } = {}) {
  const tools = { ...systemTools({ host: '127.0.0.1', port: String(server.port), user: 'ana', password: IMAP_PASSWORD, secure: 'false', ...more.fields }), staticData: () => state, files };
  return outputsOf(await runEmailReadImap(testContext(emailReadImap, { parameters, mode: 'trigger', tools, ...more })))[0] ?? [];
}
const subjects = (items: { json: JsonObject }[]) => items.map(item => item.json.subject);

const message = (subject: string, more = '') => `From: =?utf-8?q?An=C3=A1?= <ana@x.test>\nTo: b@x.test, "Doe, C" <c@x.test>\nSubject: ${subject}\nDate: Fri, 02 Jan 2026 03:04:05 +0000\nMessage-ID: <${subject}@x.test>\n${more || 'Content-Type: text/plain\n\nHello\n'}`;
const withFile = 'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>Hi</p>\n--b\nContent-Type: text/csv; name="a.csv"\nContent-Disposition: attachment; filename="a.csv"\nContent-Transfer-Encoding: base64\n\nYSxiCg==\n--b--\n';

describe('emailReadImap', () => {
  it('gives unread messages once, oldest first, and marks them as read', async () => {
    const state: JsonObject = {};
    expect(await look(state)).toEqual([]);
    await server.deliver(message('one'));
    await server.deliver(message('two'));
    const trial = await look(state, {}, { mode: 'manual' });
    expect(trial).toHaveLength(1);
    const items = await look(state);
    expect(subjects(items)).toEqual(['one', 'two']);
    expect(items[0]?.json).toMatchObject({ textPlain: 'Hello\r\n', textHtml: '', from: 'Aná <ana@x.test>', to: 'b@x.test, "Doe, C" <c@x.test>', date: 'Fri, 02 Jan 2026 03:04:05 +0000', metadata: { 'message-id': '<one@x.test>' }, attributes: { uid: 1 } });
    expect(await look(state)).toEqual([]);
    expect(await look({})).toEqual([]);
    expect(subjects(await look({}, { options: { customEmailConfig: '["ALL"]' } }))).toEqual(['one', 'two']);
  });

  it('leaves messages unread where asked to, and still gives each once', async () => {
    const state: JsonObject = {};
    await server.deliver(message('three', withFile));
    expect(subjects(await look(state, { postProcessAction: 'nothing' }))).toEqual(['three']);
    expect(await look(state, { postProcessAction: 'nothing' })).toEqual([]);
    expect(subjects(await look({ ...state, uidValidity: 'renumbered' }, { postProcessAction: 'nothing' }))).toEqual(['three']);
  });

  it('brings files, and the other formats', async () => {
    const all = { postProcessAction: 'nothing', options: { customEmailConfig: '[["SUBJECT", "three"]]', trackLastMessageId: false } };
    const [simple] = await look({}, { ...all, downloadAttachments: true });
    expect(simple?.binary?.attachment_0).toMatchObject({ fileName: 'a.csv', mimeType: 'text/csv', fileSize: 4 });
    expect(Buffer.from(written.at(-1)?.bytes ?? []).toString()).toBe('a,b\n');
    const [resolved] = await look({}, { ...all, format: 'resolved', dataPropertyAttachmentsPrefixName: 'file' });
    expect(resolved?.json).toMatchObject({ html: expect.stringContaining('<p>Hi</p>'), messageId: '<three@x.test>', to: { value: [{ address: 'b@x.test', name: '' }, { address: 'c@x.test', name: 'Doe, C' }] } });
    expect(Object.keys(resolved?.binary ?? {})).toEqual(['file0']);
    const [raw] = await look({}, { ...all, format: 'raw' });
    expect(raw?.json.raw).toContain('Content-Disposition: attachment');
  });

  it('says what is wrong', async () => {
    await expect(look({}, {}, { fields: { password: 'wrong-one' } })).rejects.toThrow('did not accept the user name and password');
    await expect(look({}, { mailbox: 'Nowhere' })).rejects.toThrow('The mailbox "Nowhere" does not exist');
    await expect(look({}, { options: { customEmailConfig: '["UNSEEN"' } })).rejects.toThrow('not valid JSON');
    await expect(look({}, { options: { customEmailConfig: '["NONSENSE"]' } })).rejects.toThrow('does not know "NONSENSE"');
    await expect(look({}, {}, { fields: { host: 'localhost' }, tools: systemTools({ host: 'localhost', port: String(server.port) }, { allow: [] }) })).rejects.toThrow('EGRESS_BLOCKED');
  });

  it('reads searches', () => {
    expect(imapSearch(['UNSEEN', ['SINCE', '2026-01-31'], ['FROM', 'a'], '!FLAGGED'])).toEqual({ seen: false, since: new Date('2026-01-31'), from: 'a', not: { flagged: true } });
    expect(imapSearch([])).toEqual({ all: true });
    expect(() => imapSearch([['SINCE', 'x']])).toThrow('not a date');
  });
});
