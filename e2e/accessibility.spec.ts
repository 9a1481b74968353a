// Nothing serious or critical for assistive technology, on every page, in both themes.
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { asOwner, Editor, url } from './pages';

for (const scheme of ['dark', 'light'] as const) {
  test(`pages are accessible in the ${scheme} theme`, async ({ page }) => {
    test.setTimeout(120_000);
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    const check = async (name: string) => {
      await expect(page).toHaveTitle(/Weft|workflow/i); // the title streams in a moment after the page
      await expect(page.getByRole('rowgroup', { name: 'Loading' })).toHaveCount(0);
      const { violations } = await new AxeBuilder({ page }).exclude('.react-flow__attribution').analyze();
      expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${name}: ${id}: ${nodes.slice(0, 3).map(node => node.target.join(' ')).join(' | ')}`)).toEqual([]);
    };
    await page.goto(`${url()}/sign-in`);
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await check('sign-in');
    await asOwner(page);
    await check('workflows');
    const editor = await Editor.blank(page);
    await editor.add('Manual trigger');
    await editor.add('Edit fields');
    await check('editor');
    await editor.open('Edit fields');
    await check('node panel');
    await editor.close();
    await editor.saved();
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await page.goto(`${url()}/executions`);
    await expect(page.getByRole('table', { name: 'Executions' }).getByRole('link').first()).toBeVisible();
    await check('executions');
    await page.getByRole('table', { name: 'Executions' }).getByRole('link').first().click();
    await expect(page.getByRole('tree', { name: 'Timeline' })).toBeVisible();
    await check('execution');
    for (const path of ['/credentials', '/settings/account', '/settings/members', '/settings/api-keys']) {
      await page.goto(url() + path);
      await expect(page.getByRole('heading').first()).toBeVisible();
      await check(path);
    }
  });
}
