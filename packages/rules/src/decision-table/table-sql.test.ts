import { type FeelValue, fromFeel, isContext, isList, toFeel } from '@tangram/expression';
import { type DecisionTable, hitPolicies } from '@tangram/schema';
import { openTestDatabase, type TestDatabase } from '@tangram/tests/database';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compileTable } from './compile-table.ts';
import { coverageCounts, coverageSql, rowQuestions } from './coverage.ts';
import { type ReadTable, readTable } from './read-table.ts';
import { compileTableSql, tableSqlProblem } from './table-sql.ts';
import { Dice, fields, randomTable, scope } from './testing/random-table.ts';

let database: TestDatabase;
const now = new Date('2026-02-10T12:00:00Z');
const zone = 'Asia/Shanghai';
const target = { column: ([name]: readonly string[]) => sql.ref(`t.${name}`), zone, now };
const rows = everyRow();

beforeAll(async () => {
  database = await openTestDatabase({ migrated: false });
  await sql`create table cases (place integer primary key, amount numeric, stage text, is_open boolean, due date)`.execute(
    database.db,
  );
  for (const [place, row] of rows.entries()) {
    const { amount, stage, is_open: isOpen, due } = row;
    await sql`insert into cases values (${place}, ${amount}::numeric, ${stage}, ${isOpen}, ${due}::date)`.execute(
      database.db,
    );
  }
});
afterAll(() => database.close());

test.each(hitPolicies)('closure and SQL agree on random tables with the hit policy %s', async (policy) => {
  const dice = new Dice(20261127 + hitPolicies.indexOf(policy));
  let compared = 0;
  for (let turn = 0; turn < 25; turn += 1) {
    const table = read(randomTable(dice, { policy }));
    if (tableSqlProblem(table) !== null) continue;
    const compiled = compileTable(table);
    for (const [index, output] of table.outputs.entries()) {
      const value = compileTableSql(table, output.key, target);
      const answers = await sql<{
        value: unknown;
      }>`select to_json(${value}) as value from cases as t order by place`.execute(database.db);
      for (const [place, row] of rows.entries()) {
        const variables = Object.fromEntries(
          Object.entries(row).map(([name, each]) => [name, toFeel(each, fields[name]?.type ?? { type: 'any' })]),
        );
        const closure = outputOf(compiled.evaluate({ variables, now, zone }).value, table, index);
        compared += 1;
        const context = `${JSON.stringify(table.rows.map((each) => each.tests.map((cell) => cell?.text)))} ${JSON.stringify(row)}`;
        expect(answers.rows[place]?.value, context).toEqual(closure);
      }
    }
  }
  expect(compared).toBeGreaterThan(1000);
});

test('a value outside the allowed ones has no answer in either world', async () => {
  const table = read({
    hitPolicy: 'F',
    inputs: [{ key: 'a', title: 'a', expression: 'amount', allowed: '[0..5]' }],
    outputs: [{ key: 'o', title: 'o', default: '"other"' }],
    rows: [{ key: 'r', inputs: { a: '> 3' }, outputs: { o: '"big"' } }],
  });
  const value = compileTableSql(table, 'o', target);
  const answers = await sql<{
    amount: number | null;
    value: unknown;
  }>`select distinct amount::float8 as amount, ${value} as value from cases as t order by amount nulls last`.execute(
    database.db,
  );
  expect(answers.rows.map((row) => [row.amount, row.value])).toEqual([
    [0, 'other'],
    [2, 'other'],
    [3, 'other'],
    [5, 'big'],
    [10, null],
    [null, 'other'],
  ]);
});

test('what cannot run in SQL is said with its cell', () => {
  const table = read({
    hitPolicy: 'F',
    inputs: [{ key: 'a', title: 'a', expression: 'stage' }],
    outputs: [{ key: 'o', title: 'o' }],
    rows: [{ key: 'r', inputs: { a: 'matches(?, "a.*")' }, outputs: { o: '[1][item > 0]' } }],
  });
  expect(tableSqlProblem(table)).toMatchObject({ code: 'EXPR_NOT_IN_SQL' });
});

test('counts how many records a row holds for, in one statement', async () => {
  const table = read({
    hitPolicy: 'F',
    inputs: [
      { key: 'a', title: 'a', expression: 'amount' },
      { key: 's', title: 's', expression: 'stage' },
    ],
    outputs: [{ key: 'o', title: 'o' }],
    rows: [
      { key: 'big', inputs: { a: '>= 4', s: '"won", "lost"' }, outputs: { o: '1' } },
      { key: 'all', inputs: {}, outputs: { o: '2' } },
      { key: 'none', inputs: { a: '< -5' }, outputs: { o: '3' } },
    ],
  });
  const questions = rowQuestions(table);
  const answer = await coverageSql(table, questions, sql`cases as t`, target).execute(database.db);
  const { total, counts } = coverageCounts(questions, answer.rows[0] ?? {});
  expect(total).toBe(rows.length);
  const big = rows.filter(
    ({ amount, stage }) => Number(amount ?? 0) >= 4 && (stage === 'won' || stage === 'lost'),
  ).length;
  expect([...counts]).toEqual([
    ['big', big],
    ['all', rows.length],
    ['none', 0],
  ]);
  expect(big).toBeGreaterThan(0);
});

function read(document: DecisionTable): ReadTable {
  const { table, problems } = readTable(document, scope);
  expect(problems).toEqual([]);
  return table as ReadTable;
}

/** Every combination of a few values of each field. */
function everyRow() {
  const some = (name: string, count: number) => {
    const all = fields[name]?.values ?? [];
    return all.filter((_value, index) => index % Math.ceil(all.length / count) === 0);
  };
  return some('amount', 6).flatMap((amount) =>
    some('stage', 6).flatMap((stage) =>
      some('is_open', 3).flatMap((isOpen) =>
        some('due', 3).map(
          (due) => ({ amount, stage, is_open: isOpen, due }) as { [name: string]: string | number | boolean | null },
        ),
      ),
    ),
  );
}

/** The part of the answer that one output gives, as PostgreSQL writes it in JSON. */
function outputOf(value: FeelValue, table: ReadTable, index: number): unknown {
  const key = table.outputs[index]?.key ?? '';
  const one = (each: FeelValue) => (table.outputs.length > 1 && isContext(each) ? (each[key] ?? null) : each);
  return isList(value) ? value.map((each) => fromFeel(one(each))) : fromFeel(one(value));
}
