// A real browser writes in a chat, with a file, and is shown the Markdown of the answer.
import { readFile } from 'node:fs/promises';
import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser, PROJECT_ROOT } from '~/server/testing/browser';
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

it('sends what is written and chosen, and draws the answer', async () => {
  const api = server.as(server.owner);
  const output = "={{ { output: 'You said **' + $json.chatInput + '**\\n\\n- [here](https://x.test)\\n- <img src=x onerror=alert(1)>\\n- ' + ($json.files ?? []).map(file => file.fileName).join() } }}";
  const { id } = await api.workflows.create({ name: 'Chat', definition: chain(node('Chat', 'chatTrigger', 1.4, { public: true, options: { allowFileUploads: true } }), node('Say', 'set', 3.4, { mode: 'raw', jsonOutput: output })) });
  await api.workflows.publish({ id, revision: 1 });
  const url = new URL((await api.workflows.get({ id })).webhooks[0]?.url ?? '');
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('console', message => { if (message.type() === 'error') complaints.push(message.text()); });
  page.on('pageerror', error => complaints.push(error.message));
  // The scripts lie with the pages of the application, which is not started here.
  await page.route(/\/chat(-markdown)?\.js$/, async route => route.fulfill({ contentType: 'text/javascript', body: await readFile(`${PROJECT_ROOT}public${new URL(route.request().url()).pathname}`, 'utf8') }));
  await page.goto(`${ingress.url}${url.pathname}`);
  await page.getByLabel('Files', { exact: true }).setInputFiles({ name: 'paper.txt', mimeType: 'text/plain', buffer: Buffer.from('hello') });
  await expect.poll(() => page.getByLabel('Files to send').innerText()).toContain('paper.txt');
  await page.getByLabel('Files', { exact: true }).setInputFiles({ name: 'wrong.txt', mimeType: 'text/plain', buffer: Buffer.from('no') });
  await page.getByRole('button', { name: 'Remove wrong.txt' }).click();
  await page.getByLabel('Message', { exact: true }).fill('hi');
  await page.keyboard.press('Enter');
  await page.getByText('You said').waitFor();
  expect(await page.locator('li.drawn strong').innerText()).toBe('hi');
  expect(await page.getByRole('link', { name: 'here' }).getAttribute('rel')).toContain('noopener');
  expect(await page.locator('li.drawn ul > li').allInnerTexts()).toEqual(['here', '<img src=x onerror=alert(1)>', 'paper.txt']);
  expect(await page.locator('li.mine .files li').allInnerTexts()).toEqual(['paper.txt']);
  expect(await page.getByLabel('Files to send').innerText()).toBe('');
  const streaming = await api.workflows.create({ name: 'Stream', definition: chain(node('Chat', 'chatTrigger', 1.4, { public: true, options: { responseMode: 'streaming' } }), node('Say', 'set', 3.4, { mode: 'raw', jsonOutput: "={{ { output: '_' + $json.chatInput + '_' } }}" })) });
  await api.workflows.publish({ id: streaming.id, revision: 1 });
  await page.goto(`${ingress.url}${new URL((await api.workflows.get({ id: streaming.id })).webhooks[0]?.url ?? '').pathname}`);
  await page.getByLabel('Message', { exact: true }).fill('live');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.locator('li.drawn em').allInnerTexts()).toEqual(['live']);
  expect(complaints).toEqual([]);
});
