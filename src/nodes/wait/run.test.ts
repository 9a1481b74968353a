// Wait asks to be suspended; the items pass on afterwards.
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '~/lib/json';
import { resultOf, testContext } from '../testing';
import { wait } from './definition';
import { runWait } from './run';
import { foldWait } from './versions';

const NOW = Date.UTC(2026, 0, 2, 3, 4, 5);
const run = async (parameters: JsonObject) => resultOf(await runWait(testContext(wait, { items: [{ a: 1 }], parameters, tools: { now: () => NOW } })));

describe('wait', () => {
  it.each([
    [{}, 5_000],
    [{ amount: 2, unit: 'minutes' }, 120_000],
    [{ amount: '1.5', unit: 'hours' }, 5_400_000],
    [{ amount: 1, unit: 'days' }, 86_400_000],
  ])('%j', async (parameters, ms) => {
    const { outputs, wait: hold } = await run(parameters);
    expect(hold).toEqual({ kind: 'time', until: NOW + ms });
    expect(outputs).toEqual([[{ json: { a: 1 }, pairedItem: { item: 0 } }]]);
  });
  it('until a moment, in the zone of the workflow', async () => {
    expect((await run({ resume: 'specificTime', dateTime: '2026-01-02T10:00:00' })).wait).toEqual({ kind: 'time', until: Date.UTC(2026, 0, 2, 9) });
    expect((await run({ resume: 'specificTime', dateTime: '2020-01-01' })).wait).toBeUndefined();
    await expect(run({ resume: 'specificTime', dateTime: 'soon' })).rejects.toThrow('"soon" is not a date');
    await expect(run({ resume: 'specificTime' })).rejects.toThrow('The date to wait for is empty');
  });
  it('until its URL is called', async () => {
    expect((await run({ resume: 'webhook', httpMethod: 'POST', responseMode: 'lastNode', options: { webhookSuffix: 'ok' } })).wait).toEqual({ kind: 'webhook', method: 'POST', responseMode: 'lastNode', responseCode: 200, suffix: 'ok' });
    expect((await run({ resume: 'webhook', limitWaitTime: true })).wait).toMatchObject({ kind: 'webhook', method: 'GET', until: NOW + 3_600_000 });
    expect((await run({ resume: 'webhook', limitWaitTime: true, limitType: 'atSpecifiedTime', maxDateAndTime: '2026-02-01T00:00:00Z' })).wait).toMatchObject({ until: Date.UTC(2026, 1, 1) });
  });
  it('holds the form that it shows', async () => {
    expect((await run({ resume: 'form', formTitle: 'Approve', formFields: { values: [{ fieldLabel: 'Answer', fieldType: 'text', requiredField: true }] } })).wait).toMatchObject({ method: 'POST', form: { title: 'Approve', fields: [{ label: 'Answer', type: 'text', required: true, choices: [] }] } });
  });
  it('says what it cannot do', async () => {
    await expect(run({ amount: -1 })).rejects.toThrow('not an amount of time');
    await expect(run({ unit: 'toString' })).rejects.toThrow('is not known');
    await expect(run({ amount: 1e15, unit: 'days' })).rejects.toThrow('after the year 9999');
    await expect(run({ resume: 'specificTime', dateTime: '+012345-01-01T00:00:00Z' })).rejects.toThrow('after the year 9999');
  });
  it('a limit that is over ends the wait at once', async () => {
    expect((await run({ resume: 'webhook', limitWaitTime: true, limitType: 'atSpecifiedTime', maxDateAndTime: '-000100-01-01T00:00:00Z' })).wait).toMatchObject({ until: NOW });
  });
  it('waits an hour in version 1', () => {
    expect(foldWait({}, 1)).toEqual({ parameters: { amount: 1, unit: 'hours' }, typeVersion: 1.1 });
    expect(foldWait({ unit: 'minutes' }, 1).parameters).toEqual({ amount: 1, unit: 'minutes' });
    expect(foldWait({ resume: 'webhook' }, 1).parameters).toEqual({ resume: 'webhook' });
  });
});
