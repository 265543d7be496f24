import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { choose } from './hand.ts';

type SheetFile = string | { readonly name: string; readonly mimeType: string; readonly buffer: Buffer };

/** What a person does in the import wizard, up to reading its reports. */
export class ImportWizardHand {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** The wizard of a form, by the address of its list, and a file. */
  async open(list: string, file: SheetFile): Promise<void> {
    const page = this.#page;
    await page.goto(list.replace('/forms/', '/import/'));
    await page.locator('input[type="file"]').setInputFiles(file);
    await page.getByText('文件中的列').waitFor();
  }

  /** Says which field a column is. */
  async column(column: string, field: string): Promise<void> {
    await choose(this.#page, this.#page.getByRole('combobox', { name: column, exact: true }), field);
  }

  /** Says what texts of a column mean: `GTXPro` is `GTX Pro`. */
  async values(column: string, meant: Readonly<Record<string, string>>): Promise<void> {
    const page = this.#page;
    await page.getByRole('row').filter({ hasText: column }).getByRole('button', { name: '取值' }).click();
    const dialog = page.getByRole('dialog', { name: `“${column}”的取值` });
    for (const [text, value] of Object.entries(meant)) {
      await choose(page, dialog.getByRole('combobox', { name: text, exact: true }), value);
    }
    await dialog.getByRole('button', { name: /^确\s*定$/ }).click();
    await dialog.waitFor({ state: 'hidden' });
  }

  async updateBy(field: string): Promise<void> {
    await choose(this.#page, this.#page.getByLabel('已存在的行'), `更新${field}相同的记录`);
  }

  /** Goes the whole way and undoes it; answers when its report is there. */
  async check(): Promise<void> {
    await this.#page.getByRole('button', { name: '先检查' }).click();
    await this.#page.getByText('检查完成，尚未写入任何数据。').waitFor({ timeout: 60_000 });
  }

  async back(): Promise<void> {
    await this.#page.getByRole('button', { name: '上一步' }).click();
    await this.#page.getByText('文件中的列').waitFor();
  }

  /** Imports; `underWay` is called while it runs. Answers when the report of the import, not that of the check, is there. */
  async run(underWay?: () => Promise<void>): Promise<void> {
    await this.#page.getByRole('button', { name: /^导入 [\d,]+ 行$/ }).click();
    await underWay?.();
    await this.#page.getByText('导入完成。').waitFor({ timeout: 120_000 });
  }

  /** One number of the report that stands on the page: `count('条已新建')`. */
  async count(words: string): Promise<string> {
    const said = this.#page.getByText(words, { exact: true });
    return await said.locator('xpath=preceding-sibling::strong').innerText();
  }

  /** The text of the file of refused rows. */
  async refusedRows(link: string): Promise<string> {
    const [download] = await Promise.all([
      this.#page.waitForEvent('download'),
      this.#page.getByRole('link', { name: link }).click(),
    ]);
    return await readFile(await download.path(), 'utf8');
  }
}
