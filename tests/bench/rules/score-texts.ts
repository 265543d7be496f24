import type { RulesLogic } from 'json-logic-js';
import { decisionTitles, type Lead, targetIndustries, targetRegions } from './leads.ts';

/** The seven scoring rules by hand: the floor that everything is compared with. */
export function scoreByHand(lead: Lead): number {
  const { industry, title, region } = lead;
  let score = 0;
  if (
    industry === 'manufacturing' ||
    industry === 'financial services' ||
    industry === 'healthcare' ||
    industry === 'energy' ||
    industry === 'logistics'
  )
    score += 20;
  if (
    title === 'CEO' ||
    title === 'CTO' ||
    title === 'CIO' ||
    title === 'Vice President' ||
    title === 'Purchasing Director' ||
    title === 'Head of Operations'
  )
    score += 30;
  if (
    region !== 'Beijing' &&
    region !== 'Shanghai' &&
    region !== 'Guangdong' &&
    region !== 'Zhejiang' &&
    region !== 'Jiangsu' &&
    region !== 'Shandong'
  )
    score -= 10;
  if (lead.site_visits > 0) score += 5;
  if (lead.pricing_visits > 0) score += 20;
  if (lead.white_paper) score += 30;
  if (lead.trial) score += 50;
  if (lead.idle_days > 30) score -= 15;
  return score;
}

const listed = (texts: readonly string[], quote = '"') => texts.map((text) => quote + text + quote).join(', ');

/** FEEL, for us and for feelin. */
export const feelText = `(if industry in (${listed(targetIndustries)}) then 20 else 0)
+ (if title in (${listed(decisionTitles)}) then 30 else 0)
+ (if region in (${listed(targetRegions)}) then 0 else -10)
+ (if site_visits > 0 then 5 else 0) + (if pricing_visits > 0 then 20 else 0)
+ (if white_paper then 30 else 0) + (if trial then 50 else 0) + (if idle_days > 30 then -15 else 0)`;

/** Conditional operators: zen, CEL and JSONata write the same rules nearly alike. */
export const zenText = `(industry in [${listed(targetIndustries, "'")}] ? 20 : 0)
+ (title in [${listed(decisionTitles, "'")}] ? 30 : 0)
+ (region in [${listed(targetRegions, "'")}] ? 0 : -10)
+ (site_visits > 0 ? 5 : 0) + (pricing_visits > 0 ? 20 : 0)
+ (white_paper ? 30 : 0) + (trial ? 50 : 0) + (idle_days > 30 ? -15 : 0)`;

export const celText = zenText;
export const jsonataText = zenText;

/** JsonLogic: a tree of operators. */
export const jsonLogicRule: RulesLogic = {
  '+': [
    { if: [{ in: [{ var: 'industry' }, targetIndustries] }, 20, 0] },
    { if: [{ in: [{ var: 'title' }, decisionTitles] }, 30, 0] },
    { if: [{ in: [{ var: 'region' }, targetRegions] }, 0, -10] },
    { if: [{ '>': [{ var: 'site_visits' }, 0] }, 5, 0] },
    { if: [{ '>': [{ var: 'pricing_visits' }, 0] }, 20, 0] },
    { if: [{ var: 'white_paper' }, 30, 0] },
    { if: [{ var: 'trial' }, 50, 0] },
    { if: [{ '>': [{ var: 'idle_days' }, 30] }, -15, 0] },
  ],
};

/** json-rules-engine: one rule per condition, whose event carries the points. */
export const eventRules = [
  { fact: 'industry', operator: 'in', value: targetIndustries, points: 20 },
  { fact: 'title', operator: 'in', value: decisionTitles, points: 30 },
  { fact: 'region', operator: 'notIn', value: targetRegions, points: -10 },
  { fact: 'site_visits', operator: 'greaterThan', value: 0, points: 5 },
  { fact: 'pricing_visits', operator: 'greaterThan', value: 0, points: 20 },
  { fact: 'white_paper', operator: 'equal', value: true, points: 30 },
  { fact: 'trial', operator: 'equal', value: true, points: 50 },
  { fact: 'idle_days', operator: 'greaterThan', value: 30, points: -15 },
] as const;
