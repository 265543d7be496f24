import type { APIRequestContext, BrowserContext } from 'playwright-core';
import { ask, ownerEmail, password } from './workspace.ts';

/** What the screens show: addresses of things of which one must be there to be looked at. */
export interface ScreensWorkspace {
  readonly lead: string;
  readonly account: string;
  readonly run: string;
  readonly publicToken: string;
}

export const screensOwner = ownerEmail;
export const screensMember = 'li@example.com';

/** The CRM with its sample data, people, a lead on its way through both flows, an application that is empty. */
export async function fillWorkspace(context: BrowserContext): Promise<ScreensWorkspace> {
  const { request } = context;
  const me = await ask<{ id: string }>(request, 'GET', '/api/me');
  const person = async (name: string, email: string) =>
    await ask<{ id: string }>(request, 'POST', '/api/people', {
      name,
      email,
      password: password,
      manager: me.id,
    });
  const seller = await person('王一', 'wang@example.com');
  await person('李二', screensMember);
  const head = await ask<{ id: string }>(request, 'POST', '/api/departments', {
    title: { zh: '销售部', en: 'Sales' },
    head: me.id,
  });
  await ask(request, 'POST', '/api/departments', { title: { zh: '华东销售', en: 'East' }, parent: head.id });
  await ask(request, 'POST', '/api/templates/crm:install', { sampleData: true });
  await ask(request, 'POST', '/api/apps', { key: 'blank', title: { zh: '空白应用', en: 'Blank' } });
  const groups = await ask<{ rows: { id: string; key: string }[] }>(request, 'GET', '/api/groups');
  const sales = groups.rows.find((group) => group.key === 'sales_a')?.id ?? '';
  await ask(request, 'PATCH', `/api/groups/${sales}`, { members: [me.id, seller.id] });
  for (const [key, definition] of Object.entries(rules)) {
    await ask(request, 'PUT', `/api/apps/crm/definitions/rule/${key}`, { definition });
  }
  await ask(request, 'PUT', '/api/apps/crm/roles/sales/members', { members: [{ person_id: seller.id }] });

  const records = '/api/apps/crm/records';
  const lead = await ask<{ id: string }>(request, 'POST', `${records}/lead`, {
    values: {
      name: '杭州万象金服有限公司',
      source: '官网',
      contact_name: '沈若云',
      mobile: '19900007777',
      amount: 120000,
    },
  });
  const offered = await ask<{ id: string }>(request, 'POST', `${records}/lead`, {
    values: { name: '苏州同舟精密有限公司', source: '展会', owner: seller.id, stage: '初步沟通', amount: 86000 },
  });
  await ask(request, 'PATCH', `${records}/lead/${offered.id}`, { values: { stage: '方案报价' } });
  await tellOutside(request, lead.id);
  const tasks = await untilSome(async () => {
    const { rows } = await ask<{ rows: { id: string; run: string; kind: string }[] }>(request, 'GET', '/api/tasks');
    return rows.length >= 2 ? rows : undefined;
  });
  const accounts = await ask<{ rows: { id: string }[] }>(request, 'GET', `${records}/account?limit=1`);
  const link = await ask<{ token: string | null }>(request, 'GET', '/api/apps/crm/forms/lead/public-link');
  return {
    lead: lead.id,
    account: accounts.rows[0]?.id ?? '',
    run: tasks.find((task) => task.kind === 'approval')?.run ?? tasks[0]?.run ?? '',
    publicToken: link.token ?? '',
  };
}

/** Kinds of rules that the template has none of, as drafts. */
const rules = {
  turns: {
    type: 'assignment',
    title: { en: 'Leads in turn', zh: '线索轮流分配' },
    form: 'lead',
    enabled: true,
    when: 'created',
    if: 'source = "展会"',
    fields: ['owner'],
    to: { type: 'group', group: 'sales_a' },
  },
  big_deals: {
    type: 'validation',
    title: { en: 'Big deals have a need', zh: '大单须有需求' },
    form: 'lead',
    enabled: true,
    if: 'amount >= 100000',
    must: 'need != null',
    message: { en: 'Say what the customer needs.', zh: '请填写客户需求。' },
    field: 'need',
  },
  quiet_leads: {
    type: 'event',
    title: { en: 'Leads that went quiet', zh: '无人跟进的线索' },
    form: 'lead',
    enabled: true,
    when: { type: 'saved' },
    if: 'stage = "初步沟通" and count(activity[date(happened_at) between today() - @"P14D" and today()]) = 0',
    actions: [{ type: 'stop', settings: {} }],
  },
  // Two rows that both match, and a gap.
  grades: {
    type: 'decision-table',
    title: { en: 'Need by size', zh: '按规模判断需求' },
    form: 'lead',
    enabled: true,
    runs: 'saved',
    writes: { need: 'need' },
    hitPolicy: 'U',
    inputs: [
      { key: 'amount', title: { en: 'Contract amount', zh: '合同金额' }, expression: 'amount' },
      { key: 'source', title: { en: 'Source', zh: '客户来源' }, expression: 'source' },
    ],
    outputs: [{ key: 'need', title: { en: 'Need', zh: '需求' } }],
    rows: [
      { key: 'big', inputs: { amount: '>= 100000' }, outputs: { need: '"A"' } },
      { key: 'web', inputs: { amount: '>= 50000', source: '"官网"' }, outputs: { need: '"B"' } },
    ],
  },
};

async function untilSome<Value>(look: () => Promise<Value | undefined>): Promise<Value> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error('The work in the background did not get going within half a minute.');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Connections, and a rule that sends through them when a website tells of a visit: what it sends does not arrive. */
async function tellOutside(request: APIRequestContext, lead: string): Promise<void> {
  const connections = '/api/connections';
  await ask(request, 'PUT', `${connections}/sales_chat`, {
    kind: 'dingtalk',
    title: { zh: '销售群', en: 'Sales chat' },
    url: 'http://127.0.0.1:9/robot/send?access_token=x',
    signing_secret: 'SECx',
  });
  await ask(request, 'PUT', `${connections}/erp`, {
    kind: 'web-call',
    title: { zh: '财务系统', en: 'Accounting' },
    url: 'https://erp.example.com/hooks/tangram',
  });
  const url = '/api/apps/crm/definitions/rule/visit_told';
  const text = { zh: '{name} 正在看报价页', en: '{name} is looking at the prices' };
  await ask(request, 'PUT', url, {
    definition: {
      type: 'event',
      title: { zh: '访问报价页时提醒', en: 'Tell of a visit' },
      form: 'lead',
      enabled: true,
      when: { type: 'event', name: 'pricing-visit' },
      actions: [
        { type: 'send-chat', settings: { connection: 'sales_chat', text } },
        { type: 'send-mail', settings: { to: [{ type: 'field', field: 'owner' }], subject: text, text } },
        { type: 'call-webhook', settings: { connection: 'crm_data', values: [{ name: 'name', value: 'name' }] } },
      ],
    },
  });
  await ask(request, 'POST', `${url}:publish`, {});
  const hook = await ask<{ token: string }>(request, 'POST', '/api/apps/crm/forms/lead/hooks', { title: 'Website' });
  await ask(request, 'POST', `/hooks/${hook.token}`, { event: 'pricing-visit', record: lead });
  await untilSome(async () => {
    const { rows } = await ask<{ rows: { state: string }[] }>(request, 'GET', '/api/deliveries');
    return rows.filter(({ state }) => state === 'failed').length === 3 ? rows : undefined;
  });
}
