import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openBrowser, picture, type Visitor } from './support/browser.ts';
import { choose, create, palette, properties } from './support/hand.ts';
import { type Product, startProduct } from './support/product.ts';
import { ask, openOwner } from './support/workspace.ts';

/** A connection made by hand, tried, used by a rule, and looked after when it fails. */
let product: Product;
let browser: Browser;
let owner: Visitor;
let receiver: Server;
let status = 200;
const received: { readonly path: string; readonly text: string }[] = [];

beforeAll(async () => {
  receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({ path: request.url ?? '', text: Buffer.concat(chunks).toString('utf8') });
      response.writeHead(status).end('{"errcode":0}');
    });
  });
  await once(receiver.listen(0, '127.0.0.1'), 'listening');
  product = await startProduct({ ALLOW_PRIVATE_HOOKS: '1' });
  browser = await openBrowser();
  owner = await openOwner(browser, product.url);
  await ask(owner.context.request, 'POST', '/api/templates/crm:install', {});
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture(owner.page, `failed-${task.name.slice(0, 40)}`);
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
  receiver?.close();
});

const address = () => `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/robot/send?access_token=t0ken`;
const newLead = async (page: Page, name: string) =>
  await ask(page.request, 'POST', '/api/apps/crm/records/lead', { values: { name } });

test('a robot of a chat is connected, and a test message arrives', async () => {
  const { page } = owner;
  await page.goto('/settings/connections');
  await page.getByRole('button', { name: '添加连接' }).click();
  const dialog = page.getByRole('dialog');
  await choose(page, dialog.getByLabel('类型'), '钉钉群机器人');
  await dialog.getByLabel('名称').fill('销售群');
  await dialog.getByLabel('地址').fill(address());
  await dialog.getByRole('button', { name: /^保\s*存$/ }).click();
  await page.getByRole('button', { name: /销售群/ }).click();
  await page.getByRole('button', { name: '发送测试消息' }).click();
  await page.getByText('已发送').waitFor();
  expect(received).toHaveLength(1);
  expect(received[0]?.path).toBe('/robot/send?access_token=t0ken');
});

test('a rule posts to it when a record is made', async () => {
  const { page } = owner;
  await create(page, 'crm', '规则', '新客户通报', async (dialog) => {
    await choose(page, dialog.getByRole('combobox').first(), '客户信息');
  });
  await palette(page).getByRole('button', { name: '发送群消息' }).click();
  await choose(page, properties(page).getByLabel('连接'), '销售群');
  await properties(page).getByLabel('正文').fill('新客户 {name}');
  await page.getByText('草稿已保存').waitFor();
  await page.getByRole('button', { name: /^发\s*布$/ }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^发\s*布$/ })
    .click();
  await page.getByText('已发布').first().waitFor();
  received.length = 0;
  await newLead(page, '杭州样例');
  await expect.poll(() => received.length).toBe(1);
  expect(received[0]?.text).toContain('新客户 杭州样例');
});

test('what fails is listed with its reason, and arrives when it is tried again', async () => {
  const { page } = owner;
  status = 403;
  await newLead(page, '宁波样例');
  await page.goto('/settings/connections?tab=deliveries');
  await page.getByText('接收方返回状态 403').waitFor();
  await page.getByText('新客户通报').waitFor();
  status = 200;
  received.length = 0;
  await page.getByRole('button', { name: /^重\s*试$/ }).click();
  await page.getByText('全部已送达').waitFor();
  expect(received).toHaveLength(1);
  expect(owner.errors.splice(0)).toEqual([]);
});
