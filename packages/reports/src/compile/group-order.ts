import type { Language } from '@tangram/schema';
import { type RawBuilder, sql } from 'kysely';
import type { PlannedDimension, PlannedSort, QueryPlan } from '../plan/query-plan.ts';

/**
 * The order of groups `g`: what the query asks for; else the largest first in a top list; then every dimension upwards, so
 * that equal groups never change places between two runs. Blank comes last, hidden after it, in either direction.
 */
export function groupOrder(plan: QueryPlan, language: Language): RawBuilder<unknown> {
  const asked: readonly PlannedSort[] =
    plan.sort.length === 0 && plan.top !== null ? [{ by: plan.measures[0]?.key ?? '', descending: true }] : plan.sort;
  const named = new Set(asked.map((sort) => sort.by));
  const rest = plan.dimensions
    .filter((dimension) => !named.has(dimension.key))
    .map((dimension) => ({ by: dimension.key, descending: false }));
  return sql.join([...asked, ...rest].flatMap((sort) => orderTerms(sort, plan, language)));
}

function orderTerms({ by, descending }: PlannedSort, plan: QueryPlan, language: Language): RawBuilder<unknown>[] {
  const direction = descending ? sql` desc nulls last` : sql` asc nulls last`;
  const dimension = plan.dimensions.findIndex((candidate) => candidate.key === by);
  if (dimension >= 0) {
    const keys = dimensionKeys(plan.dimensions[dimension] as PlannedDimension, dimension, language);
    return [...keys.map((key) => sql`${key}${direction}`), sql`g.${sql.id(`r${dimension}`)}`];
  }
  const measure = plan.measures.findIndex((candidate) => candidate.key === by);
  const column = measure >= 0 ? `m${measure}` : `c${plan.calculations.findIndex((candidate) => candidate.key === by)}`;
  return [sql`g.${sql.id(column)}${direction}`];
}

/** Choices stand in the order of their list, names as people of the language sort them, everything else by value. */
function dimensionKeys(dimension: PlannedDimension, at: number, language: Language): RawBuilder<unknown>[] {
  const value = sql`g.${sql.id(`d${at}`)}`;
  if (dimension.options !== null) {
    const order = dimension.options.map((option) => option.value);
    return [sql`array_position(${order}::text[], ${value}::text)`, value];
  }
  if (dimension.valueType === 'reference') return [collated(sql`g.${sql.id(`l${at}`)}`, language), value];
  if (dimension.valueType === 'text') return [collated(value, language), value];
  return [value];
}

function collated(text: RawBuilder<unknown>, language: Language): RawBuilder<unknown> {
  return sql`${text} collate ${sql.id(collations[language])}`;
}

/** ICU: Chinese by pinyin. In every PostgreSQL built with ICU. */
const collations: Record<Language, string> = { en: 'en-x-icu', zh: 'zh-x-icu' };
