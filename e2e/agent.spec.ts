// An agent by hand: a chat trigger, a model and a tool hung below it, a message from the panel, and the public chat.
import { expect, test } from '@playwright/test';
import { asOwner, Editor, target, url } from './pages';

test.beforeEach(async ({ page }) => { await asOwner(page); });

test('an agent is built below its ports, answers a message with a tool, and chats on its page', async ({ page }) => {
  const editor = await Editor.blank(page);
  await editor.add('Chat trigger');
  await editor.add('AI Agent');
  await expect(editor.node('AI Agent')).toHaveAccessibleName(/settings missing/);

  await editor.node('AI Agent').hover();
  await page.getByRole('button', { name: 'Add to AI Agent, model' }).click();
  await page.getByLabel('Search steps').fill('OpenAI');
  await page.getByRole('option', { name: /^OpenAI Chat Model/ }).click();
  await editor.node('AI Agent').hover();
  await page.getByRole('button', { name: 'Add to AI Agent, tools' }).click();
  await expect(page.getByRole('option', { name: /^OpenAI Chat Model/ })).toHaveCount(0);
  await page.getByLabel('Search steps').fill('Calculator');
  await page.keyboard.press('Enter');
  await expect(editor.canvas.locator('.react-flow__edge')).toHaveCount(3);

  await editor.open('OpenAI Chat Model');
  await editor.panel.getByRole('button', { name: 'Credential, OpenAI: none' }).click();
  await page.getByRole('menuitem', { name: /New/ }).click();
  const sheet = page.getByRole('dialog', { name: /^New credential/ });
  await sheet.getByLabel('API key').fill('sk-e2e');
  await sheet.getByLabel('Base URL').fill(`${target()}/v1`);
  await sheet.getByRole('combobox', { name: 'Allowed hosts' }).fill('127.0.0.1');
  await page.keyboard.press('Enter');
  await sheet.getByRole('button', { name: 'Save' }).click();
  await expect(sheet).toBeHidden();
  await editor.close();
  await expect(editor.node('AI Agent')).not.toHaveAccessibleName(/settings missing/);

  await editor.open('Chat trigger');
  await page.getByRole('switch', { name: 'Open to the public' }).click();
  await page.getByRole('textbox', { name: 'Message', exact: true }).fill('calculate 6*7');
  await page.getByRole('button', { name: 'Send' }).click();
  await editor.close();
  await expect(editor.node('AI Agent')).toHaveAccessibleName(/success/);
  await expect(editor.node('Calculator')).toHaveAccessibleName(/success/);
  await editor.open('AI Agent');
  await expect(page.getByText(/^You said: .*42/).first()).toBeVisible();
  await editor.close();

  await editor.publish();
  // By its address: its steps are not among the common ones, whose definitions are there at once.
  await page.reload();
  await expect(editor.node('AI Agent')).toBeVisible();
  await editor.open('Chat trigger');
  await page.getByRole('radio', { name: 'Live URL' }).click();
  const chat = await page.getByRole('link', { name: 'Open the chat' }).getAttribute('href');
  await page.goto(chat ?? url());
  await page.getByRole('textbox', { name: 'Message' }).fill('hello there');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('listitem').last()).toHaveText('You said: hello there');
});
