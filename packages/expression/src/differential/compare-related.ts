import type { JsonValue } from '@tangram/schema';
import { type Kysely, sql } from 'kysely';
import { chinaCalendar as calendar } from '../china-calendar.ts';
import { compileClosure } from '../compile/closure.ts';
import { compileFunction } from '../compile/compile-function.ts';
import { compileSql } from '../compile/sql.ts';
import type { RelatedRows } from '../compile/sql-aggregate.ts';
import type { SqlTarget } from '../compile/sql-writer.ts';
import { readExpression } from '../read-expression.ts';
import { contextOf, type FeelValue } from '../values/feel-value.ts';
import { toFeel } from '../values/wire.ts';
import { canonical, canonicalText } from './canonical.ts';
import type { Comparison, Difference } from './compare-worlds.ts';
import {
  randomAggregate,
  randomRelatedRow,
  relatedFields,
  type RelatedForm,
  relatedScope,
} from './random-aggregate.ts';
import { columns, randomRow, type Row } from './random-rows.ts';
import { RandomSource } from './random-source.ts';
import { fillRows } from './fill-rows.ts';

const zone = 'Europe/Berlin';
const now = new Date('2026-11-21T23:30:00.000Z');

interface Stored {
  readonly place: number;
  /** The place of the record it refers to. */
  readonly of: number;
  readonly values: Row;
}

/**
 * Random counts, sums and tests over related records, which have related records of their own: by closure over lists, by
 * generated function and by PostgreSQL.
 */
export async function compareRelated(
  db: Kysely<unknown>,
  seed: number,
  count: { expressions: number; rows: number },
): Promise<Comparison> {
  const random = new RandomSource(seed);
  const table = (form: string) => `related_${form}_${seed}`;
  const parents = Array.from({ length: count.rows }, () => randomRow(random));
  const parts = refer(random, parents.length, 3, 'part');
  const steps = refer(random, parts.length, 2, 'step');
  await fillRows(db, table('parent'), parents, columnTypes(Object.keys(columns).map((name) => [name, name])));
  await fillRelated(db, table('part'), 'part', parts);
  await fillRelated(db, table('step'), 'step', steps);

  const rowsOf = (form: string, outer: string): RelatedRows => ({
    column: ([name]) => sql.ref(`${form}.${name ?? 'place'}`),
    related: (list) => rowsOf(list.form, form),
    from: () => sql`${sql.table(table(form))} as ${sql.id(form)}`,
    condition: sql`${sql.ref(`${form}.of`)} = ${sql.ref(`${outer}.place`)}`,
  });
  const target: SqlTarget = {
    column: ([name]) => sql.ref(`parent.${name}`),
    related: (list) => rowsOf(list.form, 'parent'),
    zone,
    now,
    calendar,
  };
  const variables = parents.map((row, place) => ({
    ...feelRow(row, (name) => name),
    part: parts.filter(({ of }) => of === place).map((part) => partOf(part, steps)),
  }));

  const differences: Difference[] = [];
  for (let turn = 0; turn < count.expressions; turn++) {
    const { text, type } = randomAggregate(random);
    const { expression, problems } = readExpression(text, relatedScope);
    if (expression === null) throw new Error(`${text}: ${problems.map((problem) => problem.message).join(' ')}`);
    const [evaluate, generated] = [compileClosure(expression), compileFunction(expression)];
    let answers: readonly { value: string | null }[];
    try {
      const value = canonical(compileSql(expression, target), type);
      answers = (
        await sql<{ value: string | null }>`
          select ${value} as value from ${sql.table(table('parent'))} as parent order by place`.execute(db)
      ).rows;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      differences.push({ text, row: null, closure: null, generated: null, sql: message });
      continue;
    }
    for (const [index, row] of parents.entries()) {
      const environment = { variables: variables[index] ?? {}, now, zone, calendar };
      const closure = canonicalText(evaluate(environment));
      const byFunction = canonicalText(generated(environment));
      const inSql = answers[index]?.value ?? null;
      if (closure === inSql && closure === byFunction) continue;
      differences.push({ text, row, closure, generated: byFunction, sql: inSql });
    }
  }
  return {
    expressions: count.expressions,
    pairs: count.expressions * parents.length,
    inAppOnly: 0,
    differences,
  };
}

/** Records that refer to some of `outer` records; many of those have none. */
function refer(random: RandomSource, outer: number, most: number, form: RelatedForm): Stored[] {
  return Array.from({ length: outer }, (_, of) => of)
    .flatMap((of) => Array.from({ length: random.below(most + 1) }, () => of))
    .map((of, place) => ({ place, of, values: randomRelatedRow(random, form, randomRow(random)) }));
}

function partOf(part: Stored, steps: readonly Stored[]): FeelValue {
  const own = steps.filter(({ of }) => of === part.place);
  return contextOf([
    ...Object.entries(feelRow(part.values, (name) => relatedFields.part[name])),
    ['step', own.map((step) => contextOf(Object.entries(feelRow(step.values, (name) => relatedFields.step[name]))))],
  ]);
}

function feelRow(row: Row, columnOf: (name: string) => string | undefined): { [name: string]: FeelValue } {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      toFeel(value, columns[columnOf(name) ?? '']?.type ?? { type: 'any' }),
    ]),
  );
}

function columnTypes(names: readonly (readonly [name: string, column: string])[]): { [name: string]: string } {
  return Object.fromEntries(
    names.map(([name, column]) => [name, (columns[column]?.sqlType ?? 'text').replace('seconds', 'numeric')]),
  );
}

async function fillRelated(
  db: Kysely<unknown>,
  table: string,
  form: RelatedForm,
  rows: readonly Stored[],
): Promise<void> {
  const types = { of: 'integer', ...columnTypes(Object.entries(relatedFields[form])) };
  const values = rows.map((row): { [name: string]: JsonValue } => ({ of: row.of, ...row.values }));
  await fillRows(db, table, values, types);
}
