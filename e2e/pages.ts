// What the specs do again and again, in the words of the screen.
import { expect, type Locator, type Page } from '@playwright/test';

export const OWNER = { name: 'Ana Ruiz', email: 'ana@example.com', organization: 'Fjordline', password: 'correct horse battery' };

const env = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the specs with their configuration`);
  return value;
};
export const url = () => env('WEFT_E2E_URL');
export const target = () => env('WEFT_E2E_TARGET');
export const setupLink = () => env('WEFT_E2E_SETUP');

export async function signIn(page: Page, person: { email: string; password: string } = OWNER): Promise<void> {
  await page.goto(`${url()}/sign-in`);
  await page.getByLabel('E-mail').fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill(person.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('**/workflows');
}

/** Makes the owner with the set-up link, once for all specs; signs in otherwise. */
export async function asOwner(page: Page): Promise<void> {
  await page.goto(setupLink());
  if (await page.getByRole('heading', { name: 'Set up Weft' }).isVisible()) {
    await page.getByLabel('Your name').fill(OWNER.name);
    await page.getByLabel('E-mail').fill(OWNER.email);
    await page.getByLabel('Organization').fill(OWNER.organization);
    await page.getByLabel('Password', { exact: true }).fill(OWNER.password);
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.waitForURL('**/workflows');
  } else await signIn(page);
  await expect(page.getByRole('heading', { name: 'Workflows', exact: true })).toBeVisible();
}

/** The open editor. */
export class Editor {
  constructor(readonly page: Page) {}

  get canvas(): Locator { return this.page.getByRole('region', { name: 'Workflow canvas' }); }
  node(name: string): Locator { return this.canvas.getByRole('group', { name: new RegExp(`^${name},`) }); }
  get panel(): Locator { return this.page.getByRole('dialog'); }

  static async blank(page: Page): Promise<Editor> {
    await page.goto(`${url()}/workflows`);
    await page.getByRole('button', { name: /New workflow|Start from nothing|blank/i }).first().click();
    await page.waitForURL(/\/workflows\/[0-9a-f-]{36}/);
    const editor = new Editor(page);
    await expect(editor.canvas).toBeVisible();
    return editor;
  }

  /** Adds a step by the keyboard, after the one that is selected. */
  async add(type: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Add step' }).click();
    await this.page.getByLabel('Search steps').fill(type);
    await this.page.getByRole('option', { name: new RegExp(`^${type}`, 'i') }).first().click();
    await expect(this.page.getByLabel('Search steps')).toBeHidden();
  }

  /** Pastes steps as they are copied in Weft or n8n. */
  async paste(clipping: object): Promise<void> {
    await this.canvas.focus();
    await this.page.evaluate(text => {
      const data = new DataTransfer();
      data.setData('text/plain', text);
      document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    }, JSON.stringify(clipping));
  }

  async open(name: string): Promise<Locator> {
    await this.node(name).dblclick();
    const panel = this.page.getByRole('dialog', { name });
    await expect(panel).toBeVisible();
    return panel;
  }

  async close(): Promise<void> {
    await this.panel.getByRole('button', { name: 'Close' }).click();
    await expect(this.panel).toBeHidden();
  }

  async choose(label: string, option: string | RegExp): Promise<void> {
    await this.panel.getByRole('combobox', { name: label, exact: true }).click();
    await this.page.getByRole('option', { name: option }).first().click();
  }

  /** Turns a field into an expression and types it. */
  async expression(label: string, text: string): Promise<void> {
    await this.panel.getByRole('button', { name: `Expression for ${label}` }).click();
    await this.panel.getByRole('textbox', { name: `${label}, expression`, exact: true }).click();
    await this.page.keyboard.press('ControlOrMeta+a');
    await this.page.keyboard.type(text);
  }

  async type(label: string, text: string): Promise<void> {
    await this.panel.getByRole('textbox', { name: label, exact: true }).click();
    await this.page.keyboard.press('ControlOrMeta+a');
    await this.page.keyboard.type(text);
  }

  async saved(): Promise<void> {
    await expect(this.page.getByRole('status', { name: 'Saving' })).toHaveText(/^Saved/);
  }

  async publish(note = ''): Promise<void> {
    await this.page.getByRole('button', { name: /^Publish/ }).first().click();
    const dialog = this.page.getByRole('dialog', { name: /^Publish/ });
    if (note) await dialog.getByRole('textbox').first().fill(note);
    await dialog.getByRole('button', { name: /^Publish/ }).click();
    await expect(dialog).toBeHidden();
  }
}
