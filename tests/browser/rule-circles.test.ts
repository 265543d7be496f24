import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openBrowser, openVisitor, picture, type Visitor } from './support/browser.ts';
import { type Product, startProduct } from './support/product.ts';
import { ask, openOwner, publishDefinition } from './support/workspace.ts';

/** Rules that wake each other: whoever is about to publish one sees the circle, and how it ends. */
let product: Product;
let browser: Browser;
let owner: Visitor;

const note = { en: 'Note the level', zh: '等级变化时改优先级' };
const back = { en: 'Back to the level', zh: '优先级变化时改等级' };
const changed = (title: object, field: string, actions: object[]) => ({
  type: 'event',
  title,
  form: 'ticket',
  enabled: true,
  when: { type: 'changed', fields: [field] },
  actions,
});
const set = (field: string, value: string) => ({ type: 'set-fields', settings: { fields: [{ field, value }] } });
const select = (title: object, values: readonly string[]) => ({
  field: { type: 'select', title, settings: { options: values.map((value) => ({ value, title: value })) } },
});
const form = {
  type: 'object',
  properties: {
    name: { field: { type: 'text', title: { en: 'Name', zh: '名称' } } },
    level: select({ en: 'Level', zh: '等级' }, ['A', 'B']),
    priority: select({ en: 'Priority', zh: '优先级' }, ['1', '2']),
    rounds: { field: { type: 'number', title: { en: 'Rounds', zh: '次数' } } },
  },
  required: ['name'],
  form: {
    title: { en: 'Ticket', zh: '工单' },
    titleField: 'name',
    layout: ['name', 'level', 'priority', 'rounds'].map((field) => ({ type: 'field', field })),
  },
};

beforeAll(async () => {
  product = await startProduct();
  browser = await openBrowser();
  owner = await openOwner(browser, product.url);
  const { request } = owner.context;
  await ask(request, 'POST', '/api/apps', { key: 'desk', title: { en: 'Desk', zh: '服务台' } });
  await publishDefinition(request, 'desk', 'form', 'ticket', form);
  await publishDefinition(request, 'desk', 'rule', 'note', changed(note, 'level', [set('priority', '"1"')]));
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture(owner.page, `failed-circles-${task.name.slice(0, 40)}`);
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

/** Opens the dialog of publishing the draft and answers what the circles in it say, line by line. */
async function circlesOf(definition: object): Promise<string[]> {
  const { page, context } = owner;
  await ask(context.request, 'PUT', '/api/apps/desk/definitions/rule/back', { definition });
  await page.goto('/apps/desk/design/rules/back');
  await page.getByRole('banner').getByRole('button', { name: '发布' }).click();
  const circle = page.getByRole('dialog').getByRole('figure');
  await circle.waitFor();
  return (await circle.innerText()).split('\n').filter((line) => line !== '');
}

test('a circle in which each sets the same comes to rest', async () => {
  expect(await circlesOf(changed(back, 'priority', [set('level', '"A"')]))).toEqual([
    '会自行停止。 每条规则写入的值始终相同，第二轮不再有变化。',
    back.zh,
    '本规则',
    '改变等级，触发',
    note.zh,
    '改变优先级，回到开头',
  ]);
  await picture(owner.page, 'circles-01-settles');
});

test('one that a condition ends is told apart, and can be published', async () => {
  const count = { type: 'add-points', settings: { field: 'rounds', points: 1 } };
  const definition = {
    ...changed(back, 'priority', [count, set('level', 'if level = "A" then "B" else "A"')]),
    if: 'rounds < 3',
  };
  expect((await circlesOf(definition))[0]).toContain('由条件结束');
  const { page } = owner;
  await picture(page, 'circles-02-bounded');
  const [other] = await Promise.all([
    page.context().waitForEvent('page'),
    page.getByRole('dialog').getByRole('link', { name: note.zh }).click(),
  ]);
  await other.waitForURL('**/design/rules/note');
  await other.close();
  await page.getByRole('dialog').getByRole('button', { name: '发布', exact: true }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
});

test('one without end is drawn too, and refused', async () => {
  const { request } = owner.context;
  const copying = changed(note, 'level', [set('priority', 'if level = "A" then "1" else "2"')]);
  await publishDefinition(request, 'desk', 'rule', 'note', copying);
  const turning = changed(back, 'priority', [set('level', 'if priority = "1" then "B" else "A"')]);
  expect((await circlesOf(turning))[0]).toContain('无休止');
  const dialog = owner.page.getByRole('dialog');
  expect(await dialog.getByRole('button', { name: '发布', exact: true }).isDisabled()).toBe(true);
  await picture(owner.page, 'circles-03-never');
});

test('it looks as well in English and in the dark', async () => {
  const looks = [{ language: 'en' }, { language: 'zh', dark: true }, { language: 'en', dark: true }] as const;
  for (const look of looks) {
    const visitor = await openVisitor(browser, product.url, look);
    await visitor.context.addCookies(await owner.context.cookies());
    const { page } = visitor;
    await page.addInitScript((language) => localStorage.setItem('tangram.language', language), look.language);
    await page.goto('/apps/desk/design/rules/back');
    await page
      .getByRole('banner')
      .getByRole('button', { name: look.language === 'en' ? 'Publish' : '发布' })
      .click();
    await page.getByRole('dialog').getByRole('figure').waitFor();
    const tone = 'dark' in look ? 'dark' : 'light';
    await picture(page, `circles-04-${look.language}-${tone}`);
    expect(visitor.errors).toEqual([]);
    await visitor.context.close();
  }
  expect(owner.errors).toEqual([]);
});
