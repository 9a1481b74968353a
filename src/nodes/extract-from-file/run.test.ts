// Extract from file: tables, texts and what is refused.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '~/lib/json';
import { jsonOf, outputsOf, testContext, testFiles, type TestRun } from '../testing';
import { runJob } from '~/server/workshop/jobs';
import { readSheet, writeSheet } from '~/server/workshop/jobs/sheets';
import { extractFromFile } from './definition';
import { runExtractFromFile } from './run';

async function run(content: string | Uint8Array, parameters: JsonObject = {}, file: { fileName?: string; mimeType?: string } = {}, more: TestRun = {}) {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const ref = { id: 'f', mimeType: 'text/plain', fileSize: bytes.length, ...file };
  const { files } = testFiles({ f: bytes });
  return outputsOf(await runExtractFromFile(testContext(extractFromFile, { items: [{ json: { keep: 1 }, binary: { data: ref } }], parameters, tools: { files, work: runJob }, ...more })))[0] ?? [];
}
const json = async (...given: Parameters<typeof run>) => jsonOf(await run(...given));

describe('tables', () => {
  it.each<[string, JsonObject, Json[]]>([
    ['a,b\n1,"x,y"\n2,\n', {}, [{ a: '1', b: 'x,y' }, { a: '2' }]],
    ['\ufeffa,b\r\n1,2\r\n\r\n', {}, [{ a: '1', b: '2' }]],
    ['a;b\n1;2\n', { options: { delimiter: ';', headerRow: false } }, [{ row: ['a', 'b'] }, { row: ['1', '2'] }]],
    ['a\tb\n1\t2', { options: { delimiter: '\\t' } }, [{ a: '1', b: '2' }]],
    ['a,b\n1,\n3,4\n', { options: { includeEmptyCells: true, maxRowCount: 1 } }, [{ a: '1', b: '' }]],
    ['skip\n\na,b\n1,2\n', { options: { fromLine: 3 } }, [{ a: '1', b: '2' }]],
    ['a,b\n1,2\n', { options: { fromLine: 1 } }, [{ a: '1', b: '2' }]],
    ['a\n1\n', { options: { fromLine: 9 } }, []],
    ['a,a,\n1,2,3\n', {}, [{ a: '1', a_1: '2', __EMPTY: '3' }]],
    ['', {}, []],
    ['<p/><table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td> 2 </td></tr></table>', { operation: 'html' }, [{ a: 1, b: 2 }]],
  ])('%j %j', async (text, parameters, wanted) => expect(await json(text, parameters)).toEqual(wanted));
  it('large CSV files, in the workshop', async () => expect(await json(`a,b\n${'1,some text\n'.repeat(60_000)}`)).toHaveLength(60_000));
  it('in other encodings', async () => expect(await json(Uint8Array.from([0x61, 0x0a, 0xe9]), { options: { encoding: 'windows-1252' } })).toEqual([{ a: 'é' }]));
  it('in workbooks', async () => {
    const bytes = writeSheet({ rows: [['a', 'b'], [1, 'x'], [true, null]], format: 'xlsx', sheetName: 'S' });
    expect(await json(bytes, { operation: 'xlsx' })).toEqual([{ a: 1, b: 'x' }, { a: true }]);
    expect(await json(bytes, { operation: 'autodetect' }, { fileName: 'x.xlsx' })).toHaveLength(2);
    await expect(run(bytes, { operation: 'xlsx', options: { sheetName: 'Other' } })).rejects.toMatchObject({ message: 'The spreadsheet has no sheet "Other"', description: 'It has: S' });
    await expect(run('PK\u0003\u0004nope', { operation: 'xlsx' })).rejects.toThrow('no spreadsheet that can be read');
  });
  it('by the name of the file', async () => {
    expect(await json('a\n1', { operation: 'autodetect' }, { fileName: 'x.csv' })).toEqual([{ a: '1' }]);
  });
  it('links rows to their file and drops its fields', async () => expect(await run('a\n1')).toEqual([{ json: { a: '1' }, pairedItem: { item: 0 } }]));
  it('I10 refuses a workbook that unpacks to too much', async () => {
    const bomb = zipSync({ 'xl/workbook.xml': new Uint8Array(4 * 1024 * 1024) });
    expect(bomb.length).toBeLessThan(16 * 1024);
    expect(() => readSheet({ bytes: bomb, sheetName: '', range: '', raw: false }, 1024 * 1024)).toThrow('unpacks to too much data');
  });
  it('B5 keeps polluting headers as data', async () => {
    await run('__proto__,constructor\n1,2');
    expect(({} as Record<string, unknown>)['1']).toBeUndefined();
  });
  it('refuses broken quotes unless relaxed', async () => {
    await expect(run('a\n"x"y\n')).rejects.toThrow('The CSV cannot be read');
    expect(await json('a,b\n1,"x"y\n"2,3",4\n', { options: { relaxQuotes: true } })).toEqual([{ a: '1', b: '"x"y' }, { a: '2,3', b: '4' }]);
  });
});

describe('texts', () => {
  it.each<[string, JsonObject, JsonObject]>([
    ['{"x":[1]}', { operation: 'fromJson' }, { data: { x: [1] } }],
    ['[1,{"a":2}]', { operation: 'fromJson', destinationKey: 'list' }, { list: [1, { a: 2 }] }],
    ['\ufeffhello', { operation: 'text' }, { data: 'hello' }],
    ['\ufeffhello', { operation: 'text', options: { stripBOM: false } }, { data: '\ufeffhello' }],
    ['hello', { operation: 'text', destinationKey: 'x.y', options: { keepSource: 'both' } }, { keep: 1, x: { y: 'hello' } }],
    ['<r/>', { operation: 'xml' }, { data: '<r/>' }],
    ['hi', { operation: 'binaryToPropery' }, { data: 'aGk=' }],
  ])('%j %j', async (text, parameters, wanted) => expect(await json(text, parameters)).toEqual([wanted]));
  it('can be the item itself', async () => {
    const whole = { operation: 'fromJson', options: { asItem: true } };
    expect(await json('{"x":1}', whole)).toEqual([{ x: 1 }]);
    expect(await json('[{"x":1},2]', whole)).toEqual([{ x: 1 }, { data: 2 }]);
  });
  it('of PDF files', async () => {
    const pdf = (JSON.parse(readFileSync(join(import.meta.dirname, '../observed/extract-from-file/pdf.json'), 'utf8')) as { workflow: { nodes: { parameters: { assignments?: { assignments: { value: string }[] } } }[] } }).workflow.nodes[1]?.parameters.assignments?.assignments[0]?.value ?? '';
    const [read] = await json(Buffer.from(pdf, 'base64'), { operation: 'pdf', options: { keepSource: 'json' } });
    expect(read).toMatchObject({ keep: 1, numpages: 2, text: 'First line one\nsecond First\n\nNext line one\nsecond Next', info: { Title: 'My title' } });
  });
  it('of calendars, with texts unescaped', async () => {
    const ics = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'BEGIN:VEVENT', 'UID:a', 'DTSTART:20240501T070000Z', 'SUMMARY:One\\, two', 'RRULE:FREQ=MONTHLY;BYDAY=2MO,FR;UNTIL=20250101T000000Z', 'CATEGORIES:A,B', 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n');
    expect(await json(ics, { operation: 'fromIcs' })).toEqual([{ data: { version: '2.0', events: [{ uid: 'a', start: { date: '2024-05-01T07:00:00.000Z', type: 'DATE-TIME' }, summary: 'One, two', categories: ['A', 'B'], recurrenceRule: { frequency: 'MONTHLY', until: { date: '2025-01-01T00:00:00.000Z', type: 'DATE-TIME' }, byDay: [{ day: 'MO', occurence: 2 }, { day: 'FR' }] } }] } }]);
  });
  it('keeps the file when told to', async () => expect((await run('x', { operation: 'text', options: { keepSource: 'binary' } }))[0]?.binary).toBeDefined());
  it.each<[JsonObject, string]>([
    [{ operation: 'fromJson' }, 'not valid JSON'],
    [{ operation: 'text', binaryPropertyName: 'nope' }, 'The item has no file "nope"'],
    [{ operation: 'text', options: { encoding: 'klingon' } }, 'is not known'],
    [{ operation: 'pdf' }, 'The file is not a PDF'],
    [{ operation: 'fromIcs' }, 'The file is not a calendar'],
  ])('refuses %j', async (parameters, message) => expect(run('{bad', parameters)).rejects.toThrow(message));
});
