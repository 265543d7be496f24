import type { Expression, SqlTarget } from '@tangram/expression';
import { type RawBuilder, sql } from 'kysely';
import type { ReadTable } from './read-table.ts';
import { conditionSql } from './row-predicates.ts';

/** Tests by input; what a row or a gap of a table asks for. */
export interface CoverageQuestion {
  readonly key: string;
  readonly tests: readonly (Expression | null)[];
}

/** PostgreSQL takes 1,664 columns in one answer; a screen shows far fewer. */
export const maxQuestions = 1_000;

/**
 * How many rows of a source each question holds for, and how many there are: "covers 12 of 48,211 records". The source is
 * the form's table as the asker may see it (`scopedTable` of records, which brings its alias); `target` says where its
 * columns are. Give `coverageCounts` the one row that the statement answers.
 *
 *     select count(*) as "total", count(*) filter (where ("t"."amount" > $1::numeric)) as "n0" from (...) as "t"
 */
export function coverageSql(
  table: ReadTable,
  questions: readonly CoverageQuestion[],
  source: RawBuilder<unknown>,
  target: SqlTarget,
): RawBuilder<{ readonly [column: string]: string | number }> {
  const counts = questions
    .slice(0, maxQuestions)
    .map(
      ({ tests }, index) =>
        sql`count(*) filter (where ${conditionSql(tests, table.inputs, target)}) as ${sql.id(`n${index}`)}`,
    );
  return sql`select ${sql.join([sql`count(*) as "total"`, ...counts])} from ${source}`;
}

/** The answer of `coverageSql` in numbers, by the keys of the questions. */
export function coverageCounts(
  questions: readonly CoverageQuestion[],
  answer: { readonly [column: string]: string | number },
): { readonly total: number; readonly counts: ReadonlyMap<string, number> } {
  const counts = questions.slice(0, maxQuestions).map(({ key }, index) => [key, Number(answer[`n${index}`])] as const);
  return { total: Number(answer['total']), counts: new Map(counts) };
}

/** The rows of a table as questions, in their order. */
export function rowQuestions(table: ReadTable): CoverageQuestion[] {
  return table.rows.map(({ key, tests }) => ({ key, tests }));
}
