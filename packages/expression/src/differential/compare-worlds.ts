import { type Kysely, type RawBuilder, sql } from 'kysely';
import { compileClosure } from '../compile/closure.ts';
import { compileFunction } from '../compile/compile-function.ts';
import { chinaCalendar as calendar } from '../china-calendar.ts';
import { compileSql } from '../compile/sql.ts';
import type { SqlTarget } from '../compile/sql-writer.ts';
import { readExpression } from '../read-expression.ts';
import type { SimpleType } from '../types/feel-type.ts';
import { toFeel } from '../values/wire.ts';
import { canonical, canonicalText } from './canonical.ts';
import { fillRows } from './fill-rows.ts';
import { columns, randomRow, type Row, scope } from './random-rows.ts';
import { randomExpression } from './random-expression.ts';
import { RandomSource } from './random-source.ts';

export interface Difference {
  readonly text: string;
  /** The fields that the expression reads; null when the statement failed. */
  readonly row: Row | null;
  readonly closure: string | null;
  /** By the generated function. */
  readonly generated: string | null;
  /** Undefined where the expression runs in the application only. */
  readonly sql: string | null | undefined;
}

export interface Comparison {
  /** Expressions that run in PostgreSQL too, and pairs of such an expression and a row that were compared. */
  readonly expressions: number;
  readonly pairs: number;
  /** Random expressions that run in the application only: by closure and by generated function. */
  readonly inAppOnly: number;
  readonly differences: readonly Difference[];
}

const types: readonly SimpleType[] = [
  'boolean',
  'boolean',
  'boolean',
  'number',
  'number',
  'text',
  'date',
  'date-time',
  'time',
  'days-duration',
  'months-duration',
];

/** A zone with clock changes at night, and a moment at which its day is not the day of UTC. */
const zone = 'Europe/Berlin';
const now = new Date('2026-11-21T23:30:00.000Z');

/**
 * Random expressions over random rows, by closure, by generated function and by PostgreSQL; a statement that fails is a
 * difference too.
 */
export async function compareWorlds(
  db: Kysely<unknown>,
  seed: number,
  count: { expressions: number; rows: number },
): Promise<Comparison> {
  const random = new RandomSource(seed);
  const rows = Array.from({ length: count.rows }, () => randomRow(random));
  const table = `worlds_${seed}`;
  const sqlTypes = Object.entries(columns).map(([name, { sqlType }]) => [name, sqlType.replace('seconds', 'numeric')]);
  await fillRows(db, table, rows, Object.fromEntries(sqlTypes));
  const target: SqlTarget = { column: ([name]) => sql.ref(`r.${name}`), zone, now, calendar };
  const differences: Difference[] = [];
  let [expressions, inAppOnly] = [0, 0];
  while (expressions < count.expressions) {
    const type = random.pick(types);
    const text = randomExpression(random, type, 1 + random.below(4));
    const { expression, problems } = readExpression(text, scope);
    if (expression === null) throw new Error(`${text}: ${problems.map((problem) => problem.message).join(' ')}`);
    if (expression.inSql.ok) expressions += 1;
    else inAppOnly += 1;
    const [evaluate, generated] = [compileClosure(expression), compileFunction(expression)];
    let answers: readonly { value: string | null }[] | null = null;
    try {
      // A blank that is written out has no type of its own.
      const shown = expression.type.type === 'null' ? 'text' : type;
      if (expression.inSql.ok) answers = await answersOf(db, table, canonical(compileSql(expression, target), shown));
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      differences.push({ text, row: null, closure: null, generated: null, sql: message });
      continue;
    }
    for (const [index, row] of rows.entries()) {
      const variables = Object.fromEntries(
        Object.entries(row).map(([name, value]) => [name, toFeel(value, columns[name]?.type ?? { type: 'any' })]),
      );
      const difference: Difference = {
        text,
        row: readPart(row, expression.reads),
        closure: canonicalText(evaluate({ variables, now, zone, calendar })),
        generated: canonicalText(generated({ variables, now, zone, calendar })),
        sql: answers === null ? undefined : (answers[index]?.value ?? null),
      };
      const { closure, sql: inSql } = difference;
      if (closure !== difference.generated || (inSql !== undefined && closure !== inSql)) differences.push(difference);
    }
  }
  return { expressions, pairs: expressions * rows.length, inAppOnly, differences };
}

async function answersOf(
  db: Kysely<unknown>,
  table: string,
  value: RawBuilder<unknown>,
): Promise<readonly { value: string | null }[]> {
  const result = await sql<{
    value: string | null;
  }>`select ${value} as value from ${sql.table(table)} as r order by r.place`.execute(db);
  return result.rows;
}

function readPart(row: Row, reads: readonly (readonly string[])[]): Row {
  return Object.fromEntries(reads.map(([name]) => [name as string, row[name as string] ?? null]));
}
