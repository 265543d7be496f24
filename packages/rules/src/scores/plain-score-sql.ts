import { compileSql, type SqlTarget } from '@tangram/expression';
import { sql } from 'kysely';
import type { WorkInSql } from '../kinds/rule-kind.ts';
import type { CompiledScore } from './score.ts';

/**
 * The score of a card that only looks at the record itself, as SQL over a row of its form:
 *
 *     (case when <when> then 20 else 0 end + case when <when> then -10 else 0 end)
 *
 * Null for a card that counts events or idleness, has limits, computes points or writes more than the score: what such a
 * card comes to, `scoreQuery` tells of many records at once.
 */
export function plainScoreSql({ definition, attributes, events, idle, bands }: CompiledScore): WorkInSql | null {
  const isPlain =
    events.length === 0 &&
    idle.length === 0 &&
    (definition.groups ?? []).length === 0 &&
    definition.range === undefined &&
    definition.levelField === undefined &&
    attributes.every(({ condition, points }) => points === null && condition.expression.inSql.ok) &&
    bands.every(({ steps }) => steps.every(({ stage }) => stage === 'outside'));
  if (!isPlain) return null;
  const sum = (target: SqlTarget) => {
    const terms = attributes.map(
      ({ condition, definition: { points } }) =>
        sql`case when ${compileSql(condition.expression, target)} then ${String(points)}::numeric else 0 end`,
    );
    return terms.length === 0 ? sql`0::numeric` : sql`(${sql.join(terms, sql` + `)})`;
  };
  return { values: (target) => new Map([[definition.field, sum(target)]]), refuses: () => null };
}
