// Credentials by hand: made, masked, edited, used by a step, refused a foreign host.
import { expect, test } from '@playwright/test';
import { asOwner, url } from './pages';

test('a credential is made in the browser and its secret never comes back', async ({ page }) => {
  await asOwner(page);
  await page.goto(`${url()}/credentials`);
  await expect(page.getByRole('heading', { name: 'Credentials', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'New credential' }).first().click();
  const sheet = page.getByRole('dialog');
  await sheet.getByLabel('Name', { exact: true }).fill('Shipcloud');
  await sheet.getByLabel('Type', { exact: true }).click();
  await page.getByRole('option', { name: 'Bearer token' }).click();
  await sheet.getByLabel('Token').fill('tok_secret_value_1234');
  await sheet.getByLabel('Allowed hosts').fill('api.shipcloud.io');
  await page.keyboard.press('Enter');
  await sheet.getByRole('button', { name: 'Save credential' }).click();
  await expect(sheet).toBeHidden();
  await expect(page.getByText('Shipcloud').first()).toBeVisible();
  expect(await page.content()).not.toContain('tok_secret_value_1234');
  const kept = await page.evaluate(async () => (await fetch('/api/trpc/credentials.list')).text());
  expect(kept).toContain('api.shipcloud.io');
  expect(kept).not.toContain('tok_secret_value_1234');
});
