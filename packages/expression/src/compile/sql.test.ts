import { openTestDatabase, type TestDatabase } from '@tangram/tests/database';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readExpression } from '../read-expression.ts';
import {
  booleanType,
  dateTimeType,
  dateType,
  daysDurationType,
  type FeelType,
  listOf,
  numberType,
  type Scope,
  textType,
  userType,
} from '../types/feel-type.ts';
import { compileSql, compileSummand } from './sql.ts';
import type { SqlTarget } from './sql-writer.ts';

const owner: FeelType = { type: 'reference', form: 'person', members: () => ({}) };
const scope: Scope = {
  variables: {
    amount: numberType,
    stage: textType,
    open: booleanType,
    tags: listOf(textType),
    due: dateType,
    created_at: dateTimeType,
    owner,
    effort: daysDurationType,
    user: userType,
  },
};
const target: SqlTarget = {
  column: ([name, member]) => (name === 'user' ? sql`${`user's ${member}`}` : sql.ref(`${name}`)),
  zone: 'Asia/Shanghai',
  now: new Date('2026-11-21T16:30:00.000Z'),
};

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase({ migrated: false });
  await sql`create table lead (amount numeric, stage text, open boolean, tags text[], due date, created_at timestamptz, owner uuid, effort numeric)`.execute(
    database.db,
  );
  await sql`create index lead_stage on lead (stage)`.execute(database.db);
  await sql`create index lead_due on lead (due)`.execute(database.db);
});
afterAll(async () => {
  await database.close();
});

function sqlOf(text: string) {
  const { expression, problems } = readExpression(text, scope);
  expect(problems, text).toEqual([]);
  if (expression === null) throw new Error(text);
  return compileSql(expression, target);
}

const statements: readonly (readonly [text: string, sql: string])[] = [
  ['stage = "won"', '("stage" = $1::text and "stage" is not null)'],
  ['stage != "won"', '("stage" <> $1::text or "stage" is null)'],
  ['stage = null', '("stage" is null)'],
  ['stage in ("a", "b")', '("stage" in ($1::text, $2::text) and "stage" is not null)'],
  ['amount between 1 and 2', '(("amount" >= $1::numeric) and ("amount" <= $2::numeric))'],
  ['stage < "b"', '("stage" collate "C" < $1::text collate "C")'],
  ['open and not(open)', '("open" and (not "open"))'],
  ['owner = user', '("owner" is not distinct from $1::text::uuid)'],
  ['list contains(tags, "VIP")', '("tags" @> array[$1::text])'],
  ['effort > duration("PT1H")', '("effort" > $1::numeric)'],
  [
    '(if open then 50 else 0) + -(if amount > 30 then 15 else 5)',
    '((case when "open" then $1::integer else $2::integer end) + (- (case when ("amount" > $3::numeric) then $4::integer else $5::integer end)))::numeric',
  ],
  [
    '(if open then 50 else 0) + (if amount > 30 then 15 else 5) + (if stage = "won" then 1 else 0)',
    '((case when "open" then (case when ("amount" > $1::numeric) then $2::integer else $3::integer end) ' +
      'else (case when ("amount" > $4::numeric) then $5::integer else $6::integer end) end) + ' +
      '(case when "stage" = $7::text then $8::integer else $9::integer end))::numeric',
  ],
  [
    'if stage in ("a", "b", "c", "d") then 1 else 0',
    `(case when "stage" in (${Array.from({ length: 9 }, (_, n) => `$${n + 1}::text`).join(', ')}) then $10::integer else $11::integer end)::numeric`,
  ],
  [
    '(if open then 2000000000 else 0) - 2000000000 + (if amount > 30 then 2000000000 else 0)',
    '(((case when "open" then $1::integer else $2::integer end)::numeric - $3::numeric) + (case when ("amount" > $4::numeric) then $5::integer else $6::integer end)::numeric)',
  ],
  ['if open then 3000000000 else 0', '(case when "open" then $1::numeric else $2::numeric end)'],
  ['due >= today()', '("due" >= $1::date)'],
  ['date(created_at)', '(("created_at" at time zone $1::text)::date)'],
];

test.each(statements)('writes %s as %s', (text, expected) => {
  expect(sqlOf(text).compile(database.db).sql).toBe(expected);
});

test.each([
  ['(if open then 5 else 0) + (if amount > 30 then 2 else 0)', 'integer'],
  ['amount * 2', 'numeric'],
  ['effort', 'numeric'],
])('what a sum adds of %s is %s and comes to the same', async (text, type) => {
  const { expression } = readExpression(text, scope);
  if (expression === null) throw new Error(text);
  const rows = sql`(values (true, 31::numeric, 60::numeric), (false, null, null), (null, 30.5, 0.25)) as t(open, amount, effort)`;
  const [summand, value] = [compileSummand(expression, target), compileSql(expression, target)];
  const { rows: answers } = await sql<{ type: string; added: string; exact: string }>`
    select min(pg_typeof(${summand})::text) as type, sum(${summand})::numeric as added, sum(${value}) as exact from ${rows}`.execute(
    database.db,
  );
  expect(answers[0]?.type).toBe(type);
  expect(answers[0]?.added).toBe(answers[0]?.exact);
});

test('keeps text out of the statement', () => {
  const { sql: statement, parameters } = sqlOf(`stage = "'; drop table lead; --"`).compile(database.db);
  expect(statement).not.toContain('drop');
  expect(parameters).toEqual(["'; drop table lead; --"]);
});

test.each([
  'stage = "won"',
  'stage in ("a", "b")',
  'due >= today() - @"P7D"',
  'due between today() and today() + @"P30D"',
])('lets an index serve %s', async (text) => {
  await database.db.transaction().execute(async (trx) => {
    await sql`set local enable_seqscan = off`.execute(trx);
    const plan = await sql<{ 'QUERY PLAN': string }>`explain select 1 from lead where ${sqlOf(text)}`.execute(trx);
    const lines = plan.rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(lines).toContain('Index Cond');
  });
});

const harmless = [
  'amount / 0',
  'modulo(amount, 0)',
  'number(stage)',
  'date(amount, amount, amount)',
  'due + @"P99999999D"',
  'created_at - @"P99999999Y"',
  'substring(stage, amount, 5)',
  'amount * amount * amount * amount',
  'owner = stage',
  '-(amount + (null + amount))',
];

test.each(harmless)('%s does not fail on any row', async (text) => {
  await sql`truncate lead`.execute(database.db);
  await sql`insert into lead (amount, stage, due, created_at) values (0, 'x', '2026-11-22', now()), (1e300, '99', '9999-12-31', '9999-12-31'), (-1.5, '1e999', '0001-01-01', '0001-01-02')`.execute(
    database.db,
  );
  const result = await sql<{ value: unknown }>`select ${sqlOf(text)} as value from lead`.execute(database.db);
  expect(result.rows).toHaveLength(3);
});

test('a duration that falls short of a whole day by less than a quotient shows is none', async () => {
  await sql`truncate lead`.execute(database.db);
  await sql`insert into lead (amount, due, effort) values (0.3333333333333333333333333333333333, '2026-01-31', 2592000)`.execute(
    database.db,
  );
  const later = sqlOf('due + effort * amount');
  const earlier = sqlOf('due - effort * amount');
  const result = await sql`select (${later})::text as later, (${earlier})::text as earlier from lead`.execute(
    database.db,
  );
  expect(result.rows).toEqual([{ later: '2026-02-09', earlier: '2026-01-21' }]);
});

test('says why an expression runs in the application only', () => {
  const { expression } = readExpression('some tag in tags satisfies matches(tag, "a.*")', scope);
  expect(expression?.inSql).toMatchObject({
    ok: false,
    problem: { code: 'EXPR_NOT_IN_SQL', params: { what: 'some' } },
  });
  expect(() => expression && compileSql(expression, target)).toThrow('runs in the application');
});
