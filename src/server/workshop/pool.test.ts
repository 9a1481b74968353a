// The workshop with real child processes: jobs, limits, what a child may not do.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Jobs } from '~/nodes/tools/jobs';
import { createWorkshop, type Workshop, type WorkshopLimits } from './pool';
import { buildWorkshopChild } from './testing';

let childPath: string;
let remove: () => void;
const open: Workshop[] = [];
beforeAll(async () => {
  ({ childPath, remove } = await buildWorkshopChild());
});
afterAll(() => {
  for (const workshop of open) workshop.close();
  remove();
});

function start(limits: Partial<WorkshopLimits> = {}, size = 1): Workshop {
  const workshop = createWorkshop({ childPath, modules: process.cwd(), limits, size });
  open.push(workshop);
  return workshop;
}
const signal = () => new AbortController().signal;
const sheet: Jobs['writeSheet']['input'] = { rows: [['a'], [1]], format: 'xlsx', sheetName: 'S' };
const large: Jobs['writeSheet']['input'] = { ...sheet, rows: Array.from({ length: 40_000 }, (_, row) => Array.from({ length: 40 }, (__, cell) => `${row} ${cell} some text that takes room`)) };

describe('workshop', () => {
  it('works on files in another process', async () => {
    const workshop = start();
    const bytes = await workshop.run('a', 'writeSheet', sheet, signal());
    expect(await workshop.run('b', 'readSheet', { bytes, sheetName: '', range: '', raw: false }, signal())).toEqual({ rows: [['a'], [1]] });
  });
  it('has every library there, without more rights than reading them', async () => {
    const workshop = start();
    const made = await workshop.run('a', 'editImage', { bytes: null, steps: [{ operation: 'create', width: 3, height: 2, color: '#ff0000' }, { operation: 'text', text: 'x', color: '#000000', size: 5, font: 'sans-serif', x: 0, y: 0, lineLength: 9 }], format: 'webp', quality: 80 }, signal());
    expect(await workshop.run('a', 'imageInfo', { bytes: made.bytes }, signal())).toMatchObject({ format: 'WEBP', size: { width: 3, height: 2 } });
    expect(await workshop.run('a', 'sql', { tables: [[{ a: 1 }]], query: 'SELECT a + 1 AS b FROM input1' }, signal())).toEqual([{ json: { b: 2 }, items: [{ input: 0, item: 0 }] }]);
    expect(await workshop.run('a', 'readCalendar', { text: 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR' }, signal())).toEqual({ version: '2.0', events: [] });
    expect(await workshop.run('a', 'unzip', { bytes: await workshop.run('a', 'zip', { files: [{ name: 'a', bytes: Buffer.from('x') }] }, signal()) }, signal())).toEqual([{ name: 'a', bytes: Buffer.from('x') }]);
  });
  it('says what is wrong with a file, and goes on', async () => {
    const workshop = start();
    await expect(workshop.run('a', 'readPdf', { bytes: Buffer.from('nope'), joinPages: true, maxPages: 0, password: '' }, signal())).rejects.toMatchObject({ name: 'NodeError', message: 'The file is not a PDF, or is damaged' });
    await expect(workshop.run('a', 'unzip', { bytes: Buffer.from('nope') }, signal())).rejects.toThrow('not a zip archive');
    expect(await workshop.run('a', 'unzip', { bytes: await workshop.run('a', 'zip', { files: [{ name: 'b', bytes: Buffer.from('hi') }] }, signal()) }, signal())).toEqual([{ name: 'b', bytes: Buffer.from('hi') }]);
  });
  it('kills a job that is late, one that is too big, and one that is cancelled', async () => {
    await expect(start({ timeMs: 300 }).run('a', 'writeSheet', large, signal())).rejects.toThrow('took longer than 0.3 seconds');
    await expect(start({ residentBytes: 150 * 1024 * 1024 }).run('a', 'writeSheet', large, signal())).rejects.toThrow('needs more memory');
    const controller = new AbortController();
    const cancelled = start().run('a', 'writeSheet', large, controller.signal);
    setTimeout(() => controller.abort(), 200);
    await expect(cancelled).rejects.toThrow('cancelled');
  });
  it('goes on after a killed job, and serves organizations in turn', async () => {
    const workshop = start({ timeMs: 1500 });
    const order: string[] = [];
    const late = workshop.run('a', 'writeSheet', large, signal()).catch(() => order.push('late'));
    const others = ['a', 'a', 'b'].map(org => workshop.run(org, 'writeSheet', sheet, signal()).then(() => order.push(org)));
    await Promise.all([late, ...others]);
    expect(order).toEqual(['late', 'b', 'a', 'a']);
  });
});
