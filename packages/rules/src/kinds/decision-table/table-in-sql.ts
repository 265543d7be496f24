import type { FormModel } from '@tangram/forms';
import { columnOf } from '@tangram/records';
import type { DecisionTableRule } from '@tangram/schema';
import { sql } from 'kysely';
import type { ReadTable } from '../../decision-table/read-table.ts';
import { rowPredicates } from '../../decision-table/row-predicates.ts';
import { compileTableSql, tableSqlProblem } from '../../decision-table/table-sql.ts';
import type { WorkInSql } from '../rule-kind.ts';

/**
 * What a table writes, as SQL; null where it does not run there. Only first-hit tables without allowed inputs: under the
 * other policies a field stays when rows disagree, which the SQL of a table does not tell from a blank result.
 */
export function tableInSql(table: ReadTable, { writes }: DecisionTableRule, form: FormModel): WorkInSql | null {
  const isPlain = table.hitPolicy === 'F' && table.inputs.every((input) => input.allowed === null);
  if (!isPlain || tableSqlProblem(table) !== null) return null;
  const hasDefault = table.outputs.some((output) => output.default !== null);
  return {
    refuses: () => null,
    values(target) {
      const rows = rowPredicates(table, target).map(({ matches }) => sql`coalesce(${matches}, false)`);
      const anyRow = rows.length === 0 ? sql`false` : sql`(${sql.join(rows, sql` or `)})`;
      return new Map(
        Object.entries(writes).flatMap(([output, key]) => {
          const field = form.fields.get(key);
          if (field === undefined || !table.outputs.some((one) => one.key === output)) return [];
          const value = compileTableSql(table, output, target);
          const stored = columnOf('t', field.column);
          return [[key, hasDefault ? value : sql`case when ${anyRow} then ${value} else ${stored} end`] as const];
        }),
      );
    },
  };
}
