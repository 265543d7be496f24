import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Visitor, openBrowser, openVisitor, picture } from './support/browser.ts';
import { FormDesignerHand } from './support/form-designer.ts';
import { type Product, startProduct } from './support/product.ts';

/** One real lead travels through every engine: chapters of one story, told in a browser by mouse and keyboard. */
let product: Product;
let browser: Browser;
let owner: Visitor;

const password = '七巧板 很好用 2026';

beforeAll(async () => {
  product = await startProduct();
  browser = await openBrowser();
  owner = await openVisitor(browser, product.url);
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

  const form = new FormDesignerHand(page);
  await form.add('单行文本', '客户名称');
  await form.add('单行文本', '联系人');
  await form.add('手机号', '联系方式');
  await form.add('下拉单选', '客户来源', ['官网', '展会', '老客户介绍']);
  await form.add('下拉单选', '跟进阶段', ['新线索', '初步沟通', '方案报价', '商务谈判', '成交客户', '流失客户']);
  await form.add('成员', '销售人员');
  await form.add('金额', '合同金额');
  await form.add('数字', '评分');
  await form.add('多选/标签', '标签', ['高意向', '官网线索']);
  await page.getByText('草稿已保存').waitFor();
  await picture(page, '04-form-designer');
  await form.publish('客户信息表');
  expect(owner.errors).toEqual([]);
});
