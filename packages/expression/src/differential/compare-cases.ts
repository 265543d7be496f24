import { type Kysely, sql } from 'kysely';
import { compileClosure } from '../compile/closure.ts';
import { compileFunction } from '../compile/compile-function.ts';
import { compileSql } from '../compile/sql.ts';
import type { SqlTarget } from '../compile/sql-writer.ts';
import type { FeelCases } from '../conformance/run-cases.ts';
import { readExpression } from '../read-expression.ts';
import type { FeelType } from '../types/feel-type.ts';
import { canonical, canonicalText } from './canonical.ts';
import type { Comparison, Difference } from './compare-worlds.ts';

/** Types whose values have one text in both worlds. */
const compared = new Set<FeelType['type']>([
  'text',
  'number',
  'boolean',
  'date',
  'date-time',
  'time',
  'days-duration',
  'months-duration',
]);

const zone = 'Asia/Shanghai';
const now = new Date('2026-11-21T23:30:00.000Z');

/** The constant expressions of a document of cases, as far as they type-check and run in PostgreSQL, in both worlds. */
export async function compareCases(db: Kysely<unknown>, { tests }: FeelCases): Promise<Comparison> {
  const target: SqlTarget = { column: () => sql`null`, zone, now };
  const differences: Difference[] = [];
  let [expressions, inAppOnly] = [0, 0];
  for (const { expression: text } of tests) {
    const { expression } = readExpression(text, { variables: {} });
    if (expression === null || !compared.has(expression.type.type)) continue;
    if (!expression.inSql.ok) {
      inAppOnly += 1;
      continue;
    }
    expressions += 1;
    const environment = { variables: {}, now, zone };
    const closure = canonicalText(compileClosure(expression)(environment));
    const generated = canonicalText(compileFunction(expression)(environment));
    try {
      const value = canonical(compileSql(expression, target), expression.type.type);
      const { rows } = await sql<{ value: string | null }>`select ${value} as value`.execute(db);
      const answer = rows[0]?.value ?? null;
      if (answer !== closure || generated !== closure)
        differences.push({ text, row: {}, closure, generated, sql: answer });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      differences.push({ text, row: null, closure, generated, sql: message });
    }
  }
  return { expressions, pairs: expressions, inAppOnly, differences };
}
