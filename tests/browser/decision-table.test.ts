import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openBrowser, openVisitor, picture, type Visitor } from './support/browser.ts';
import { publish } from './support/form-designer.ts';
import { choose, create } from './support/hand.ts';
import { type Product, startProduct } from './support/product.ts';
import { ask, openOwner } from './support/workspace.ts';

/** A decision table made by hand: typed, found wanting, mended, pasted into, counted, published, and asked why. */
let product: Product;
let browser: Browser;
let owner: Visitor;
/** The address of the table in its designer. */
let designer: string;

beforeAll(async () => {
  product = await startProduct();
  browser = await openBrowser();
  owner = await openOwner(browser, product.url);
  const { page, context } = owner;
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await ask(owner.context.request, 'POST', '/api/templates/crm:install', { sampleData: true });
  await create(page, 'crm', '规则', '获客分批', async (dialog) => {
    await dialog.getByRole('radio', { name: '决策表' }).check();
    await choose(page, dialog.getByRole('combobox').first(), '客户信息');
  });
  designer = new URL(page.url()).pathname;
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture(owner.page, `failed-table-${task.name.slice(0, 40)}`);
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

const main = (page: Page): Locator => page.getByRole('main');
const grid = (page: Page): Locator => page.getByRole('grid', { name: '决策表' });
const health = (page: Page): Locator => page.getByRole('region', { name: '检查结果' });

/** The cells of the grid as they are read, row by row. */
async function shown(page: Page): Promise<string[]> {
  const rows = await grid(page)
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader') })
    .all();
  return Promise.all(
    rows.map(async (row) =>
      (await row.getByRole('gridcell').allInnerTexts())
        .map((text) => text.trim())
        .join(' | ')
        .trim(),
    ),
  );
}

async function addColumn(page: Page, side: '条件' | '结果', field: string): Promise<void> {
  await main(page).getByRole('button', { name: side }).first().click();
  await page.getByRole('textbox', { name: '查找字段' }).fill(field);
  await page.keyboard.press('Enter');
  await grid(page).getByRole('columnheader', { name: field }).waitFor();
}

/** Types into the cells from the cursor on, going right with Tab and down with Enter at the end. */
async function typeRow(page: Page, cells: readonly string[]): Promise<void> {
  for (const [at, cell] of cells.entries()) {
    if (cell !== '') await page.keyboard.type(cell);
    await page.keyboard.press(at === cells.length - 1 ? 'Enter' : 'Tab');
  }
}

test('columns are chosen from the fields, and rows are typed as people write', async () => {
  const { page } = owner;
  await picture(page, 'table-01-empty');
  await addColumn(page, '条件', '合同金额');
  await addColumn(page, '条件', '客户来源');
  await addColumn(page, '结果', '获客批次');
  await main(page).getByRole('button', { name: '添加一行' }).first().click();
  await typeRow(page, ['10万以上', '', '大客户']);
  await main(page).getByRole('button', { name: '添加一行' }).first().click();
  await typeRow(page, ['5万-20万', '', '中客户']);
  await expect.poll(() => shown(page)).toEqual(['≥ 100000 | 任意 | 大客户 |', '50000 – 200000 | 任意 | 中客户 |']);
});

test('rows that match together are found, shown and mended', async () => {
  const { page } = owner;
  await choose(page, page.getByRole('combobox', { name: '取值方式' }), '唯一匹配的行');
  const overlap = health(page).getByRole('listitem').filter({ hasText: '重叠' });
  await overlap.waitFor();
  expect(await overlap.innerText()).toContain('合同金额 = 100000');
  await picture(page, 'table-02-overlap');
  await overlap.getByRole('button', { name: '查看' }).click();
  await page.keyboard.type('[5万,10万)');
  await picture(page, 'table-03-typing');
  await page.keyboard.press('Enter');
  await overlap.waitFor({ state: 'hidden' });
  expect((await shown(page))[1]).toBe('[50000, 100000) | 任意 | 中客户 |');
});

test('a block of a spreadsheet is pasted as one step, and what could not be read is said', async () => {
  const { page } = owner;
  await main(page).getByRole('button', { name: '添加一行' }).first().click();
  await page.evaluate(() =>
    navigator.clipboard.writeText('[1万,5万)\t展会、官网\t会展小单\n不到1万\t\t常规\n看情况\t\t待定'),
  );
  await page.keyboard.press('Control+v');
  await page.getByText('已粘贴 3 行，有 1 处需要查看').waitFor();
  await picture(page, 'table-04-pasted');
  await page.locator('.ant-notification-notice-close').click();
  expect((await shown(page)).slice(2, 4)).toEqual([
    '[10000, 50000) | 展会、官网 | 会展小单 |',
    '< 10000 | 任意 | 常规 |',
  ]);
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await shown(page)).length).toBe(3);
  await page.keyboard.press('Control+Shift+z');
  await expect.poll(async () => (await shown(page)).length).toBe(5);
  await page.getByRole('button', { name: '第 5 行：更多' }).click();
  await page.getByRole('menuitem', { name: '移除' }).click();
  await expect.poll(async () => (await shown(page)).length).toBe(4);
});

test('a gap is filled with one click, and the records of each row are counted', async () => {
  const { page } = owner;
  const gap = health(page).getByRole('listitem').filter({ hasText: '缺口' });
  await gap.first().waitFor();
  await main(page).getByRole('button', { name: '统计记录' }).click();
  await gap
    .getByText(/涉及 [\d,]+ 条记录/)
    .first()
    .waitFor();
  await picture(page, 'table-05-counted');
  await gap.getByRole('button', { name: '为此添加一行' }).click();
  await page.keyboard.type('其他小单');
  await page.keyboard.press('Enter');
  await health(page).getByText('没有缺口').waitFor();
  await expect.poll(async () => (await shown(page))[4]).toMatch(/ \| 其他小单 \|.*\d$/);
  await picture(page, 'table-06-healthy');
});

test('a column has its settings, and the draft is tried on real records', async () => {
  const { page } = owner;
  await grid(page).getByRole('button', { name: '获客批次' }).click();
  await page.getByLabel('没有匹配的行时').waitFor();
  await picture(page, 'table-07-column');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '用真实数据试一试' }).click();
  await page
    .getByText(/由第 \d 行决定/)
    .first()
    .waitFor();
  await picture(page, 'table-08-tried');
  await page.keyboard.press('Escape');
});

test('once published, a record gets its value and says which row decided', async () => {
  const { page } = owner;
  await publish(page, '获客分批');
  const { request } = owner.context;
  const made = await ask<{ id: string; acquisition_wave: string }>(request, 'POST', '/api/apps/crm/records/lead', {
    values: { name: '远航制造', amount: 120000, source: '展会' },
  });
  expect(made.acquisition_wave).toBe('大客户');
  await page.goto(`/apps/crm/forms/lead/${made.id}`);
  await page.getByText('为什么', { exact: true }).first().click();
  await page.getByText('由第 1 行决定').first().waitFor();
  await picture(page, 'table-09-why');
  expect(owner.errors).toEqual([]);
});

test('it looks as well in English and in the dark', async () => {
  for (const look of [{ language: 'en' }, { dark: true }, { language: 'en', dark: true }] as const) {
    const visitor = await openVisitor(browser, product.url, look);
    await visitor.context.addCookies(await owner.context.cookies());
    const { page } = visitor;
    await page.addInitScript((language) => localStorage.setItem('tangram.language', language), look.language ?? 'zh');
    await page.goto(designer);
    await page.getByRole('grid').getByRole('rowheader').first().waitFor();
    await picture(page, `table-10-${look.language ?? 'zh'}-${look.dark === true ? 'dark' : 'light'}`);
    expect(visitor.errors).toEqual([]);
    await visitor.context.close();
  }
});
