import { brands, givenNames, jobs, needs, places, regionOf, surnames, trades } from './crm-names.ts';
import { type Random, randomFrom } from './random.ts';

/**
 * The sample data of `templates/crm/data`: form -> rows of field -> value, always the same for the same seed. Related
 * records are named by title, choices by their stored value; several choices are separated by `;`. What rules
 * compute (score, grade, tags, probability) is left for them to compute.
 */
export function crmSampleData(seed = 20_261_122): ReadonlyMap<string, readonly SampleRow[]> {
  const random = randomFrom(seed);
  const companies = distinctCompanies(random);
  const accounts = accountRows(companies.slice(0, 40), random);
  const contacts = contactRows(accounts, random);
  const salespeople = salespersonRows();
  const opportunities = opportunityRows(accounts, contacts, salespeople, random);
  const leads = leadRows(companies.slice(40, 200), random);
  return new Map([
    ['product', products],
    ['salesperson', salespeople],
    ['account', accounts],
    ['contact', contacts],
    ['opportunity', opportunities],
    ['lead', leads],
    ['activity', activityRows(leads, opportunities, random)],
    ['task', taskRows(accounts, random)],
  ]);
}

export type SampleRow = { readonly [field: string]: string | number | boolean | null };

/** The rows as CSV (RFC 4180, UTF-8, LF), one column per field that any row has. */
export function csvOf(rows: readonly SampleRow[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cell = (value: SampleRow[string] | undefined) => {
    const text = value === null || value === undefined ? '' : String(value);
    return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return `${[columns, ...rows.map((row) => columns.map((column) => row[column]))].map((row) => row.map(cell).join(',')).join('\n')}\n`;
}

const products: readonly SampleRow[] = [
  { name: '七巧客户管理 标准版', series: '七巧', sales_price: 19_800, status: 'on_sale' },
  { name: '七巧客户管理 企业版', series: '七巧', sales_price: 88_000, status: 'on_sale' },
  { name: '七巧流程平台', series: '七巧', sales_price: 128_000, status: 'on_sale' },
  { name: '数据看板', series: '分析', sales_price: 36_000, status: 'on_sale' },
  { name: '预测分析', series: '分析', sales_price: 65_000, status: 'on_sale' },
  { name: '实施服务（人天）', series: '服务', sales_price: 2_400, status: 'on_sale' },
  { name: '年度维护', series: '服务', sales_price: 15_000, status: 'on_sale' },
  { name: '培训课程', series: '服务', sales_price: 6_800, status: 'on_sale' },
  { name: '旧版客户管理', series: '七巧', sales_price: 9_800, status: 'discontinued' },
];

const offices = ['East', 'Central', 'West'] as const;

function salespersonRows(): SampleRow[] {
  const names = ['周敏', '吴浩然', '林晓雯', '徐杰', '孙思远', '胡静', '朱磊', '陈佳怡', '杨勇'];
  const managers = ['赵建国', '黄文博', '刘欣妍'];
  return names.map((name, index) => ({
    name,
    manager: managers[index % 3] as string,
    regional_office: offices[index % 3] as string,
  }));
}

interface Company {
  readonly name: string;
  readonly place: string;
  readonly industry: string;
}

function distinctCompanies(random: Random): Company[] {
  const companies = new Map<string, Company>();
  while (companies.size < 200) {
    const place = random.pick(places);
    const [trade, industry] = random.pick(trades);
    const name = `${place}${random.pick(brands)}${trade}有限公司`;
    companies.set(name, { name, place, industry });
  }
  return [...companies.values()];
}

function accountRows(companies: readonly Company[], random: Random): SampleRow[] {
  return companies.map(({ name, place, industry }, index) => ({
    name,
    sector: industry,
    type: index < 30 ? 'customer' : 'prospect',
    level: random.weighted([
      ['VIP', 1],
      ['A', 3],
      ['B', 4],
      ['C', 2],
    ]),
    year_established: random.between(1988, 2021),
    revenue: random.between(300, 90_000) / 100,
    employees: random.between(30, 4000),
    office_location: place,
    region: regionOf[place] as string,
    // Groups of companies: every eighth one belongs to one of the first three.
    subsidiary_of: index >= 8 && index % 8 === 0 ? (companies[index % 3] as Company).name : null,
  }));
}

function contactRows(accounts: readonly SampleRow[], random: Random): SampleRow[] {
  // No two of one name: opportunities name their contact by it.
  const names = new Set<string>();
  while (names.size < 60) names.add(personName(random));
  return [...names].map((name, index) => {
    const [job, , role] = random.pick(jobs);
    return {
      name,
      account: (accounts[index % accounts.length] as SampleRow)['name'] as string,
      job_title: job,
      role,
      mobile: mobile(index),
      email: `contact${index + 1}@example.com`,
    };
  });
}

function leadRows(companies: readonly Company[], random: Random): SampleRow[] {
  return companies.map(({ name, place, industry }, index) => {
    const [job, seniority] = random.pick(jobs);
    const stage = random.weighted([
      ['新线索', 5],
      ['初步沟通', 5],
      ['方案报价', 3],
      ['商务谈判', 2],
      ['成交客户', 3],
      ['流失客户', 2],
    ]);
    const isEarly = stage === '新线索' || stage === '初步沟通';
    return {
      name,
      contact_name: personName(random),
      mobile: mobile(1000 + index),
      email: `lead${index + 1}@example.com`,
      job_title: job,
      seniority,
      source: random.weighted([
        ['官网', 6],
        ['展会', 4],
        ['老客户介绍', 3],
        ['搜索引擎', 3],
        ['社交媒体', 2],
        ['内容下载', 2],
        ['合作伙伴', 1],
      ]),
      stage,
      amount: isEarly && random.chance(0.5) ? null : random.between(20, 480) * 1000,
      industry,
      region: regionOf[place] as string,
      company_size: random.pick(['1-49', '50-199', '200-499', '500-999', '1000-1999']),
      need: random.pick(needs),
      lost_reason: stage === '流失客户' ? random.pick(['price', 'competitor', 'budget', 'timing']) : null,
      web_sessions: random.between(0, 9),
      pricing_views: random.chance(0.4) ? random.between(1, 4) : 0,
      whitepaper_downloads: random.chance(0.35) ? 1 : 0,
      trial_requested: random.chance(0.25),
      ...contacts(random.between(1, 51), (index * 37) % 24, random),
    };
  });
}

/** When a lead was last spoken to, counted from the first of October, and when it had been acquired, so many days before. */
function contacts(last: number, before: number, random: Random): SampleRow {
  return { last_contact_at: instant(2026, 10, last, random), acquired_on: day(2026, 10, last - before) };
}

function opportunityRows(
  accounts: readonly SampleRow[],
  contacts: readonly SampleRow[],
  salespeople: readonly SampleRow[],
  random: Random,
): SampleRow[] {
  return Array.from({ length: 140 }, (_, index) => {
    const account = random.pick(accounts)['name'] as string;
    const contact = contacts.find((candidate) => candidate['account'] === account);
    const product = random.pick(products);
    const stage = random.weighted([
      ['Prospecting', 3],
      ['Engaging', 4],
      ['Demonstration', 3],
      ['Quotation', 3],
      ['Approval', 2],
      ['Won', 10],
      ['Lost', 6],
    ]);
    const isClosed = stage === 'Won' || stage === 'Lost';
    const amount = (product['sales_price'] as number) * random.between(1, 4);
    const engaged = random.between(0, 300);
    return {
      subject: `${account.slice(0, 4)}·${product['name'] as string}`,
      opportunity_id: `SJ2026${String(index + 1).padStart(4, '0')}`,
      account,
      contact: contact === undefined ? null : (contact['name'] as string),
      product: product['name'] as string,
      sales_agent: random.pick(salespeople)['name'] as string,
      stage,
      amount,
      engage_date: day(2025, 12, 1 + engaged),
      expected_close: isClosed ? null : day(2026, 11, random.between(25, 120)),
      close_date: isClosed ? day(2025, 12, 1 + engaged + random.between(10, 50)) : null,
      close_value:
        stage === 'Won' ? Math.round(amount * random.pick([1, 0.95, 0.9, 0.88])) : stage === 'Lost' ? 0 : null,
      lost_reason: stage === 'Lost' ? random.pick(['price', 'competitor', 'features', 'cycle']) : null,
    };
  });
}

const activityKinds: readonly (readonly [type: string, subject: string, content: string])[] = [
  ['call', '电话沟通需求', '了解了现状和时间安排，对方希望先看演示。'],
  ['visit', '上门拜访', '拜访了信息部门，介绍了方案，约定下周再谈。'],
  ['meeting', '线上演示', '演示了表单、流程和看板，对方关注权限和导入。'],
  ['wechat', '微信跟进', '发送了案例资料，对方表示内部讨论后回复。'],
  ['email', '发送报价', '按两年期发送了报价单。'],
];

function activityRows(leads: readonly SampleRow[], opportunities: readonly SampleRow[], random: Random): SampleRow[] {
  return Array.from({ length: 160 }, (_, index) => {
    const [type, subject, content] = random.pick(activityKinds);
    const isForLead = index % 2 === 0;
    const opportunity = random.pick(opportunities);
    return {
      subject,
      type,
      happened_at: instant(2026, 9, random.between(1, 80), random),
      outcome: random.pick(['interested', 'thinking', 'no_need', 'not_reached']),
      lead: isForLead ? (random.pick(leads)['name'] as string) : null,
      account: isForLead ? null : (opportunity['account'] as string),
      content,
    };
  });
}

function taskRows(accounts: readonly SampleRow[], random: Random): SampleRow[] {
  const subjects = ['准备方案演示', '回访使用情况', '确认合同条款', '寄送样品资料', '安排实施会议', '续约沟通'];
  return Array.from({ length: 30 }, () => ({
    subject: random.pick(subjects),
    due_at: instant(2026, 11, random.between(10, 40), random),
    priority: random.weighted([
      ['high', 1],
      ['normal', 3],
      ['low', 1],
    ]),
    status: random.weighted([
      ['open', 4],
      ['in_progress', 2],
      ['done', 3],
    ]),
    account: random.pick(accounts)['name'] as string,
  }));
}

function personName(random: Random): string {
  return random.pick(surnames) + random.pick(givenNames);
}

/** Well formed and counted up; not taken from anybody. */
function mobile(index: number): string {
  return `1990000${String(index).padStart(4, '0')}`;
}

/** Days past the end of the month run on into the next ones. */
function day(year: number, month: number, dayOfMonth: number): string {
  return new Date(Date.UTC(year, month - 1, dayOfMonth)).toISOString().slice(0, 10);
}

function instant(year: number, month: number, dayOfMonth: number, random: Random): string {
  return new Date(
    Date.UTC(year, month - 1, dayOfMonth, random.between(1, 9), random.pick([0, 15, 30, 45])),
  ).toISOString();
}
