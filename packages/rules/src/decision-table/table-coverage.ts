import { type SqlTarget, testsSqlProblem } from '@tangram/expression';
import type { FormModel } from '@tangram/forms';
import { accessOf, type Actor, type Catalog, scopedTable } from '@tangram/records';
import { type DecisionTableRule, PlatformError, type Problem } from '@tangram/schema';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { ruleScope } from '../compile/rule-context.ts';
import { ruleProblem } from '../errors.ts';
import { checkTable } from './check-table.ts';
import {
  coverageCounts,
  type CoverageQuestion,
  coverageSql,
  gapQuestions,
  maxQuestions,
  rowQuestions,
} from './coverage.ts';
import { tableOf } from './find-decision.ts';
import { tableHealth, type TableGap } from './health/table-health.ts';
import { type ReadTable, TableReader } from './read-table.ts';

/** How many of the records that the asker may see a table speaks of. */
export interface TableCoverage {
  readonly total: number;
  /** The enabled rows; a count is null where the row cannot be counted, and the problem says why. */
  readonly rows: readonly { readonly key: string; readonly count: number | null; readonly problem?: Problem }[];
  readonly gaps: readonly (TableGap & { readonly count: number | null })[];
}

export interface CoverageParts {
  readonly db: Kysely<unknown>;
  readonly form: FormModel;
  readonly table: DecisionTableRule;
  readonly actor: Actor;
  readonly catalog: Catalog;
  readonly now: Date;
}

/** ms; a count over millions of records stops here rather than keep a connection. */
const timeoutMs = 10_000;

/**
 * Counts the records of a form by the rows and the gaps of a table, in one statement over the records and fields that the
 * actor may read. Each row counts what it matches by itself, whether or not an earlier row comes first; days of effect
 * are left out. A table that does not read is refused with its problems.
 */
export async function tableCoverage(parts: CoverageParts): Promise<TableCoverage> {
  const { form, actor, catalog, now } = parts;
  const { table, problems } = checkTable(tableOf(parts.table), new TableReader(ruleScope(form)));
  if (table === null) throw new PlatformError('invalid', problems);
  const access = accessOf(actor, form, catalog);
  const isSeen = (path: readonly string[]) => {
    const [first = '', ...rest] = path;
    return form.fields.has(first) && access.canRead(first) && rest.length === 0;
  };
  const rows = rowQuestions(table).map((question) => ({ question, problem: rowProblem(question, table, isSeen) }));
  const { gaps } = tableHealth(table, { zone: catalog.workspace.zone });
  const gapped = gapQuestions(table, gaps).map((question) => ({
    question,
    problem: rowProblem(question, table, isSeen),
  }));
  const questions = [...rows, ...gapped]
    .filter(({ problem }) => problem === null)
    .map(({ question }) => question)
    .slice(0, maxQuestions);
  const target: SqlTarget = {
    column: ([name = '']) => sql`${sql.id('t', form.fields.get(name)?.column ?? name)}`,
    zone: catalog.workspace.zone,
    now,
  };
  const source = scopedTable(actor, form, 't', catalog, now);
  const { total, counts } = await count(parts.db, coverageSql(table, questions, source, target), questions);
  return {
    total,
    rows: rows.map(({ question: { key }, problem }) => ({
      key,
      count: counts.get(key) ?? null,
      ...(problem === null ? {} : { problem }),
    })),
    gaps: gaps.map((gap, index) => ({ ...gap, count: counts.get(gapped[index]?.question.key ?? '') ?? null })),
  };
}

/** Why a question cannot be asked of the database; null when it can. */
function rowProblem(
  { tests }: CoverageQuestion,
  table: ReadTable,
  isSeen: (path: readonly string[]) => boolean,
): Problem | null {
  for (const [index, test] of tests.entries()) {
    const input = table.inputs[index];
    if (test === null || input === undefined) continue;
    const { expression } = input;
    const problem = expression.inSql.ok ? testsSqlProblem(test, expression) : expression.inSql.problem;
    if (problem !== null) return problem;
    const unseen = [...expression.reads, ...test.reads].find((path) => !isSeen(path));
    if (unseen !== undefined) return ruleProblem('RULE_TABLE_NOT_COUNTED', '', { path: unseen.join('.') });
  }
  return null;
}

/** Read-only, and stopped in time. */
async function count(
  db: Kysely<unknown>,
  statement: RawBuilder<{ readonly [column: string]: string | number }>,
  questions: readonly CoverageQuestion[],
) {
  try {
    return await db
      .transaction()
      .setAccessMode('read only')
      .execute(async (trx) => {
        await sql`select set_config('statement_timeout', ${String(timeoutMs)}, true)`.execute(trx);
        const { rows } = await statement.execute(trx);
        return coverageCounts(questions, rows[0] ?? {});
      });
  } catch (error) {
    if (!isTimeout(error)) throw error;
    const problem = ruleProblem('RULE_TABLE_COUNT_SLOW', '', { seconds: timeoutMs / 1000 });
    throw new PlatformError('limited', [problem], { cause: error });
  }
}

/** `query_canceled` of PostgreSQL. */
function isTimeout(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '57014';
}
