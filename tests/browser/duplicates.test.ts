import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openBrowser, openVisitor, phone, picture, type Visitor } from './support/browser.ts';
import { publish } from './support/form-designer.ts';
import { choose, create } from './support/hand.ts';
import { type Product, startProduct } from './support/product.ts';
import { ask, openOwner, publishDefinition } from './support/workspace.ts';

/** A rule against duplicates made by hand, and what a person meets who types a lead that is there already. */
let product: Product;
let browser: Browser;
let owner: Visitor;

const form = {
  type: 'object',
  properties: {
    name: { field: { type: 'text', title: { en: 'Company', zh: '公司' } } },
    contact: { field: { type: 'text', title: { en: 'Contact', zh: '联系人' } } },
    mobile: { field: { type: 'mobile', title: { en: 'Mobile', zh: '手机' } } },
  },
  required: ['name'],
  form: {
    title: { en: 'Lead', zh: '线索' },
    titleField: 'name',
    layout: ['name', 'contact', 'mobile'].map((field) => ({ type: 'field', field })),
  },
};
const leads = '/api/apps/sales/records/lead';

beforeAll(async () => {
  product = await startProduct();
  browser = await openBrowser();
  owner = await openOwner(browser, product.url);
  const { request } = owner.context;
  await ask(request, 'POST', '/api/apps', { key: 'sales', title: { en: 'Sales', zh: '销售' } });
  await publishDefinition(request, 'sales', 'form', 'lead', form);
  const values = { name: '杭州万象金服有限公司', contact: '陈佳怡', mobile: '13800138000' };
  await ask(request, 'POST', leads, { values });
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture(owner.page, `failed-duplicates-${task.name.slice(0, 40)}`);
  expect(owner.errors.splice(0)).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

const drawer = (page: Page): Locator => page.getByRole('dialog', { name: '新建：线索' });
const fill = async (page: Page, field: string, text: string) => {
  await drawer(page).getByLabel(field).fill(text);
  await page.keyboard.press('Tab');
};

test('when two leads are the same is said in sentences of selects', async () => {
  const { page } = owner;
  await create(page, 'sales', '规则', '线索查重', async (dialog) => {
    await dialog.getByRole('radio', { name: '查重规则' }).check();
    await choose(page, dialog.getByRole('combobox').first(), '线索');
  });
  const main = page.locator('main');
  const last = (name: string) => main.getByRole('combobox', { name, exact: true }).last();
  await main.getByRole('button', { name: '或者另一种情况' }).click();
  await choose(page, last('字段'), '手机');
  await choose(page, last('比较方式'), '号码相同（只看数字）');
  await main.getByRole('button', { name: '或者另一种情况' }).click();
  await choose(page, last('字段'), '公司');
  await choose(page, last('比较方式'), '公司相同（忽略“有限公司”、标点）');
  await main.getByRole('button', { name: '并且比较另一个字段' }).last().click();
  await choose(page, last('字段'), '联系人');
  await page.getByText('草稿已保存').waitFor();
  await picture(page, 'duplicates-01-rule');
  await publish(page, '线索查重');
});

test('a lead like another is told of while it is typed, and again before it is saved', async () => {
  const { page } = owner;
  await page.goto('/apps/sales/forms/lead');
  await page.getByRole('button', { name: '新建记录' }).click();
  await fill(page, '公司', '杭州万象');
  await fill(page, '手机', '138 0013 8000');
  const early = drawer(page).getByRole('status').filter({ hasText: '可能已有相同记录' });
  await early.getByText('手机相同').waitFor();
  expect(await early.getByRole('button').count()).toBe(0);
  await picture(page, 'duplicates-02-typing');

  // Another number, but the same person of the same company, written otherwise.
  await fill(page, '手机', '13900139000');
  await early.waitFor({ state: 'hidden' });
  await fill(page, '公司', '杭州万象金服');
  await fill(page, '联系人', '陈佳怡');
  await early.getByText('公司').waitFor();
  await drawer(page).getByRole('button', { name: '创建', exact: true }).click();
  const asked = drawer(page).getByRole('alert').filter({ hasText: '可能已有相同记录' });
  await asked.getByRole('button', { name: '仍然保存' }).waitFor();
  // The browser notes every answer that refuses.
  expect(owner.errors.splice(0)).toEqual([expect.stringMatching(/ 400 .*records\/lead\)$/)]);
  await picture(page, 'duplicates-03-asked');
  const [other] = await Promise.all([
    page.context().waitForEvent('page'),
    asked.getByRole('link', { name: '打开该记录' }).click(),
  ]);
  await other.getByRole('heading', { name: '杭州万象金服有限公司' }).first().waitFor();
  await other.close();
});

test('it is saved all the same, and why says what it is like', async () => {
  const { page } = owner;
  await drawer(page).getByRole('button', { name: '仍然保存' }).click();
  await drawer(page).waitFor({ state: 'hidden' });
  const { rows } = await ask<{ rows: { id: string }[] }>(owner.context.request, 'GET', `${leads}?limit=10`);
  expect(rows).toHaveLength(2);
  await page.goto(
    `/apps/sales/forms/lead/${rows
      .map(({ id }) => id)
      .toSorted()
      .at(-1)}`,
  );
  await page.getByRole('tab', { name: '为什么', exact: true }).click();
  const why = page.getByRole('tabpanel', { name: '为什么' });
  await why.getByText('可能与另一条记录重复').waitFor();
  await picture(page, 'duplicates-04-why');
  const [other] = await Promise.all([
    page.context().waitForEvent('page'),
    why.getByRole('button', { name: '查看' }).click(),
  ]);
  await other.getByRole('heading', { name: '杭州万象金服有限公司' }).first().waitFor();
  await other.close();
});

test('it looks as well in English, in the dark and on a phone', async () => {
  for (const look of [
    { language: 'en', dark: true },
    { language: 'zh', size: phone },
    { language: 'en', dark: true, size: phone },
  ] as const) {
    const visitor = await openVisitor(browser, product.url, look);
    await visitor.context.addCookies(await owner.context.cookies());
    const { page } = visitor;
    await page.addInitScript((language) => localStorage.setItem('tangram.language', language), look.language);
    await page.goto('/apps/sales/forms/lead?new=');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(look.language === 'en' ? 'Mobile' : '手机', { exact: true }).fill('13800138000');
    await page.keyboard.press('Tab');
    await dialog.getByText(look.language === 'en' ? 'This may be there already' : '可能已有相同记录').waitFor();
    await picture(page, `duplicates-05-${look.language}-${'size' in look ? 'phone' : 'desk'}`);
    expect(visitor.errors).toEqual([]);
    await visitor.context.close();
  }
});
