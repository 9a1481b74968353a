// The editor by hand: adding, undoing, running live, saving beside another tab, versions.
import { expect, test } from '@playwright/test';
import { asOwner, Editor, url } from './pages';

test.beforeEach(async ({ page }) => { await asOwner(page); });

test('steps are added by key and by a wire, and every change can be undone and redone', async ({ page }) => {
  const editor = await Editor.blank(page);
  await editor.add('Manual trigger');
  await editor.node('Manual trigger').focus();
  await page.keyboard.press('n');
  await page.getByLabel('Search steps').fill('Edit fields');
  await page.keyboard.press('Enter');
  await expect(editor.node('Edit fields')).toBeVisible();
  const nodes = editor.canvas.getByRole('group', { name: /input/ });
  await expect(nodes).toHaveCount(2);

  // Dragging a wire onto the empty canvas asks what comes next, and wires it.
  const card = await editor.node('Edit fields').boundingBox();
  if (!card) throw new Error('the card has no place on the screen');
  await page.mouse.move(card.x + card.width, card.y + card.height / 2);
  await page.mouse.down();
  await page.mouse.move(card.x + card.width + 160, card.y + 160, { steps: 8 });
  await page.mouse.up();
  await page.getByLabel('Search steps').fill('Limit');
  await page.keyboard.press('Enter');
  await expect(nodes).toHaveCount(3);
  await expect(editor.canvas.locator('.react-flow__edge')).toHaveCount(2);

  const undo = page.getByRole('button', { name: /^Undo/ });
  await undo.click();
  await expect(nodes).toHaveCount(2);
  await expect(editor.canvas.locator('.react-flow__edge')).toHaveCount(1);
  await page.getByRole('button', { name: /^Redo/ }).click();
  await expect(nodes).toHaveCount(3);

  await editor.node('Limit').click();
  await page.keyboard.press('ControlOrMeta+d');
  await expect(nodes).toHaveCount(4);
  await page.keyboard.press('Delete');
  await expect(nodes).toHaveCount(3);

  await editor.node('Limit').click();
  await page.keyboard.press('F2');
  await page.getByRole('textbox', { name: /^Name of/ }).fill('First ten');
  await page.keyboard.press('Enter');
  await expect(editor.node('First ten')).toBeVisible();
  await editor.saved();
  await page.reload();
  await expect(nodes).toHaveCount(3);
});

test('a run shows its statuses live, and each step its data', async ({ page }) => {
  const editor = await Editor.blank(page);
  await editor.add('Manual trigger');
  await editor.add('Edit fields');
  await editor.open('Edit fields');
  await editor.panel.getByRole('button', { name: 'Add field' }).click();
  await editor.type('Name of field 1', 'greeting');
  await editor.expression('Value of greeting', '{{ "hello " + (1 + 1) }}');
  await expect(editor.panel.getByText('hello 2')).toBeVisible();
  await editor.close();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(editor.node('Edit fields').getByRole('img', { name: /Success/i })).toBeVisible({ timeout: 15_000 });
  await editor.open('Edit fields');
  await expect(editor.panel.getByRole('region', { name: 'Output' }).getByText('hello 2')).toBeVisible();
});

test('a save that comes late is a visible conflict and overwrites nothing', async ({ page, context }) => {
  const editor = await Editor.blank(page);
  await editor.add('Manual trigger');
  await editor.saved();
  const other = await context.newPage();
  await other.goto(page.url());
  const second = new Editor(other);
  await expect(second.node('Manual trigger')).toBeVisible();

  await editor.add('Edit fields');
  await editor.saved();
  await second.add('Limit');
  await expect(other.getByRole('button', { name: /theirs/i })).toBeVisible({ timeout: 15_000 });
  await other.getByRole('button', { name: /theirs/i }).click();
  await expect(second.node('Edit fields')).toBeVisible();
  await page.reload();
  await expect(editor.node('Edit fields')).toBeVisible();
  await expect(editor.node('Limit')).toHaveCount(0);
});

test('published versions are listed and can be restored', async ({ page }) => {
  const editor = await Editor.blank(page);
  await editor.add('Webhook');
  await editor.saved();
  await editor.publish('the first');
  await expect(page.getByRole('button', { name: 'v1 is live' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Publish v2' })).toBeDisabled();
  await editor.node('Webhook').click();
  await editor.add('Edit fields');
  await expect(page.getByRole('button', { name: 'Draft differs from v1' })).toBeVisible();
  await editor.saved();
  await editor.publish('the second');
  await page.getByRole('button', { name: 'Versions' }).click();
  const sheet = page.getByRole('dialog', { name: 'Versions' });
  await expect(sheet.getByText('the second')).toBeVisible();
  await expect(sheet.getByText('the first')).toBeVisible();
});

test('the list finds, duplicates, deletes with undo and imports', async ({ page }) => {
  const editor = await Editor.blank(page);
  await editor.add('Manual trigger');
  await editor.saved();
  await page.goto(`${url()}/workflows`);
  const rows = page.getByRole('table', { name: 'Workflows' }).getByRole('row');
  await page.getByRole('button', { name: /^More for Untitled workflow/ }).first().click();
  await page.getByRole('menuitem', { name: 'Duplicate' }).click();
  await expect(page.getByRole('link', { name: 'Untitled workflow copy' }).first()).toBeVisible();
  await page.getByRole('button', { name: 'More for Untitled workflow copy' }).first().click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(page.getByRole('link', { name: 'Untitled workflow copy' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('link', { name: 'Untitled workflow copy' }).first()).toBeVisible();
  await page.getByLabel('Search workflows').fill('nothing is called like this');
  await expect(page.getByText('No workflow matches')).toBeVisible();
  await page.getByRole('button', { name: 'Clear the filters' }).click();
  await expect(rows.nth(1)).toBeVisible();
});
