// Convert to file: what is written, as observed on n8n 2.38.7 where it could be seen.
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '~/lib/json';
import { jsonOf, outputsOf, testContext, testFiles, type TestRun } from '../testing';
import { runJob } from '~/server/workshop/jobs';
import { readSheet } from '~/server/workshop/jobs/sheets';
import { convertToFile } from './definition';
import { runConvertToFile } from './run';

const items: JsonObject[] = [{ a: 1, b: 'x,y', c: { d: [1] }, t: 'hello é', b64: 'aGk=' }, { a: 2, b: 'q"r', e: true }];
async function run(parameters: JsonObject, more: TestRun = {}) {
  const { files, written } = testFiles();
  const outputs = outputsOf(await runConvertToFile(testContext(convertToFile, { items, parameters, tools: { files, work: runJob }, ...more })));
  const texts = written.map(({ bytes }) => Buffer.from(bytes).toString());
  return { written, texts, items: outputs[0] ?? [] };
}

describe('one file of all items', () => {
  it('CSV', async () => {
    const { texts, written, items: made } = await run({});
    expect(texts[0]).toBe('\ufeffa,b,c.d.0,t,b64,e\n1,"x,y",1,hello é,aGk=,\n2,"q""r",,,,TRUE');
    expect(written[0]).toMatchObject({ fileName: 'File.csv', mimeType: 'text/csv' });
    expect(made).toEqual([{ json: {}, binary: { data: { id: 'f1', mimeType: 'text/csv', fileName: 'File.csv', fileExtension: 'csv', fileSize: expect.any(Number) } }, pairedItem: [{ item: 0 }, { item: 1 }] }]);
  });
  it('CSV with options', async () => {
    const { texts, written } = await run({ options: { fileName: 'x.csv', headerRow: false, delimiter: ';', addBOM: true }, binaryPropertyName: 'file' });
    expect(texts[0]).toBe('\ufeff1;x,y;1;hello é;aGk=;\n2;"q""r";;;;TRUE');
    expect(written[0]?.fileName).toBe('x.csv');
  });
  it('JSON', async () => {
    const { texts, written } = await run({ operation: 'toJson' });
    expect(texts[0]).toBe(JSON.stringify(items));
    expect(written[0]?.bytes).toHaveLength(89);
    expect((await run({ operation: 'toJson', options: { format: true } })).written[0]?.bytes).toHaveLength(179);
  });
  it('Excel and HTML', async () => {
    const { written } = await run({ operation: 'xlsx', options: { sheetName: 'a/b' } });
    expect(readSheet({ bytes: written[0]?.bytes ?? new Uint8Array(), sheetName: 'a b', range: '', raw: false }).rows).toEqual([['a', 'b', 'c.d.0', 't', 'b64', 'e'], [1, 'x,y', 1, 'hello é', 'aGk='], [2, 'q"r', null, null, null, true]]);
    expect((await run({ operation: 'html' })).texts[0]).toContain('>x,y</td>');
  });
  it.each(['xls', 'ods', 'rtf'])('%s, which reads back', async operation => {
    const { written } = await run({ operation });
    const { rows } = readSheet({ bytes: written[0]?.bytes ?? new Uint8Array(), sheetName: '', range: '', raw: false, ...(operation === 'rtf' ? { as: 'rtf' } : {}) });
    expect(rows[1]).toEqual([1, 'x,y', 1, 'hello é', 'aGk=']);
    expect(written[0]?.fileName).toBe(`File.${operation}`);
  });
  it('B5 keeps polluting names as data', async () => {
    await run({ operation: 'xls' }, { items: [JSON.parse('{"__proto__":{"polluted":1}}') as JsonObject] });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe('a file for each item', () => {
  it('JSON', async () => {
    const { written, items: made } = await run({ operation: 'toJson', mode: 'each' });
    expect(written.map(({ bytes }) => bytes.length)).toEqual([59, 27]);
    expect(made.map(item => item.pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
  });
  it('calendars', async () => {
    const { texts, written } = await run({ operation: 'iCal', title: 'Full, event', start: '2024-05-01T09:00:00', end: '2024-05-02T10:00:00', allDay: true, additionalFields: { uid: 'u-1', attendeesUi: { attendeeValues: [{ name: 'Bo', email: 'bo@example.com', rsvp: true }] }, recurrenceRule: 'FREQ=DAILY;COUNT=2', organizerUi: { organizerValues: { name: 'Ann', email: 'ann@example.com' } }, geolocationUi: { geolocationValues: { lat: '1.5', lon: '2.5' } } } }, { items: [{}] });
    expect(texts[0]?.split('\r\n')).toEqual(expect.arrayContaining(['UID:u-1', 'SUMMARY:Full\\, event', 'DTSTAMP:20260102T030405Z', 'DTSTART;VALUE=DATE:20240501', 'DTEND;VALUE=DATE:20240503', 'RRULE:FREQ=DAILY;COUNT=2', 'GEO:1.5;2.5', 'ORGANIZER;CN=Ann:mailto:ann@example.com', 'ATTENDEE;RSVP=TRUE;CN=Bo:mailto:bo@example.com', 'END:VCALENDAR', '']));
    expect(written[0]).toMatchObject({ fileName: 'event.ics', mimeType: 'text/calendar' });
    const zoned = await run({ operation: 'iCal', title: 't', start: '2024-05-01 09:00', end: '2024-05-01T10:00:00Z', additionalFields: { useWorkflowTimezone: true } }, { items: [{}] });
    expect(zoned.texts[0]).toContain('DTSTART:20240501T070000Z');
  });
  it('text', async () => expect((await run({ operation: 'toText', sourceProperty: 'b' })).texts).toEqual(['x,y', 'q"r']));
  it('base64, with an item that has none', async () => {
    const { texts, items: made } = await run({ operation: 'toBinary', sourceProperty: 'b64', options: { mimeType: 'a/b' } }, { continueOnFail: true });
    expect(texts).toEqual(['hi']);
    expect(jsonOf(made)).toEqual([{}, { error: 'The value in "b64" is not set' }]);
  });
});

describe('what is refused', () => {
  it.each<[JsonObject, string]>([
    [{ operation: 'iCal', start: 'soon', end: '2024-05-01' }, 'The start of the event is not a time'],
    [{ operation: 'iCal', start: '2024-05-02', end: '2024-05-01' }, 'ends before it starts'],
    [{ operation: 'iCal', start: '2024-05-01', end: '2024-05-01', additionalFields: { recurrenceRule: 'NOPE' } }, 'recurrence rule'],
    [{ operation: 'toText', sourceProperty: 'nope' }, 'The value in "nope" is not set'],
    [{ operation: 'toText', sourceProperty: 'b', options: { encoding: 'klingon' } }, 'is not known'],
  ])('%j', async (parameters, message) => expect(run(parameters)).rejects.toThrow(message));
});
