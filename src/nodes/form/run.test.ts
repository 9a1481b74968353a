// Form: pages and endings as data.
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '~/lib/json';
import { resultOf, type TestRun, testContext } from '../testing';
import { form } from './definition';
import { endingOf } from './ending';
import { runForm } from './run';

const run = async (parameters: JsonObject, more: TestRun = {}) => resultOf(await runForm(testContext(form, { items: [{ a: 1 }], parameters, ...more })));

describe('form', () => {
  it('suspends with its page until it is sent, or until the limit', async () => {
    const { wait, outputs } = await run({ formFields: { values: [{ fieldLabel: 'Name', requiredField: true }] }, options: { formTitle: 'T', buttonLabel: 'Next' }, limitWaitTime: true, resumeAmount: 2, resumeUnit: 'hours' });
    expect(wait).toEqual({ kind: 'webhook', method: 'POST', form: { title: 'T', description: '', button: 'Next', fields: [{ label: 'Name', type: 'text', placeholder: '', required: true, choices: [], value: '' }] }, until: Date.UTC(2026, 0, 2, 5, 4, 5) });
    expect(outputs[0]?.[0]?.json).toEqual({ a: 1 });
  });
  it('takes its fields as JSON', async () => {
    expect((await run({ defineForm: 'json', jsonOutput: '[{"fieldLabel":"Mail","fieldType":"email"}]' })).wait).toMatchObject({ form: { fields: [{ label: 'Mail', type: 'email' }] } });
    await expect(run({ defineForm: 'json', jsonOutput: '[' })).rejects.toThrow('not valid JSON');
    await expect(run({})).rejects.toThrow('has no fields');
  });
  it.each<[JsonObject, unknown]>([
    [{ completionTitle: 'Thanks', completionMessage: 'Bye' }, { kind: 'message', title: 'Thanks', text: 'Bye' }],
    [{ respondWith: 'redirect', redirectUrl: 'https://x.test/a' }, { kind: 'redirect', url: 'https://x.test/a' }],
    [{ respondWith: 'showText', responseText: '<b>x</b>' }, { kind: 'page', text: '<b>x</b>' }],
    [{ respondWith: 'returnBinary', completionTitle: 'File', inputDataFieldName: 'f' }, { kind: 'message', title: 'File', text: '', file: { id: '1', mimeType: 'text/plain', fileSize: 1 } }],
  ])('ends with %j', async (parameters, wanted) => {
    const { state, wait } = await run({ operation: 'completion', ...parameters }, { items: [{ json: { a: 1 }, binary: { f: { id: '1', mimeType: 'text/plain', fileSize: 1 } } }] });
    expect([endingOf(state), wait]).toEqual([wanted, undefined]);
  });
  it('refuses to send people anywhere but to the web', async () => {
    await expect(run({ operation: 'completion', respondWith: 'redirect', redirectUrl: 'javascript:alert(1)' })).rejects.toThrow('must start with http');
    await expect(run({ operation: 'completion', respondWith: 'returnBinary' })).rejects.toThrow('has no file "data"');
  });
});
