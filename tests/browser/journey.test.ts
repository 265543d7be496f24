import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Visitor, openBrowser, openVisitor, picture } from './support/browser.ts';
import { FormDesignerHand, publish } from './support/form-designer.ts';
import { addCondition, choose, create, palette, properties, signIn } from './support/hand.ts';
import { type Product, startProduct } from './support/product.ts';

/** One real lead travels through every engine: chapters of one story, told in a browser by mouse and keyboard. */
let product: Product;
let browser: Browser;
let owner: Visitor;

const password = '七巧板 很好用 2026';
/** Its key, as the address shows it: a title in Chinese is its own key. */
const app = '客户关系管理';
const form = `/apps/${app}/forms/客户信息表`;

beforeAll(async () => {
  product = await startProduct();
  browser = await openBrowser();
  owner = await openVisitor(browser, product.url);
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture(owner.page, `failed-${task.name.slice(0, 40)}`);
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

test('the first visit creates the owner, and home offers three beginnings', async () => {
  const { page } = owner;
  await page.goto('/');
  await page.getByText('欢迎使用七巧').waitFor();
  await picture(page, '01-setup');
  await page.getByLabel('姓名').fill('张总');
  await page.getByLabel('邮箱').fill('zhang@example.com');
  await page.getByLabel('密码').fill(password);
  await page.getByRole('button', { name: '创建工作区' }).click();
  await page.getByText('从空白表单开始').waitFor();
  await page.getByText('从表格文件开始').waitFor();
  await page.getByText('安装“客户关系管理”').waitFor();
  await picture(page, '02-home');
});

test('a form is made by drag and drop and published', async () => {
  const { page } = owner;
  await page.getByText('从空白表单开始').click();
  await page.getByRole('textbox', { name: '表单名称' }).fill('客户信息表');
  await page.getByRole('textbox', { name: '新建应用' }).fill('客户关系管理');
  await picture(page, '03-new-form');
  await page.getByRole('button', { name: /^创\s*建$/ }).click();
  await page.waitForURL(/\/design\/forms\//);

  const hand = new FormDesignerHand(page);
  await hand.add('单行文本', '客户名称');
  await hand.add('单行文本', '联系人');
  await hand.add('手机号', '联系方式');
  await hand.add('下拉单选', '客户来源', ['官网', '展会', '老客户介绍']);
  await hand.add('下拉单选', '跟进阶段', ['新线索', '初步沟通', '方案报价', '商务谈判', '成交客户', '流失客户']);
  await hand.add('成员', '销售人员');
  await hand.add('金额', '合同金额');
  await hand.add('数字', '评分');
  await hand.add('多选/标签', '标签', ['高意向', '官网线索']);
  await page.getByText('草稿已保存').waitFor();
  await picture(page, '04-form-designer');
  await hand.publish('客户信息表');
  expect(owner.errors).toEqual([]);
});

test('the team joins: people, a group, two roles', async () => {
  const { page } = owner;
  await page.goto('/settings/people');
  const dialog = page.getByRole('dialog');
  for (const [name, email, manager] of [['陈经理', 'chen@example.com'], ['王一', 'wang@example.com', '陈经理'], ['李二', 'li@example.com', '陈经理']] as const) {
    await page.getByRole('button', { name: '添加成员' }).click();
    await dialog.getByLabel('姓名').fill(name);
    await dialog.getByLabel('邮箱').fill(email);
    await dialog.getByLabel('初始密码').fill(password);
    if (manager !== undefined) await choose(page, dialog.getByLabel('主管'), manager);
    await dialog.getByRole('button', { name: /^保\s*存$/ }).click();
    await page.getByText(`${name}现在可以登录了`).waitFor();
    await dialog.waitFor({ state: 'hidden' });
  }
  await page.getByRole('tab', { name: '群组' }).click();
  await page.getByRole('button', { name: '添加群组' }).first().click();
  await dialog.getByLabel('名称').fill('销售A组');
  await dialog.getByLabel('成员').click();
  for (const name of ['王一', '李二']) {
    await page.keyboard.insertText(name);
    await page.keyboard.press('Enter');
  }
  await page.keyboard.press('Escape');
  await dialog.getByRole('button', { name: /^保\s*存$/ }).click();
  await dialog.waitFor({ state: 'hidden' });
  await picture(page, '05-people');

  for (const [role, scope, people] of [['销售', '仅本人负责的记录', ['王一', '李二']], ['销售经理', '全部记录', ['陈经理']]] as const) {
    await create(page, app, '角色', role);
    for (const operation of ['查看', '新建', '修改']) await page.getByRole('checkbox', { name: `客户信息表: ${operation}` }).check();
    await properties(page).getByText(scope).click();
    await page.getByText('草稿已保存').waitFor();
    await publish(page, role);
    await page.goto('/settings/people?tab=roles');
    await page.getByRole('tab', { name: '角色' }).click();
    for (const name of people) await choose(page, page.getByRole('combobox', { name: role, exact: true }), name);
    await page.keyboard.press('Escape');
    await page.getByText('已保存,立即生效').or(page.getByText('已保存，立即生效')).first().waitFor();
  }
  await picture(page, '06-roles');
});

test('a rule gives website leads to the group in turn and tags them', async () => {
  const { page } = owner;
  await create(page, app, '规则', '官网线索分配');
  await addCondition(page, page.locator('main'), '客户来源', '官网');
  await palette(page).getByRole('button', { name: '分配给' }).click();
  await properties(page).getByRole('button', { name: '添加' }).click();
  await choose(page, properties(page).getByRole('combobox').nth(1), '销售人员');
  await choose(page, properties(page).getByLabel('群组'), '销售A组');
  await palette(page).getByRole('button', { name: '添加标签' }).click();
  await choose(page, properties(page).getByLabel('字段'), '标签');
  await choose(page, properties(page).getByLabel('标签'), '官网线索');
  await page.keyboard.press('Escape');
  await page.getByText('草稿已保存').waitFor();
  await picture(page, '07-rule-designer');
  await publish(page, '官网线索分配');

  await create(page, app, '规则', '线索评分', async (dialog) => await dialog.getByText('积分规则').click());
  await choose(page, page.locator('main').getByRole('combobox').first(), '评分');
  await page.getByRole('button', { name: '添加计分项' }).click();
  await addCondition(page, properties(page), '客户来源', '官网');
  await page.getByText('草稿已保存').waitFor();
  await picture(page, '08-scorecard');
  await publish(page, '线索评分');
});
