// Files of items by hand: a step makes one, the panel shows it, its bytes come down, the next step maps it.
import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { asOwner, Editor } from './pages';

test('a file is shown with the step that made it, opened, downloaded and mapped', async ({ page }) => {
  await asOwner(page);
  const editor = await Editor.blank(page);
  await editor.paste({
    nodes: [
      { id: 't', name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, position: [0, 0], parameters: {} },
      { id: 's', name: 'Text', type: 'n8n-nodes-base.set', typeVersion: 3.4, position: [240, 0], parameters: { assignments: { assignments: [{ id: 'a', name: 'text', type: 'string', value: 'Hello file' }] } } },
      { id: 'c', name: 'File', type: 'n8n-nodes-base.convertToFile', typeVersion: 1.1, position: [480, 0], parameters: { operation: 'toText', sourceProperty: 'text', options: { fileName: 'hello.txt' } } },
      { id: 'n', name: 'After', type: 'n8n-nodes-base.set', typeVersion: 3.4, position: [1800, 500], parameters: {} },
    ],
    connections: { Start: { main: [[{ node: 'Text', type: 'main', index: 0 }]] }, Text: { main: [[{ node: 'File', type: 'main', index: 0 }]] }, File: { main: [[{ node: 'After', type: 'main', index: 0 }]] } },
  });
  // What was pasted is in view, however far apart it lies.
  for (const name of ['Start', 'After']) await expect(editor.node(name)).toBeInViewport();
  await editor.saved();
  await page.getByRole('button', { name: /^Run/ }).first().click();
  await expect(page.getByText('4 of 4 steps')).toBeVisible();

  await editor.open('File');
  const files = editor.panel.getByRole('region', { name: 'Files' });
  await expect(files.getByText('data of item 1, 10 B')).toBeVisible();
  const [download] = await Promise.all([page.waitForEvent('download'), files.getByRole('link', { name: 'Download hello.txt' }).click()]);
  expect(download.suggestedFilename()).toBe('hello.txt');
  expect(await readFile(await download.path(), 'utf8')).toContain('Hello file');
  const [tab] = await Promise.all([page.waitForEvent('popup'), files.getByRole('link', { name: 'Open hello.txt' }).click()]);
  await expect(tab.locator('body')).toContainText('Hello file');
  await tab.close();
  await editor.close();

  await editor.open('After');
  await expect(editor.panel.getByRole('treeitem', { name: /\$binary/ })).toBeVisible();
});
