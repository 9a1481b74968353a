// The main job, by hand: sign up, draw Webhook -> Edit fields -> If -> HTTP request -> Respond, publish, call it, read its history.
import { expect, test } from '@playwright/test';
import { asOwner, Editor, target } from './pages';

test('a workflow drawn in the browser answers a call, and the history shows every step', async ({ page, request }) => {
  test.setTimeout(120_000);
  await asOwner(page);
  const editor = await Editor.blank(page);
  for (const type of ['Webhook', 'Edit fields', 'If', 'HTTP request', 'Respond to webhook']) await editor.add(type);
  await expect(editor.canvas.getByRole('group', { name: /input/ })).toHaveCount(5);

  await editor.open('Webhook');
  await editor.choose('Method', 'POST');
  await editor.type('Path', 'orders');
  await editor.choose('Respond', /Respond to webhook/);
  await editor.panel.getByRole('radio', { name: 'Live URL' }).click();
  const hook = (await editor.panel.getByText(/\/webhook\/[A-Za-z0-9_-]{20,}/).first().innerText()).match(/http:\S+?\/webhook\/[^\s']+/)?.[0] ?? '';
  expect(hook).toContain('/webhook/');
  await editor.close();

  await editor.open('Edit fields');
  await editor.panel.getByRole('button', { name: 'Add field' }).click();
  await editor.type('Name of field 1', 'total');
  await editor.choose('Type of total', 'Number');
  await editor.expression('Value of total', '{{ $json.body.quantity * 2 }}');
  await editor.close();

  await editor.open('If');
  await editor.panel.getByRole('button', { name: 'Add condition' }).click();
  await editor.expression('Value 1 of condition 1', '{{ $json.total }}');
  await editor.panel.getByRole('button', { name: /^Comparison of condition 1/ }).press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Text' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('menu', { name: 'Number' }).getByRole('menuitemcheckbox', { name: 'is equal to' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(editor.panel.getByRole('button', { name: /Number is greater than$/ })).toBeVisible();
  await editor.type('Value 2 of condition 1', '5');
  await editor.close();

  await editor.open('HTTP request');
  await editor.choose('Method', 'POST');
  await editor.type('URL', `${target()}/orders`);
  await editor.panel.getByRole('switch', { name: 'Send body' }).click();
  await editor.panel.getByRole('button', { name: /Add (field|parameter|value)/i }).first().click();
  await editor.type('Name', 'total');
  await editor.expression('Value', '{{ $json.total }}');
  await editor.close();

  await editor.open('Respond to webhook');
  await editor.choose('Respond with', 'JSON');
  await editor.expression('Response body', '{{ { accepted: true, total: $json.body.total, path: $json.path } }}');
  await editor.close();
  await editor.saved();
  await editor.publish('first');

  const answer = await request.post(hook, { data: { quantity: 4 } });
  expect([answer.status(), await answer.json()]).toEqual([200, { accepted: true, total: 8, path: '/orders' }]);
  const small = await request.post(hook, { data: { quantity: 1 } });
  expect([small.status(), await small.json()]).toEqual([200, { message: 'Workflow executed successfully' }]);

  await page.getByRole('navigation', { name: 'Views of the workflow' }).getByRole('link', { name: 'Executions' }).click();
  const table = page.getByRole('table', { name: 'Executions' });
  await expect(table.getByRole('img', { name: 'Success' })).toHaveCount(2);
  await table.getByRole('link').nth(1).click();
  await expect(page.getByRole('tree', { name: 'Timeline' }).getByRole('treeitem')).toHaveCount(5);
  for (const name of ['Webhook', 'Edit fields', 'If', 'HTTP request', 'Respond to webhook']) await expect(page.getByRole('treeitem', { name: new RegExp(`^${name},.*Success`, 'i') })).toBeVisible();
  await page.getByRole('treeitem', { name: /^Edit fields,/ }).click();
  const step = page.getByRole('complementary', { name: 'Step Edit fields' });
  await step.getByRole('tab', { name: 'Output' }).click();
  await step.getByRole('radio', { name: 'Table' }).click();
  await expect(step.getByRole('table', { name: 'Output' }).getByRole('cell', { name: '8' })).toBeVisible();
});
