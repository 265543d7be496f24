import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openBrowser, picture, type Visitor } from './support/browser.ts';
import { DatabaseView } from './support/database-view.ts';
import { publish } from './support/form-designer.ts';
import { addCondition, choose, create, palette, properties } from './support/hand.ts';
import { fillLeads, pointsOf, type SampleLead, sampleLeads } from './support/lead-sample.ts';
import { type Product, startProduct } from './support/product.ts';
import { ask, openOwner } from './support/workspace.ts';

/** The marketing team's points for leads, built by hand: counted before they hold, living with events, asked why. */
let product: Product;
let browser: Browser;
let owner: Visitor;
let database: DatabaseView;
let ids: ReadonlyMap<string, string>;
/** The address of the card in its designer. */
let designer: string;

beforeAll(async () => {
  product = await startProduct();
  browser = await openBrowser();
  owner = await openOwner(browser, product.url);
  database = new DatabaseView(product.databaseUrl);
  ids = await fillLeads(owner.context.request);
  await database.rows(`update sales.lead set created_at = created_at - interval '60 days'`);
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture(owner.page, `failed-score-${task.name.slice(0, 40)}`);
  expect(owner.errors.splice(0)).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

/** Adds a line by the button of its section and fills in its name and points. */
async function addLine(page: Page, button: string, title: string, points: number): Promise<void> {
  await page.locator('main').getByRole('button', { name: button }).click();
  await properties(page).getByLabel('计分项', { exact: true }).fill(title);
  await properties(page)
    .getByLabel(/^分值(：数字或公式)?$/)
    .fill(String(points));
}

/** A searchable select or a free one, by the keyboard alone: type, then Enter. */
async function typeAndEnter(page: Page, label: string, text: string): Promise<void> {
  await properties(page).getByLabel(label, { exact: true }).focus();
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

test('the lines of the card are put together, with the names of events that have arrived on offer', async () => {
  const { page } = owner;
  await create(page, 'sales', '规则', '线索评分', async (dialog) => {
    await dialog.getByText('积分规则').click();
    await choose(page, dialog.getByRole('combobox').first(), '线索');
  });
  designer = new URL(page.url()).pathname;
  await choose(page, page.getByRole('combobox', { name: '得分写入' }), '评分');
  await addLine(page, '添加计分项', '目标行业', 20);
  await addCondition(page, properties(page), '行业', '制造业');
  await addLine(page, '添加计分项', '决策层职位', 30);
  await addCondition(page, properties(page), '职位', '总监');
  await addLine(page, '添加计分项', '非目标区域', -10);
  await addCondition(page, properties(page), '区域', '海外');

  await addLine(page, '添加行为', '访问官网', 5);
  await properties(page).getByLabel('事件名称').click();
  const offered = page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option');
  await expect.poll(() => offered.allInnerTexts()).toEqual(['trial', 'website_visit', 'whitepaper']);
  await picture(page, 'score-01-event-names');
  await page.keyboard.type('visit');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await choose(page, properties(page).getByLabel('计分次数'), '每次都计');
  await properties(page).getByLabel('本项得分上限').fill('15');

  await addLine(page, '添加行为', '访问价格页面', 20);
  await typeAndEnter(page, '事件名称', 'website_visit');
  await properties(page)
    .getByRole('button', { name: /(^| )添加$/ })
    .click();
  await properties(page).getByLabel(/^名称/).fill('page');
  await properties(page).locator('.ant-segmented-item').getByText('文本', { exact: true }).last().click();
  await properties(page).getByRole('textbox', { name: '条件' }).click();
  await page.keyboard.insertText('event.page = "pricing"');
  await page.keyboard.press('Escape');
  await picture(page, 'score-02-event-line');

  await addLine(page, '添加行为', '下载白皮书', 30);
  await typeAndEnter(page, '事件名称', 'whitepaper');
  await addLine(page, '添加行为', '填写试用申请', 50);
  await typeAndEnter(page, '事件名称', 'trial');
  await page.locator('main').getByRole('button', { name: '添加闲置项' }).click();
  await page.getByText('草稿已保存').waitFor();
  await picture(page, 'score-03-lines');
});

test('bands have a name, and the one from 100 marks the lead once', async () => {
  const { page } = owner;
  for (const [title, from] of [
    ['冷线索', 0],
    ['高质量线索', 100],
  ] as const) {
    await page.locator('main').getByRole('button', { name: '添加分段' }).click();
    await properties(page).getByLabel('名称').fill(title);
    await properties(page).getByLabel('标识').fill(title);
    await properties(page).getByLabel('起点（分）').fill(String(from));
  }
  await properties(page).getByLabel('动作仅首次进入时执行').click();
  await palette(page).getByRole('button', { name: '添加标签' }).click();
  await choose(page, properties(page).getByLabel('字段'), '标签');
  await choose(page, properties(page).getByLabel('标签'), 'MQL');
  await page.keyboard.press('Escape');
  // A click beside the cards looks at the card as a whole.
  await page.locator('main').click({ position: { x: 8, y: 8 } });
  await typeAndEnter(page, '分段写入', '级');
  await properties(page).getByTitle('级别', { exact: true }).waitFor();
  await page.getByText('草稿已保存').waitFor();
  await picture(page, 'score-04-bands');
});

test('before it is published the card says how many leads cross 100, and which', async () => {
  const { page } = owner;
  const crossing = sampleLeads.filter((lead) => pointsOf(lead) >= 100).map(({ name }) => name);
  await publish(page, '线索评分', async () => {
    const crosses = page.getByRole('listitem').filter({ hasText: `${crossing.length} 条记录达到 100` });
    await crosses.waitFor();
    await picture(page, 'score-05-impact');
    await crosses.getByRole('button', { name: '查看' }).click();
    const drawer = page.getByRole('dialog', { name: '相关记录' });
    await expect.poll(async () => (await drawer.getByRole('link').allInnerTexts()).toSorted()).toEqual(crossing);
    await picture(page, 'score-06-records');
    await drawer.locator('.ant-drawer-close').click();
    await drawer.waitFor({ state: 'hidden' });
  });
  await expect.poll(storedScores).toEqual(expectedScores());
  const marked = await database.rows(`select name from sales.lead where 'MQL' = any(tags) order by name`);
  expect(marked.map((row) => (row as { name: string }).name)).toEqual(crossing);
});

/** 客户25 has 75 points: a target of nobody, three days ago on the page of prices, and a trial. */
test('events that arrive change the points on the open page, and crossing 100 marks the lead', async () => {
  const { page } = owner;
  const before = pointsOf(lead('客户25'));
  await openLead(page, '客户25');
  await expect.poll(() => score(page)).toBe(String(before));
  await tell('客户25', 'website_visit', { page: 'home' });
  await expect.poll(() => score(page)).toBe(String(before + 5));
  await tell('客户25', 'whitepaper');
  await expect.poll(() => score(page)).toBe(String(before + 5 + 30));
  await page.getByText('MQL').first().waitFor();
  await picture(page, 'score-07-live');
});

test('why: what counted and what did not, line by line', async () => {
  const { page } = owner;
  await openLead(page, '客户25');
  await page.getByRole('tab', { name: '为什么', exact: true }).click();
  await expect
    .poll(() => counted(page))
    .toEqual({
      目标行业: '0',
      决策层职位: '0',
      非目标区域: '0',
      访问官网: '+10',
      访问价格页面: '+20',
      下载白皮书: '+30',
      填写试用申请: '+50',
      超过30天无互动: '0',
      合计: '110',
    });
  await picture(page, 'score-08-why');
});

test('a result is marked as right, another as wrong with what it should be: both become cases', async () => {
  const { page } = owner;
  for (const [name, job] of [
    ['远航制造', '总监'],
    ['同舟制造', '经理'],
  ] as const) {
    const values = { name, job, industry: '制造业', region: '华东' };
    await ask(owner.context.request, 'POST', '/api/apps/sales/records/lead', { values });
  }
  await tell('远航制造', 'whitepaper');
  await openFromList(page, '远航制造');
  await page.getByRole('tab', { name: '为什么', exact: true }).click();
  await page.getByRole('button', { name: /(^| )正确$/ }).click();
  await page.getByText('已保存为规则的用例').waitFor();
  await openFromList(page, '同舟制造');
  await page.getByRole('tab', { name: '为什么', exact: true }).click();
  await page.getByRole('button', { name: '不正确…' }).click();
  const dialog = page.getByRole('dialog', { name: '对这条记录，规则应该怎么做？' });
  await dialog.getByText('将字段设为以下值').click();
  await choose(page, dialog.getByRole('combobox', { name: '字段' }), '评分');
  await dialog.getByRole('textbox', { name: '值' }).fill('25');
  await picture(page, 'score-09-wrong');
  await dialog.getByRole('button', { name: '保存用例' }).click();
  await dialog.waitFor({ state: 'hidden' });
});

test('a change of the card shows which case flips, and the earlier version can be had back', async () => {
  const { page } = owner;
  await page.goto(designer);
  await page.getByLabel('目标行业 分值').fill('25');
  await page.getByText('草稿已保存').waitFor();
  await publish(page, '线索评分', async () => {
    await page.getByText('1 个通过，1 个结果改变').waitFor();
    const flips = page.getByRole('listitem').filter({ hasText: '远航制造' }).filter({ hasText: '实际为' });
    expect(await flips.innerText()).toMatch(/评分: 应为 80，实际为 85/);
    await picture(page, 'score-10-flips');
  });
  await expect.poll(() => scoreOf('远航制造')).toBe(85);
  await page.getByRole('button', { name: '历史版本' }).click();
  const drawer = page.getByRole('dialog').filter({ hasText: '第 2 版' });
  await drawer.waitFor();
  await picture(page, 'score-11-versions');
  await drawer.getByRole('listitem').filter({ hasText: '第 1 版' }).getByRole('button').click();
  await drawer.waitFor({ state: 'hidden' });
  await expect.poll(() => page.getByLabel('目标行业 分值').inputValue()).toBe('+20');
  await page.getByText('草稿已保存').waitFor();
  await publish(page, '线索评分');
  await expect.poll(() => scoreOf('远航制造')).toBe(80);
});

test('new leads go to the group in turn, past who is away, and why says so', async () => {
  const { page } = owner;
  const { request } = owner.context;
  const team = new Map<string, string>();
  for (const [at, name] of ['王一', '李二', '赵三'].entries()) {
    const person = { name, email: `seller${at}@example.com`, password: '七巧板 很好用 2026' };
    team.set(name, (await ask<{ id: string }>(request, 'POST', '/api/people', person)).id);
  }
  const members = [...team.values()];
  await ask(request, 'POST', '/api/groups', { title: '销售A组', members });
  await ask(request, 'PATCH', `/api/people/${team.get('李二') ?? ''}`, { is_active: false });

  await create(page, 'sales', '规则', '轮流分配', async (dialog) => {
    await dialog.getByRole('radio', { name: '分配规则' }).check();
    await choose(page, dialog.getByRole('combobox').first(), '线索');
  });
  const main = page.locator('main');
  await main.getByText('新增线索时').waitFor();
  await choose(page, main.getByLabel('群组'), '销售A组');
  await page.getByText('草稿已保存').waitFor();
  await picture(page, 'score-12-assignment');
  await publish(page, '轮流分配');

  const owners: string[] = [];
  for (const name of ['新线索一', '新线索二', '新线索三']) {
    const made = await ask<{ owner: string | { id: string } }>(request, 'POST', '/api/apps/sales/records/lead', {
      values: { name },
    });
    owners.push(typeof made.owner === 'string' ? made.owner : made.owner.id);
  }
  expect(owners).toEqual([team.get('王一'), team.get('赵三'), team.get('王一')]);
  await openFromList(page, '新线索二');
  await page.getByRole('tab', { name: '为什么', exact: true }).click();
  const why = page.getByRole('tabpanel', { name: '为什么' });
  await why.getByText('轮流分配').waitFor();
  await why.getByRole('listitem').filter({ hasText: '张总' }).filter({ hasText: '赵三' }).first().waitFor();
  await picture(page, 'score-13-why-assigned');
});

function lead(name: string): SampleLead {
  const found = sampleLeads.find((one) => one.name === name);
  if (found === undefined) throw new Error(`There is no lead ${name}.`);
  return found;
}

async function openLead(page: Page, name: string): Promise<void> {
  await page.goto(`/apps/sales/forms/lead/${ids.get(name) ?? ''}`);
  await page.getByLabel('评分').first().waitFor();
}

/** As people find a record: by its name in the list. */
async function openFromList(page: Page, name: string): Promise<void> {
  await page.goto(`/apps/sales/forms/lead?q=${encodeURIComponent(name)}`);
  await page.getByRole('grid').getByText(name).first().hover();
  await page.getByRole('button', { name: '打开记录' }).first().click();
}

/** The score as the open page of a record shows it. */
function score(page: Page): Promise<string> {
  return page.getByLabel('评分').first().inputValue();
}

async function tell(name: string, event: string, data: object = {}): Promise<void> {
  const body = { form: 'lead', record: { field: 'name', value: name }, name: event, data };
  await ask(owner.context.request, 'POST', '/api/apps/sales/events', body);
}

/** The table of points: each line's title and what it gives now. */
async function counted(page: Page): Promise<{ [title: string]: string }> {
  const rows = await page.getByRole('table', { name: '得分明细' }).getByRole('row').all();
  const lines = rows.map(async (row) => {
    const [title = '', points = ''] = (await row.getByRole('cell').or(row.getByRole('rowheader')).allInnerTexts()).map(
      (text) => (text.split('\n')[0] ?? '').trim(),
    );
    return [title, (await row.getAttribute('data-counted')) === 'false' ? '0' : points] as const;
  });
  return Object.fromEntries(await Promise.all(lines));
}

async function storedScores(): Promise<object> {
  const rows = (await database.rows('select name, score::float8 as score from sales.lead')) as {
    name: string;
    score: number;
  }[];
  return Object.fromEntries(rows.map(({ name, score: points }) => [name, points]));
}

function expectedScores(): object {
  return Object.fromEntries(sampleLeads.map((one) => [one.name, pointsOf(one)]));
}

async function scoreOf(name: string): Promise<number> {
  return ((await storedScores()) as { [name: string]: number })[name] ?? Number.NaN;
}
