import type { Locator, Page } from 'playwright-core';
import { drag } from './browser.ts';

/** What a person does in the form designer, with mouse and keyboard. */
export class FormDesignerHand {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Drags a field of the palette below the last one on the canvas and gives it its name. */
  async add(type: string, title: string, options: readonly string[] = []): Promise<void> {
    const page = this.#page;
    const source = page.getByRole('complementary', { name: '组件' }).getByRole('button', { name: type }).last();
    const canvas = page.locator('[data-canvas] [data-container]').first();
    const box = await canvas.boundingBox();
    const count = await page.locator('[data-field]').count();
    await drag(page, source, canvas, { x: 200, y: count === 0 ? 60 : (box?.height ?? 100) - 8 });
    const added = page.locator('[data-field][data-selected="true"]');
    await added.getByText(type, { exact: true }).waitFor();
    await this.rename(added, title);
    await this.setOptions(options);
  }

  /** Double-click, type, Enter. */
  async rename(field: Locator, title: string): Promise<void> {
    await field.dblclick({ position: { x: 40, y: 14 } });
    await this.#page.getByLabel('字段名称').waitFor();
    await this.#page.keyboard.insertText(title);
    await this.#page.keyboard.press('Enter');
    await this.field(title).waitFor();
  }

  async setOptions(options: readonly string[]): Promise<void> {
    const properties = this.#page.getByRole('complementary', { name: '属性' });
    const labels = properties.getByPlaceholder('粘贴多行可一次添加多项');
    for (const [index, option] of options.entries()) {
      if ((await labels.count()) <= index) await properties.getByRole('button', { name: '添加' }).click();
      await labels.nth(index).fill(option);
    }
  }

  field(title: string): Locator {
    return this.#page.locator(`[data-field][aria-label="${title}"]`);
  }

  async publish(name: string): Promise<void> {
    await publish(this.#page, name);
  }
}

/** The one deliberate act of every designer: publish, look at what will change, confirm. */
export async function publish(page: Page, name: string, whileOpen?: () => Promise<void>): Promise<void> {
  await page.getByRole('banner').getByRole('button', { name: '发布' }).click();
  const dialog = page
    .getByRole('dialog', { name: `发布“${name}”?` })
    .or(page.getByRole('dialog', { name: `发布“${name}”？` }));
  await dialog.waitFor();
  await whileOpen?.();
  const accept = dialog.getByRole('checkbox');
  const confirm = dialog.getByRole('button', { name: '发布', exact: true });
  // The plan is being made: either it can be confirmed at once, or it asks for a tick first.
  await accept
    .or(dialog.locator('button:enabled').filter({ hasText: /^发布$/ }))
    .first()
    .waitFor();
  if ((await accept.count()) > 0) await accept.check();
  await confirm.click();
  await page.getByText(`“${name}”已发布`).waitFor();
  await dialog.waitFor({ state: 'hidden' });
}
