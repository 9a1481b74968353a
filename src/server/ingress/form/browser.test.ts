// A real browser fills in a form of two pages with a file, without any script on the pages.
import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '~/server/testing/browser';
import { startTestServer, type TestServer } from '~/server/testing/container';
import { type Listening, startIngress } from '~/server/testing/http';
import { chain, node } from '~/server/testing/workflows';

let server: TestServer;
let ingress: Listening;
let browser: Browser;
beforeAll(async () => {
  server = await startTestServer();
  ingress = await startIngress(server.container);
  browser = await launchBrowser();
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await ingress.close();
  await server.stop();
});

it('goes from page to page and to the ending, waiting in between', async () => {
  const api = server.as(server.owner);
  const { id } = await api.workflows.create({ name: 'Two pages', definition: chain(
    node('Form', 'formTrigger', 2.3, { formTitle: 'Apply', formFields: { values: [{ fieldLabel: 'Name', requiredField: true }, { fieldLabel: 'Paper', fieldType: 'file', multipleFiles: false, requiredField: true, acceptFileTypes: '.txt' }] } }),
    node('More', 'form', 2.3, { formFields: { values: [{ fieldLabel: 'Colour', fieldType: 'radio', fieldOptions: { values: [{ option: 'red' }, { option: 'blue' }] } }] }, options: { buttonLabel: 'Finish' } }),
    node('Work', 'wait', 1.1, { amount: 1.2, unit: 'seconds' }),
    node('Again', 'set', 3.4, { includeOtherFields: true, assignments: { assignments: [{ id: '1', name: 'who', type: 'string', value: '={{ $("Form").item.json.Name }}' }] } }),
    node('End', 'form', 2.3, { operation: 'completion', completionTitle: '=Thank you, {{ $json.who }}', completionMessage: '={{ $json.Colour }} and {{ $("Form").first().binary.Paper.fileName }}' }),
  ) });
  await api.workflows.publish({ id, revision: 1 });
  const url = new URL((await api.workflows.get({ id })).webhooks[0]?.url ?? '');
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('console', message => { if (message.type() === 'error') complaints.push(message.text()); });
  await page.goto(`${ingress.url}${url.pathname}?Name=Ana`);
  await page.getByLabel('Paper').setInputFiles({ name: 'paper.txt', mimeType: 'text/plain', buffer: Buffer.from('hello') });
  await page.getByRole('button', { name: 'Submit' }).click();
  await page.getByLabel('blue').check();
  await page.getByRole('button', { name: 'Finish' }).click();
  await page.getByRole('heading', { name: 'Thank you, Ana' }).waitFor({ timeout: 20_000 });
  expect(await page.getByRole('status').innerText()).toBe('blue and paper.txt');
  expect(complaints.filter(text => !text.includes('favicon'))).toEqual([]);
}, 60_000);
