import { booleanType, numberType, type Scope, textType } from '@tangram/expression';

/** What a lead is scored by. The same object is the hand-written function's argument and every engine's data. */
export type Lead = {
  readonly industry: string;
  readonly title: string | null;
  readonly region: string;
  readonly site_visits: number;
  readonly pricing_visits: number;
  readonly white_paper: boolean;
  readonly trial: boolean;
  readonly idle_days: number;
};

export const leadScope: Scope = {
  variables: {
    industry: textType,
    title: textType,
    region: textType,
    site_visits: numberType,
    pricing_visits: numberType,
    white_paper: booleanType,
    trial: booleanType,
    idle_days: numberType,
  },
};

export const targetIndustries = ['manufacturing', 'financial services', 'healthcare', 'energy', 'logistics'];
export const decisionTitles = ['CEO', 'CTO', 'CIO', 'Vice President', 'Purchasing Director', 'Head of Operations'];
export const targetRegions = ['Beijing', 'Shanghai', 'Guangdong', 'Zhejiang', 'Jiangsu', 'Shandong'];

/** Leads of a fixed seed: one in ten has no title, two in five are idle for more than 30 days. */
export function makeLeads(count: number): Lead[] {
  const random = seeded(20261122);
  const pick = <Item>(list: readonly Item[]) => list[Math.floor(random() * list.length)] as Item;
  const industries = [...targetIndustries, 'retail', 'media', 'education', 'agriculture', 'construction'];
  const titles = [...decisionTitles, 'Sales Manager', 'Engineer', 'Buyer', 'Assistant', 'Student'];
  const regions = [...targetRegions, 'Sichuan', 'Hubei', 'Yunnan'];
  return Array.from({ length: count }, () => ({
    industry: pick(industries),
    title: random() < 0.1 ? null : pick(titles),
    region: pick(regions),
    site_visits: Math.max(0, Math.floor(random() * 12) - 4),
    pricing_visits: Math.max(0, Math.floor(random() * 6) - 3),
    white_paper: random() < 0.3,
    trial: random() < 0.1,
    idle_days: Math.floor(random() * 50),
  }));
}

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
