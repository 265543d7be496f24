import type { Browser, CDPSession, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Visitor, openBrowser, picture } from './support/browser.ts';
import { choose, create } from './support/hand.ts';
import { type Product, startProduct } from './support/product.ts';
import { ask, openOwner } from './support/workspace.ts';

/** One condition of a rule: written with completion, mended, clicked together, composed with an input method, tried. */
let product: Product;
let browser: Browser;
let owner: Visitor;

beforeAll(async () => {
  product = await startProduct();
  browser = await openBrowser();
  owner = await openOwner(browser, product.url);
  const { page } = owner;
  await ask(owner.context.request, 'POST', '/api/templates/crm:install', { sampleData: true });
  await create(page, 'crm', '规则', '高分线索', async (dialog) => {
    await choose(page, dialog.getByRole('combobox').first(), '客户信息');
  });
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture(owner.page, `failed-${task.name.slice(0, 40)}`);
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

/** What the rule's draft holds as its condition, once everything is saved. */
async function savedCondition(page: Page): Promise<string> {
  await page.getByText('草稿已保存').waitFor();
  const key = decodeURIComponent(new URL(page.url()).pathname.split('/').at(-1) ?? '');
  const address = `/api/apps/crm/definitions/rule/${encodeURIComponent(key)}`;
  const answer = await ask<{ draft: { if?: string } }>(owner.context.request, 'GET', address);
  return answer.draft.if ?? '';
}

const editor = (page: Page): Locator => page.locator('main').getByRole('textbox', { name: '条件' });
const list = (page: Page): Locator => page.locator('.cm-tooltip-autocomplete');
const chips = (page: Page): Locator => editor(page).locator('[data-path]');
const mode = (page: Page, name: '条件' | '文本'): Locator =>
  page.locator('main').locator('.ant-segmented-item').getByText(name, { exact: true });
const sentence = (page: Page): Locator => page.locator('main').locator('[data-face]');

/** Takes what the list has first, once it has been there long enough not to be an accident. */
async function takeFirst(page: Page, expected: string): Promise<void> {
  const first = list(page).getByRole('option').first();
  await first.getByText(expected, { exact: true }).waitFor();
  await page.waitForTimeout(120);
  await page.keyboard.press('Enter');
  await list(page).waitFor({ state: 'hidden' });
}

test('a condition is written with completion: a field by its pinyin initials, a value from its options', async () => {
  const { page } = owner;
  await mode(page, '文本').click();
  await editor(page).click();
  await page.keyboard.type('gjjd', { delay: 30 });
  await takeFirst(page, '跟进阶段');
  await expect.poll(() => chips(page).allInnerTexts()).toEqual(['跟进阶段']);
  await page.keyboard.type(' = ', { delay: 30 });
  await takeFirst(page, '新线索');
  await expect.poll(() => sentence(page).innerText()).toBe('跟进阶段是“新线索”');
  await picture(page, 'expression-01-written');
  await expect.poll(() => savedCondition(page)).toBe('stage = "新线索"');
});

test('a field is deleted as one, and comes back with undo', async () => {
  const { page } = owner;
  await editor(page).click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Delete');
  await expect.poll(() => chips(page).count()).toBe(0);
  expect((await editor(page).innerText()).trim()).toBe('= "新线索"');
  await page.keyboard.press('Control+z');
  await expect.poll(() => chips(page).allInnerTexts()).toEqual(['跟进阶段']);
});

test('a mistake is shown under the word and mended by one click', async () => {
  const { page } = owner;
  await editor(page).click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' and scroe > 10');
  const problem = page.getByRole('alert').getByText('此处没有“scroe”');
  await problem.waitFor();
  await editor(page).locator('.cm-lintRange-error').getByText('scroe').waitFor();
  await picture(page, 'expression-02-mistake');
  await page.getByRole('button', { name: '改为 线索评分' }).click();
  await problem.waitFor({ state: 'hidden' });
  await expect.poll(() => chips(page).allInnerTexts()).toEqual(['跟进阶段', '线索评分']);
  await expect.poll(() => savedCondition(page)).toBe('stage = "新线索" and score > 10');
});

test('the builder shows the same, asks about blanks, and gives the text back', async () => {
  const { page } = owner;
  await mode(page, '条件').click();
  const main = page.locator('main');
  await main.getByRole('group', { name: '线索评分' }).waitFor();
  const stage = main.getByRole('group', { name: '跟进阶段' });
  await choose(page, stage.getByRole('combobox', { name: '比较方式' }), '不是');
  await stage.getByRole('checkbox', { name: '含空值' }).uncheck();
  await picture(page, 'expression-03-builder');
  await expect.poll(() => savedCondition(page)).toBe('stage != "新线索" and stage != null and score > 10');
  await mode(page, '文本').click();
  await expect.poll(() => chips(page).allInnerTexts()).toEqual(['跟进阶段', '跟进阶段', '线索评分']);
  await mode(page, '条件').click();
  await expect.poll(() => main.getByRole('group').count()).toBe(2);
  await mode(page, '文本').click();
});

test('records that refer to this one are counted by clicks, and which of them', async () => {
  const { page } = owner;
  const before = await savedCondition(page);
  const main = page.locator('main');
  await mode(page, '条件').click();
  await main.getByRole('button', { name: /(^| )添加条件$/ }).click();
  await choose(page, main.getByRole('combobox', { name: '字段' }).last(), '跟进记录（关联记录）');
  const counted = main.getByRole('group', { name: '跟进记录' });
  await choose(page, counted.getByRole('combobox', { name: '比较方式' }), '没有');
  await main.getByText('统计全部关联记录。').waitFor();
  await expect.poll(() => savedCondition(page)).toBe(`${before} and count(activity) = 0`);
  await main
    .getByRole('button', { name: /(^| )添加条件$/ })
    .first()
    .click();
  await choose(page, main.getByRole('combobox', { name: '字段' }).last(), '跟进时间');
  const since = main.getByRole('group', { name: '跟进时间' });
  await choose(page, since.getByRole('combobox', { name: '比较方式' }), '在最近');
  await since.getByRole('spinbutton').fill('14');
  await picture(page, 'expression-07-related');
  await expect
    .poll(() => savedCondition(page))
    .toBe(`${before} and count(activity[date(happened_at) between today() - @"P14D" and today()]) = 0`);
  await choose(page, counted.getByRole('combobox', { name: '统计方式' }), '最大值');
  await choose(page, counted.getByRole('combobox', { name: '统计的字段' }), '跟进时间');
  await choose(page, counted.getByRole('combobox', { name: '比较方式' }), '为空');
  await expect
    .poll(() => savedCondition(page))
    .toBe(
      `${before} and max(activity[date(happened_at) between today() - @"P14D" and today() and happened_at != null].happened_at) = null`,
    );
  await picture(page, 'expression-08-latest');
  await mode(page, '文本').click();
  await mode(page, '条件').click();
  await main.getByText('只统计符合以下条件的记录：').waitFor();
  await counted.getByRole('button', { name: '移除条件' }).click();
  await expect.poll(() => savedCondition(page)).toBe(before);
  await mode(page, '文本').click();
});

test('what an input method composes is neither lost nor taken for anything while it is composed', async () => {
  const { page } = owner;
  const before = await savedCondition(page);
  const keyboard = await page.context().newCDPSession(page);
  await editor(page).click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' and ');
  await list(page).waitFor({ state: 'hidden' });
  await compose(keyboard, ['h', 'he', 'het', 'heto', 'hetong']);
  await page.waitForTimeout(900);
  // The list stays away, the half word is in nobody's draft, and Enter belongs to the input method.
  expect(await list(page).isVisible()).toBe(false);
  expect(await savedCondition(page)).not.toContain('hetong');
  await keyboard.send('Input.insertText', { text: '合同' });
  await takeFirst(page, '合同金额');
  await page.keyboard.type(' > ');
  await page.keyboard.press('Escape');
  await compose(keyboard, ['q', 'qi']);
  await keyboard.send('Input.insertText', { text: '1000' });
  await expect.poll(() => savedCondition(page)).toBe(`${before} and amount > 1000`);

  // A text in Chinese quotes, composed: not a character is lost, and one click writes it as FEEL does.
  await page.keyboard.type(' and ');
  await compose(keyboard, ['x', 'xq']);
  await keyboard.send('Input.insertText', { text: 'need ＝＝ “想要的，是这样”' });
  await expect.poll(() => savedCondition(page)).toBe(`${before} and amount > 1000 and need ＝＝ “想要的，是这样”`);
  await page.getByRole('button', { name: '改为 "想要的，是这样"' }).click();
  await page.getByRole('button', { name: '改为 =', exact: true }).click();
  await expect.poll(() => savedCondition(page)).toBe(`${before} and amount > 1000 and need = "想要的，是这样"`);
});

async function compose(keyboard: CDPSession, stages: readonly string[]): Promise<void> {
  for (const text of stages)
    await keyboard.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
}

test('the signature of a function stands above its brackets, and what conditions cannot show stays text', async () => {
  const { page } = owner;
  await editor(page).click();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('string length(');
  await page.locator('.cm-signature').getByText('字符数').waitFor();
  await picture(page, 'expression-04-signature');
  await page.keyboard.type('name) > 3');
  await page.keyboard.press('Escape');
  await expect.poll(() => savedCondition(page)).toBe('string length(name) > 3');
  await mode(page, '条件').click();
  await page.getByText('文本的内容无法用条件完整表示').waitFor();
  await page.getByRole('button', { name: '查看文本' }).click();
  await editor(page).waitFor();
});

test('the condition is tried on a record, with the parts that decide', async () => {
  const { page } = owner;
  await editor(page).click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText('score >= 0 and (stage = "新线索" or product.name != null)');
  await page.getByRole('button', { name: '用记录预览' }).click();
  await page.getByRole('combobox', { name: '用于预览的记录' }).waitFor();
  await page.locator('[data-holds]').first().waitFor();
  await expect.poll(() => page.locator('main li[data-holds]').count()).toBe(3);
  await picture(page, 'expression-05-preview');
  expect(owner.errors).toEqual([]);
});

test('reads as a spreadsheet formula where the person likes that better', async () => {
  const { page } = owner;
  await choose(page, page.getByRole('combobox', { name: '含义的显示方式' }), '表格公式');
  await expect.poll(() => sentence(page).innerText()).toContain('AND(');
  await choose(page, page.getByRole('combobox', { name: '含义的显示方式' }), '中文句子');
});
