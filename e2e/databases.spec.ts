// The tables of a step's database: asked for with its credential, and said in words where they cannot be had.
import { expect, test } from '@playwright/test';
import { asOwner, Editor, url } from './pages';

test('a table is chosen from the database of the credential, or written by hand where it cannot be reached', async ({ page }) => {
  await asOwner(page);
  const made = await page.request.post(`${url()}/api/trpc/credentials.create`, { headers: { 'content-type': 'application/json', origin: url() }, data: { name: 'Nowhere', type: 'mySql', fields: { host: '127.0.0.1', port: '1', user: 'u', password: 'p', database: 'd' }, allowedHosts: [] } });
  expect(made.status()).toBe(200);
  const editor = await Editor.blank(page);
  await editor.paste({ nodes: [{ id: 'm', name: 'Rows', type: 'n8n-nodes-base.mySql', typeVersion: 2.4, position: [0, 0], parameters: { operation: 'select' } }], connections: {} });
  const panel = await editor.open('Rows');
  const table = panel.getByRole('combobox', { name: 'Table', exact: true });
  await expect(table).toHaveAttribute('placeholder', 'Choose a credential first');
  await panel.getByRole('button', { name: /^Credential, MySQL/ }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Nowhere' }).click();
  await expect(panel.getByRole('alert')).toContainText('is not a public address');
  await expect(panel.getByRole('button', { name: 'Try again' })).toBeVisible();
  await panel.getByRole('combobox', { name: 'How to choose Table' }).click();
  await page.getByRole('option', { name: 'By name' }).click();
  await panel.getByRole('textbox', { name: 'Table', exact: true }).fill('goods');
  await editor.close();
  await editor.saved();
});
