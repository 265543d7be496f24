import type { RuleDefinition, Scorecard } from '@tangram/schema';

const line = (key: string, en: string, zh: string) => ({ key, title: { en, zh } });

/** The lead scorecard that marketing teams know, over the leads of `lead-app.ts`. */
export const leadScore: Scorecard = {
  type: 'scorecard',
  title: { en: 'Lead score', zh: '线索评分' },
  form: 'lead',
  enabled: true,
  field: 'score',
  attributes: [
    { ...line('industry', 'Target industry', '目标行业'), when: 'industry = "manufacturing"', points: 20 },
    { ...line('decision', 'Decision level', '决策层职位'), when: 'job in ("CEO", "总监")', points: 30 },
    { ...line('off_region', 'Outside the target regions', '非目标区域'), when: 'region = "abroad"', points: -10 },
  ],
  events: [
    { ...line('visit', 'Visited the website', '访问官网'), event: 'website_visit', points: 5, counts: 'once' },
    { ...line('pricing', 'Looked at prices', '访问价格页面'), event: 'pricing_view', points: 20, counts: 'once' },
    { ...line('paper', 'Downloaded a white paper', '下载产品白皮书'), event: 'whitepaper', points: 30, counts: 'once' },
    { ...line('trial', 'Asked for a trial', '填写试用申请'), event: 'trial', points: 50, counts: 'once' },
  ],
  idle: [
    {
      ...line('idle', 'No contact for 30 days', '超过30天无互动'),
      days: 30,
      points: -15,
      events: ['website_visit', 'pricing_view', 'whitepaper', 'trial'],
      fields: ['stage'],
    },
  ],
  bands: [
    { ...line('cold', 'Cold', '冷线索'), from: 0 },
    {
      ...line('mql', 'Ready for sales', '高质量线索'),
      from: 100,
      once: true,
      actions: [
        { type: 'add-tags', settings: { field: 'tags', tags: ['MQL'] } },
        { type: 'notify', settings: { to: [{ type: 'group', group: 'sales_a' }], title: '{name}: {score}' } },
      ],
    },
  ],
};

export function card(changes: Partial<Scorecard>): RuleDefinition {
  return { ...leadScore, ...changes };
}
