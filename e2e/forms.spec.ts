// A form drawn in the editor: its test URL while the editor listens, a second page, and the published form.
import { expect, test } from '@playwright/test';
import { asOwner, Editor } from './pages';

test('a form of two pages is drawn, tried out and published', async ({ page, context }) => {
  test.setTimeout(120_000);
  await asOwner(page);
  const editor = await Editor.blank(page);
  await editor.add('Form trigger');
  await editor.open('Form trigger');
  await editor.type('Form title', 'Sign up');
  await editor.panel.getByRole('button', { name: 'Add field' }).click();
  await editor.type('Label', 'Name');
  await editor.close();
  await editor.add('Form');
  await editor.open('Form');
  await editor.panel.getByRole('button', { name: 'Add field' }).click();
  await editor.type('Label', 'City');
  await editor.close();
  await editor.saved();

  await editor.open('Form trigger');
  await editor.panel.getByRole('button', { name: 'Listen for a test call' }).click();
  await expect(editor.panel.getByText(/Waiting for a call/)).toBeVisible();
  const form = await context.newPage();
  await form.goto((await editor.panel.getByRole('link', { name: 'Open the form' }).getAttribute('href')) ?? '');
  await expect(form.getByRole('heading', { name: 'Sign up' })).toBeVisible();
  await form.getByLabel('Name').fill('Ana');
  await form.getByRole('button', { name: 'Submit' }).click();
  await form.getByLabel('City').fill('Berlin');
  await form.getByRole('button', { name: 'Submit' }).click();
  await expect(form.getByRole('status')).toHaveText('Your response has been recorded');
  await editor.close();
  await expect(editor.node('Form').getByRole('img', { name: /Success/i })).toBeVisible();

  await editor.publish('first');
  await editor.open('Form trigger');
  await editor.panel.getByRole('radio', { name: 'Live URL' }).click();
  const live = (await editor.panel.getByRole('link', { name: 'Open the form' }).getAttribute('href')) ?? '';
  expect(live).toMatch(/\/form\/[A-Za-z0-9_-]{20,}$/);
  await form.goto(live);
  await form.getByLabel('Name').fill('Ben');
  await form.getByRole('button', { name: 'Submit' }).click();
  await expect(form.getByLabel('City')).toBeVisible();
});
