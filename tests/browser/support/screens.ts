import type { Page } from 'playwright-core';
import { choose } from './hand.ts';
import type { ScreensWorkspace } from './screens-workspace.ts';

/** Says a word of the product in the language of the walk. */
export type Say = (zh: string, en: string) => string;

export interface Screen {
  readonly name: string;
  readonly path: string;
  /** What a person does there before looking; waits for its effect. */
  readonly act?: (page: Page, say: Say) => Promise<void>;
  /** The designers need a tablet or more: on a phone they only say so. */
  readonly deskOnly?: boolean;
}

/** Every route of the web application, and what opens on it. */
export function screens(at: ScreensWorkspace): readonly Screen[] {
  const crm = '/apps/crm';
  const design = `${crm}/design`;
  // An icon in a button is part of its name: what is asked for is the name's end.
  const button = (zh: string, en: string) => async (page: Page, say: Say) =>
    await page
      .getByRole('button', { name: new RegExp(`(^| )${say(zh, en)}$`) })
      .first()
      .click();
  const thenDialog = (zh: string, en: string) => async (page: Page, say: Say) => {
    await button(zh, en)(page, say);
    await page.getByRole('dialog').waitFor();
  };
  return [
    { name: 'home', path: '/' },
    {
      name: 'home-new-form',
      path: '/',
      act: async (page, say) => {
        await page.getByText(say('从空白表单开始', 'Start from an empty form')).click();
        await page.getByRole('dialog').waitFor();
      },
    },
    {
      name: 'search',
      path: crm,
      act: async (page, say) => {
        await page.keyboard.press('Control+k');
        await page
          .getByRole('combobox', { name: say('搜索记录、页面和命令', 'Search records, pages and commands') })
          .fill('有限');
        await page.getByRole('option').nth(3).waitFor();
      },
    },
    { name: 'person-menu', path: '/', act: button('我的账号', 'Your account') },
    {
      name: 'absence',
      path: '/',
      act: async (page, say) => {
        await button('我的账号', 'Your account')(page, say);
        await page.getByRole('menuitem', { name: say('我的缺勤', 'I am away') }).click();
        await page.getByRole('dialog').waitFor();
      },
    },
    { name: 'app', path: crm },
    { name: 'app-empty', path: '/apps/blank' },
    { name: 'design-empty', path: '/apps/blank/design' },
    { name: 'grid', path: `${crm}/forms/lead` },
    { name: 'grid-filter', path: `${crm}/forms/lead`, act: button('筛选', 'Filter') },
    { name: 'grid-nothing', path: `${crm}/forms/lead?q=zzzz` },
    { name: 'grid-account', path: `${crm}/forms/account` },
    {
      name: 'record-new',
      path: `${crm}/forms/lead?new=`,
      act: async (page) => await page.getByRole('dialog').waitFor(),
    },
    {
      name: 'record-duplicate',
      path: `${crm}/forms/lead?new=`,
      act: async (page, say) => {
        const drawer = page.getByRole('dialog');
        await drawer.getByLabel(say('联系方式', 'Mobile'), { exact: true }).fill('199 0000 7777');
        await page.keyboard.press('Tab');
        await drawer.getByText(say('可能已有相同记录', 'This may be there already')).waitFor();
      },
    },
    { name: 'record', path: `${crm}/forms/lead/${at.lead}` },
    {
      name: 'record-why',
      path: `${crm}/forms/lead/${at.lead}`,
      act: async (page, say) => {
        await page.getByRole('tab', { name: say('为什么', 'Why'), exact: true }).click();
      },
    },
    { name: 'record-related', path: `${crm}/forms/account/${at.account}` },
    {
      name: 'public-page',
      path: `${crm}/forms/lead`,
      act: async (page, say) => {
        await button('更多', 'More')(page, say);
        await page.getByRole('menuitem', { name: say('公开页面', 'Public page') }).click();
        await page.getByRole('dialog').waitFor();
      },
    },
    { name: 'import', path: `${crm}/import/lead` },
    { name: 'import-columns', path: `${crm}/import/lead`, act: async (page, say) => await chooseSheet(page, say) },
    {
      name: 'import-check',
      path: `${crm}/import/lead`,
      act: async (page, say) => {
        await chooseSheet(page, say);
        await button('先检查', 'Check first')(page, say);
        await page.getByText(say('检查完成', 'Checked.')).waitFor();
      },
    },
    { name: 'dashboard', path: `${crm}/dashboards/sales` },
    { name: 'dashboard-cockpit', path: `${crm}/dashboards/cockpit` },
    {
      name: 'dashboard-drill',
      path: `${crm}/dashboards/sales`,
      act: async (page, say) => {
        await page.getByTitle(say('查看明细记录', 'Show the records')).first().click();
        await page.waitForURL(/forms\/opportunity/);
      },
    },
    { name: 'report', path: `${crm}/reports/lead_funnel` },
    { name: 'report-table', path: `${crm}/reports/salesperson_ranking` },
    { name: 'inbox', path: '/inbox' },
    {
      name: 'inbox-task',
      path: '/inbox',
      act: async (page) => {
        await page
          .locator('#content')
          .getByRole('listitem')
          .first()
          .or(page.locator('#content li').first())
          .first()
          .click();
      },
    },
    {
      name: 'inbox-hand-over',
      path: `/inbox`,
      act: async (page, say) => {
        await page.locator('#content li').first().click();
        await button('更多', 'More')(page, say);
        await page.getByRole('menuitem', { name: say('转交', 'Hand over') }).click();
        await page.getByRole('dialog').waitFor();
      },
    },
    { name: 'inbox-done', path: '/inbox?tab=done' },
    { name: 'inbox-news', path: '/inbox?tab=news' },
    { name: 'run', path: `/runs/${at.run}` },
    { name: 'people', path: '/settings/people' },
    { name: 'people-add', path: '/settings/people', act: thenDialog('添加成员', 'Add a person') },
    { name: 'groups', path: '/settings/people?tab=groups' },
    { name: 'departments', path: '/settings/people?tab=departments' },
    { name: 'roles', path: '/settings/people?tab=roles' },
    { name: 'connections', path: '/settings/connections' },
    { name: 'connections-add', path: '/settings/connections', act: thenDialog('添加连接', 'Add a connection') },
    {
      name: 'connections-edit',
      path: '/settings/connections',
      act: async (page, say) => {
        await page.getByText(say('销售群', 'Sales chat')).click();
        await page.getByRole('dialog').waitFor();
      },
    },
    { name: 'deliveries', path: '/settings/connections?tab=deliveries' },
    { name: 'design', path: design },
    {
      name: 'design-menu',
      path: design,
      act: async (page, say) => {
        await page.getByRole('button', { name: say('应用设置', 'Settings of the application') }).click();
        // Under the pointer, not only in the document: a menu can be laid out where nobody sees it.
        await page.getByRole('menuitem').last().hover();
      },
    },
    { name: 'design-new-rule', path: design, act: thenDialog('新建规则', 'New rule') },
    {
      name: 'designer-form',
      path: `${design}/forms/lead`,
      act: async (page) => {
        await page.locator('[data-field="source"]').click({ position: { x: 40, y: 14 } });
      },
      deskOnly: true,
    },
    { name: 'designer-form-itself', path: `${design}/forms/lead`, deskOnly: true },
    { name: 'designer-form-preview', path: `${design}/forms/lead`, act: thenDialog('预览', 'Preview'), deskOnly: true },
    {
      name: 'designer-publish',
      path: `${design}/forms/lead`,
      act: async (page, say) => {
        await thenDialog('发布', 'Publish')(page, say);
        await page.getByRole('dialog').locator('button:enabled').last().waitFor();
      },
      deskOnly: true,
    },
    {
      name: 'designer-flow',
      path: `${design}/flows/new_web_lead`,
      act: async (page) => {
        await page.locator('.react-flow__node-step').nth(1).click();
      },
      deskOnly: true,
    },
    {
      name: 'designer-flow-try',
      path: `${design}/flows/new_web_lead`,
      act: button('试一试', 'Try it'),
      deskOnly: true,
    },
    { name: 'designer-rule', path: `${design}/rules/assign_website_leads`, deskOnly: true },
    {
      name: 'designer-rule-outside',
      path: `${design}/rules/visit_told`,
      deskOnly: true,
      act: async (page, say) => {
        await page.getByText(say('发送 1 项数据', 'Send 1 value')).first().click();
        await page.getByText(say('没有此连接', 'There is no such connection')).waitFor();
      },
    },
    {
      name: 'designer-rule-hooks',
      path: `${design}/rules/visit_told`,
      deskOnly: true,
      act: async (page, say) => {
        await button('外部系统的接收地址', 'Addresses for other systems')(page, say);
        await page.getByRole('dialog').getByRole('textbox').fill(say('商城', 'Shop'));
        await button('生成地址', 'Make an address')(page, say);
        await page.getByText('curl -X POST').waitFor();
      },
    },
    {
      name: 'designer-rule-try',
      path: `${design}/rules/tag_east_china`,
      act: button('用真实数据试一试', 'Try on real records'),
      deskOnly: true,
    },
    ...momentScreens(`${design}/rules/tag_high_intent`),
    { name: 'designer-assignment', path: `${design}/rules/turns`, deskOnly: true },
    { name: 'designer-validation', path: `${design}/rules/big_deals`, deskOnly: true },
    { name: 'designer-scorecard', path: `${design}/rules/lead_score`, deskOnly: true },
    {
      name: 'designer-scorecard-event',
      path: `${design}/rules/lead_score`,
      act: async (page, say) =>
        await page
          // Its beginning: the button that removes the line has the same name within its own.
          .getByRole('button', { name: new RegExp(`^${say('访问官网', 'Visited the website')}`) })
          .last()
          .click(),
      deskOnly: true,
    },
    {
      name: 'designer-versions',
      path: `${design}/rules/lead_score`,
      act: async (page, say) => {
        await button('历史版本', 'Versions')(page, say);
        await page.getByRole('dialog').getByText(say('第 1 版', 'Version 1')).waitFor();
      },
      deskOnly: true,
    },
    {
      name: 'designer-rule-publish',
      path: `${design}/rules/turns`,
      act: async (page, say) => {
        await thenDialog('发布', 'Publish')(page, say);
        await page.getByRole('dialog').getByText(say('对现有记录的影响', 'What this changes')).waitFor();
      },
      deskOnly: true,
    },
    {
      name: 'designer-duplicate',
      path: `${design}/rules/lead_duplicate`,
      act: async (page, say) => await page.getByText(say('范围', 'Among'), { exact: true }).waitFor(),
      deskOnly: true,
    },
    {
      name: 'designer-table',
      path: `${design}/rules/grades`,
      act: async (page, say) =>
        await page.getByRole('region', { name: say('检查结果', 'What was found in the table') }).waitFor(),
      deskOnly: true,
    },
    {
      name: 'designer-rule-counted',
      path: `${design}/rules/quiet_leads`,
      act: async (page, say) => await page.getByText(say('只统计符合以下条件', 'Only those count')).waitFor(),
      deskOnly: true,
    },
    { name: 'designer-report', path: `${design}/reports/lead_funnel`, deskOnly: true },
    { name: 'designer-dashboard', path: `${design}/dashboards/sales`, deskOnly: true },
    { name: 'designer-role', path: `${design}/roles/sales`, deskOnly: true },
    { name: 'not-found', path: '/nowhere' },
    { name: 'record-gone', path: `${crm}/forms/lead/0198f0a0-0000-7000-8000-000000000001` },
    { name: 'app-unknown', path: '/apps/nowhere' },
  ];
}

/** What a visitor without an account sees. */
export function openScreens(at: ScreensWorkspace): readonly Screen[] {
  return [
    { name: 'sign-in', path: '/sign-in' },
    {
      name: 'sign-in-refused',
      path: '/sign-in',
      act: async (page, say) => {
        await page.getByLabel(say('邮箱', 'E-mail')).fill('nobody@example.com');
        await page.getByLabel(say('密码', 'Password')).fill('not the password');
        await page.keyboard.press('Enter');
        await page.getByRole('alert').first().waitFor();
      },
    },
    { name: 'public-form', path: `/f/${at.publicToken}` },
    {
      name: 'public-form-wrong',
      path: `/f/${at.publicToken}`,
      act: async (page, say) => {
        await page.getByRole('button', { name: say('提交', 'Send') }).click();
        await page.locator('[data-problem="true"]').first().waitFor();
      },
    },
    { name: 'public-form-unknown', path: '/f/nowhere' },
  ];
}

/** An event rule at each of its moments; the draft of the rule that stands there is changed. */
function momentScreens(path: string): Screen[] {
  const moments = [
    ['related', '与客户信息关联的记录发生变化时', 'Something happens to a record that belongs to the Lead'],
    ['idle', '客户信息持续一段时间没有动静', 'Nothing happened to a Lead for some time'],
    ['date', '到达客户信息的某个日期前后', 'Before or after a date of the Lead'],
    ['schedule', '按计划定时执行', 'On a schedule'],
    ['event', '收到外部事件时', 'An event arrives from another system'],
    ['button', '点击按钮时', 'Somebody presses a button'],
  ] as const;
  return moments.map(([moment, zh, en]) => ({
    name: `designer-moment-${moment}`,
    path,
    act: async (page, say) =>
      await choose(
        page,
        page
          .locator('main')
          .getByRole('combobox', { name: say('当', 'When') })
          .first(),
        say(zh, en),
      ),
    deskOnly: true,
  }));
}

/** A row that fits and one that does not. */
async function chooseSheet(page: Page, say: Say): Promise<void> {
  const sheet = 'name,source,mobile\n南京样例有限公司,官网,13800138000\n无锡样例有限公司,没有的来源,13800138001\n';
  const file = { name: 'leads.csv', mimeType: 'text/csv', buffer: Buffer.from(sheet) };
  await page.locator('input[type="file"]').setInputFiles(file);
  await page.getByText(say('文件中的列', 'Column of the file')).waitFor();
}
