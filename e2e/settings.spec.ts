// Settings by hand: API keys, members and their roles, sessions, signing out.
import { expect, test } from '@playwright/test';
import { asOwner, signIn, url } from './pages';

test('a key is shown once and works', async ({ page, request }) => {
  await asOwner(page);
  await page.goto(`${url()}/settings/api-keys`);
  await page.getByRole('button', { name: 'New API key' }).first().click();
  await page.getByLabel('Name', { exact: true }).fill('Deploys');
  await page.getByRole('button', { name: 'Create key' }).click();
  const shown = page.getByLabel('Your new API key');
  await expect(shown).toBeVisible();
  const key = /wft_[A-Za-z0-9_-]+/.exec((await shown.textContent()) || (await shown.inputValue().catch(() => '')))?.[0] ?? '';
  expect((await request.get(`${url()}/api/v1/workflows`, { headers: { authorization: `Bearer ${key}` } })).status()).toBe(200);
});

test('a viewer that an owner adds sees and cannot change', async ({ page }) => {
  await asOwner(page);
  const email = `viewer-${Date.now()}@example.com`;
  const added = await page.evaluate(async person => (await fetch('/api/trpc/members.add', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email: person, name: 'Vera View', role: 'viewer', password: 'a viewer of things' }) })).status, email);
  expect(added).toBe(200);
  await page.goto(`${url()}/settings/members`);
  await expect(page.getByText(email)).toBeVisible();
  await page.context().clearCookies();
  await signIn(page, { email, password: 'a viewer of things' });
  await expect(page.getByRole('button', { name: 'New workflow' })).toHaveCount(0);
  await page.goto(`${url()}/settings/api-keys`);
  await expect(page.getByRole('button', { name: 'New API key' })).toHaveCount(0);
});
