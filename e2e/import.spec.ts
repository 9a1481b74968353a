// Files of n8n in the browser: what an import says, services replaced by plain HTTP and back, and every sample opens.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type APIRequestContext, expect, type Page, test } from '@playwright/test';
import { asOwner, Editor, url } from './pages';

const node = (name: string, type: string, typeVersion: number, x: number, parameters: object, more: object = {}) => ({ id: name, name, type: `n8n-nodes-base.${type}`, typeVersion, position: [x, 0], parameters, ...more });
const file = {
  name: 'Tell the team',
  nodes: [
    node('Start', 'manualTrigger', 1, 0, {}),
    node('Team', 'slack', 2.2, 300, { select: 'channel', channelId: { __rl: true, mode: 'name', value: '#loom' }, text: '=Hello {{ $json.name }}' }, { credentials: { slackApi: { id: '1', name: 'Bot' } } }),
    node('Odd', 'unheardOf', 1, 600, { a: 1 }),
  ],
  connections: { Start: { main: [[{ node: 'Team', type: 'main', index: 0 }]] }, Team: { main: [[{ node: 'Odd', type: 'main', index: 0 }]] } },
  settings: { executionOrder: 'v1' },
};

/** Imports through the page's own session; ids of the workflows. */
async function importText(api: APIRequestContext, text: string): Promise<string[]> {
  const answer = await api.post(`${url()}/api/trpc/workflows.import`, { headers: { 'content-type': 'application/json', origin: url() }, data: { text } });
  expect(answer.status(), await answer.text().then(body => body.slice(0, 300))).toBe(200);
  return ((await answer.json()) as { result: { data: { id: string }[] } }).result.data.map(({ id }) => id);
}

async function open(page: Page, id: string): Promise<Editor> {
  await page.goto(`${url()}/workflows/${id}`);
  const editor = new Editor(page);
  await expect(editor.canvas).toBeVisible();
  return editor;
}

test.beforeEach(async ({ page }) => { await asOwner(page); });

test('an import says what runs, and a service becomes an HTTP request with what is left to check, and back', async ({ page }) => {
  await page.goto(`${url()}/workflows`);
  await page.getByRole('button', { name: /^Import/ }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Import workflows' });
  await dialog.getByLabel('Or paste JSON').fill(JSON.stringify(file));
  await dialog.getByRole('button', { name: 'Import', exact: true }).click();
  const report = page.getByRole('dialog', { name: '1 workflow imported' });
  await expect(report).toContainText('1 of 3 steps run here.');
  await expect(report.getByRole('list', { name: 'Steps that need attention' })).toContainText('it can be replaced by an HTTP request to Slack.');
  await report.getByRole('link', { name: 'Tell the team' }).click();
  const editor = new Editor(page);
  await expect(editor.canvas).toBeVisible();

  await editor.open('Team');
  const offer = editor.panel.getByRole('region', { name: 'Offer' });
  await expect(offer).toContainText('POST https://slack.com/api/chat.postMessage');
  await offer.getByRole('button', { name: 'Replace with an HTTP request' }).click();
  const todo = editor.panel.getByRole('region', { name: 'To check' });
  await expect(todo).toContainText('Choose a credential for Slack.');
  await expect(editor.panel.getByRole('button', { name: /^Credential, Slack/ })).toBeVisible();
  await todo.getByRole('checkbox', { name: /^The answer may look different/ }).click();
  await expect(todo).not.toContainText('The answer may look different');
  await todo.getByRole('button', { name: 'Back to the original' }).click();
  await expect(editor.panel.getByRole('region', { name: 'Offer' })).toBeVisible();
  await editor.close();
  await editor.open('Odd');
  await expect(editor.panel).toContainText('It is kept as it came and goes back out when you export');
  await expect(editor.panel.getByRole('region', { name: 'Offer' })).toHaveCount(0);
});

test('a step runs again with what is before it kept', async ({ page }) => {
  const set = (name: string, x: number, value: string) => node(name, 'set', 3.4, x, { assignments: { assignments: [{ id: '1', name: 'at', type: 'string', value }] }, includeOtherFields: name !== 'First' });
  const chain = { ...file, nodes: [file.nodes[0], set('First', 300, '={{ $now.toMillis() }}'), set('Second', 600, '={{ $json.at }}-again')], connections: { Start: { main: [[{ node: 'First', type: 'main', index: 0 }]] }, First: { main: [[{ node: 'Second', type: 'main', index: 0 }]] } } };
  const [id = ''] = await importText(page.request, JSON.stringify(chain));
  const editor = await open(page, id);
  await page.getByRole('button', { name: /^Run workflow|^Run$/ }).first().click();
  await editor.open('Second');
  const output = editor.panel.getByRole('region', { name: 'Output' });
  await expect(output).toContainText('-again');
  const before = /\d{13}/.exec(await output.innerText())?.[0];
  await editor.panel.getByRole('button', { name: 'Run this step' }).click();
  await expect(editor.panel.getByRole('button', { name: 'Run this step' })).toBeEnabled();
  await expect(output).toContainText(`${before}-again`);
});

const folder = join(process.cwd(), '../shared/corpus/n8n-workflows');
const samples = existsSync(folder) ? readdirSync(folder).filter(name => name.endsWith('.json')).sort() : [];
const PER_TEST = 25;

for (let first = 0; first < samples.length; first += PER_TEST) {
  const some = samples.slice(first, first + PER_TEST);
  test(`samples ${some[0]} to ${some.at(-1)} open in the editor`, async ({ page }) => {
    test.setTimeout(180_000);
    const problems: string[] = [];
    page.on('pageerror', error => problems.push(error.message));
    for (const name of some) {
      const text = readFileSync(join(folder, name), 'utf8');
      const [id = ''] = await importText(page.request, text);
      const editor = await open(page, id);
      await expect(editor.canvas.locator('.react-flow__node').first(), name).toBeVisible();
      expect(problems, name).toEqual([]);
    }
  });
}
