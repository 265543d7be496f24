import { compileSql, type SqlTarget } from '@tangram/expression';
import { recordRow, tableOf } from '@tangram/records';
import type { DuplicateRule } from '@tangram/schema';
import { sql } from 'kysely';
import type { WorkInSql } from '../rule-kind.ts';
import { keyOfColumn, keySql } from './compile-match.ts';
import type { Finding } from './find-duplicates.ts';

/**
 * Which of the records there are have another one like them, over all at once: the keys that occur twice are found in
 * one pass. Null where texts must be compared letter by letter, and where the rule writes a mark.
 *
 *     (<key of t."mobile">) in (select <key of d."mobile"> from "crm"."lead" as d
 *       where d.deleted_at is null and <scope> group by 1 having count(*) > 1)
 */
export function refusesInSql(rule: DuplicateRule, { form, ways, condition }: Finding): WorkInSql | null {
  // What rules write to records that are there already is not asked of all of them at once.
  if (rule.answer === 'mark' || ways.some(({ similar }) => similar.length > 0)) return null;
  const refuses = (target: SqlTarget) => {
    const own = { ...target, ...recordRow(form, 'd') };
    const scope = condition === null ? sql`true` : sql`coalesce((${compileSql(condition.expression, own)}), false)`;
    const twice = ways.map(({ exact }) => {
      const keys = exact.map((one) => keyOfColumn(one, target.column([one.field.key], one.field.feelType)));
      const all = exact.map((one) => keySql(one, 'd'));
      return sql`coalesce((${sql.join(keys)}) in (select ${sql.join(all)} from ${tableOf(form)} as d
        where d.deleted_at is null and ${scope} group by ${sql.join(exact.map((_, at) => sql.lit(at + 1)))}
        having count(*) > 1), false)`;
    });
    return twice.length === 0 ? sql`false` : sql`(${sql.join(twice, sql` or `)})`;
  };
  return { values: () => new Map(), refuses };
}
