// Every sample workflow runs to its end without the network, or stops with an error that a person can act on.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { readFile } from '~/server/workflows/files';
import { executeFile } from './execute-file';

const folder = join(process.cwd(), '../shared/corpus/n8n-workflows');
const files = existsSync(folder) ? readdirSync(folder).filter(name => name.endsWith('.json')) : [];

/** What only a mistake of ours says. A person's own code may say some of it, with the line it is on. */
const OURS = /Weft could not run|Cannot read prop|is not a function|is not iterable|is not defined|\[object Object\]|Maximum call stack|without a message|^undefined|^null/i;

describe('sample workflows', () => {
  it('are all there, or none where the samples are not at hand', () => expect([0, 150]).toContain(files.length));

  it.each(files)('%s', async name => {
    const [workflow] = readFile(readFileSync(join(folder, name), 'utf8'), name);
    if (!workflow) throw new Error('no workflow');
    const { status, error, executionTimeMs } = await executeFile(workflow, null, { sandbox: inject('sandboxChild'), workshop: inject('workshopChild'), modules: process.cwd(), longestWait: 1000, offline: true });
    expect(executionTimeMs).toBeLessThan(20_000);
    expect(error === null).toBe(status === 'success');
    if (error === null) return;
    expect(error.message).toMatch(/\S{3}/);
    if (!/\[line \d+\]/.test(error.message)) expect(error.message).not.toMatch(OURS);
  });
});
