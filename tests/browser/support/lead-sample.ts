import type { APIRequestContext } from 'playwright-core';
import { ask, publishDefinition } from './workspace.ts';

/** What a lead is and did, and what its score must come to: reckoned here, apart from the engine. */
export interface SampleLead {
  readonly name: string;
  readonly industry: string;
  readonly job: string;
  readonly region: string;
  /** Pages of the website that it looked at. */
  readonly pages: readonly string[];
  readonly papers: number;
  readonly trials: number;
  /** How long ago all of that was; the lead itself is 60 days old. */
  readonly daysAgo: number;
}

const industries = ['制造业', '零售业', '教育业'] as const;
const jobs = ['总监', '经理', '专员'] as const;
const regions = ['华东', '华北', '海外', '华南'] as const;

/** Some dozens of leads of every sort, always the same ones. */
export const sampleLeads: readonly SampleLead[] = Array.from({ length: 36 }, (_, at) => ({
  name: `客户${String(at).padStart(2, '0')}`,
  industry: industries[at % 3] as string,
  job: jobs[Math.floor(at / 3) % 3] as string,
  region: regions[at % 4] as string,
  pages: Array.from({ length: at % 6 }, (__, visit) => (visit === 0 && at % 4 === 1 ? 'pricing' : 'home')),
  papers: at % 3 === 0 ? 1 : 0,
  trials: at % 5 === 0 ? 1 : 0,
  daysAgo: at % 7 === 0 ? 45 : 3,
}));

/** The points of the marketing team's sheet: visits are 5 each up to 15, everything else counts once. */
export function pointsOf(lead: SampleLead): number {
  const isActive = lead.daysAgo <= 30 && lead.pages.length + lead.papers + lead.trials > 0;
  return (
    (lead.industry === '制造业' ? 20 : 0) +
    (lead.job === '总监' ? 30 : 0) -
    (lead.region === '海外' ? 10 : 0) +
    Math.min(5 * lead.pages.length, 15) +
    (lead.pages.includes('pricing') ? 20 : 0) +
    (lead.papers > 0 ? 30 : 0) +
    (lead.trials > 0 ? 50 : 0) -
    (isActive ? 0 : 15)
  );
}

/** The application 销售 with a form of leads, the leads, and everything they did; answers with the ids by name. */
export async function fillLeads(request: APIRequestContext): Promise<ReadonlyMap<string, string>> {
  await ask(request, 'POST', '/api/apps', { key: 'sales', title: { zh: '销售', en: 'Sales' } });
  await publishDefinition(request, 'sales', 'form', 'lead', leadForm);
  const ids = new Map<string, string>();
  for (const { name, industry, job, region } of sampleLeads) {
    const values = { name, industry, job, region };
    const { id } = await ask<{ id: string }>(request, 'POST', '/api/apps/sales/records/lead', { values });
    ids.set(name, id);
  }
  await ask(request, 'POST', '/api/apps/sales/events', { events: sampleLeads.flatMap(eventsOf) });
  return ids;
}

function eventsOf({ name, pages, papers, trials, daysAgo }: SampleLead): object[] {
  const at = new Date(Date.now() - daysAgo * 86_400_000).toISOString();
  const event = (what: string, data: object = {}) => ({
    form: 'lead',
    record: { field: 'name', value: name },
    name: what,
    at,
    data,
  });
  return [
    ...pages.map((page) => event('website_visit', { page })),
    ...Array.from({ length: papers }, () => event('whitepaper')),
    ...Array.from({ length: trials }, () => event('trial')),
  ];
}

const field = (type: string, title: string, options: readonly string[] = []) => ({
  field: {
    type,
    title,
    ...(options.length === 0 ? {} : { settings: { options: options.map((value) => ({ value, title: value })) } }),
  },
});

const leadForm = {
  type: 'object',
  properties: {
    name: field('text', '客户名称'),
    industry: field('select', '行业', industries),
    job: field('select', '职位', jobs),
    region: field('select', '区域', regions),
    score: field('number', '评分'),
    level: field('select', '级别', ['冷线索', '高质量线索']),
    tags: field('multi-select', '标签', ['MQL']),
    seller: field('member', '销售人员'),
  },
  form: { title: { en: 'Lead', zh: '线索' }, titleField: 'name', layout: [] },
};
