import { type FeelValue, fromFeel, listOf, numberType, type Scope, textType, toFeel } from '@tangram/expression';
import type { DecisionTable, HitPolicy, TableOutput } from '@tangram/schema';
import { expect, test } from 'vitest';
import { checkTable } from './check-table.ts';
import { compileTable } from './compile-table.ts';
import { type ReadTable, readTable, TableReader } from './read-table.ts';

const scope: Scope = { variables: { amount: numberType, stage: textType } };
const environment = { now: new Date('2026-02-10T20:00:00Z'), zone: 'Asia/Shanghai' };

const discount = (policy: HitPolicy, output: Partial<TableOutput> = {}): DecisionTable => ({
  hitPolicy: policy,
  inputs: [{ key: 'amount', title: 'Amount', expression: 'amount' }],
  outputs: [{ key: 'discount', title: 'Discount', ...output }],
  rows: [
    { key: 'some', inputs: { amount: '>= 10' }, outputs: { discount: '1' } },
    { key: 'more', inputs: { amount: '>= 100' }, outputs: { discount: '5' } },
    { key: 'most', inputs: { amount: '>= 1000' }, outputs: { discount: '5' } },
  ],
});

function answer(table: DecisionTable, variables: { [name: string]: FeelValue }) {
  const reading = readTable(table, scope);
  expect(reading.problems).toEqual([]);
  const result = compileTable(reading.table as ReadTable).evaluate({ ...environment, variables });
  return { ...result, value: fromFeel(result.value) };
}

test.each<[HitPolicy, Partial<TableOutput>, unknown, unknown, unknown]>([
  ['U', {}, null, 1, null],
  ['A', {}, null, 1, null],
  ['P', { allowed: '5, 1' }, null, 1, 5],
  ['F', {}, null, 1, 1],
  ['R', {}, null, [1], [1, 5, 5]],
  ['O', { allowed: '5, 1' }, null, [1], [5, 5, 1]],
  ['C', {}, [], [1], [1, 5, 5]],
  ['C+', {}, null, 1, 11],
  ['C<', {}, null, 1, 1],
  ['C>', {}, null, 1, 5],
  ['C#', {}, 0, 1, 3],
  ['F', { default: '0' }, 0, 1, 1],
  ['R', { default: '0' }, [0], [1], [1, 5, 5]],
])('hit policy %s %o for no row, one row and three rows', (policy, output, none, one, three) => {
  const table = discount(policy, output);
  expect(answer(table, { amount: 5 }).value).toEqual(none);
  expect(answer(table, { amount: 50 }).value).toEqual(one);
  expect(answer(table, { amount: 5000 }).value).toEqual(three);
});

test('a violated hit policy is a problem that names the rows', () => {
  const unique = answer(discount('U'), { amount: 150 });
  expect(unique).toMatchObject({ value: null, matched: ['some', 'more'], taken: [] });
  expect(unique.problems).toMatchObject([{ code: 'RULE_TABLE_SEVERAL_ROWS', params: { rows: '1, 2' } }]);
  const any = answer(discount('A'), { amount: 150 });
  expect(any.problems).toMatchObject([{ code: 'RULE_TABLE_ROWS_DISAGREE' }]);
});

test('says which rows matched and which made the answer', () => {
  expect(answer(discount('P', { allowed: '5, 1' }), { amount: 150 })).toMatchObject({
    value: 5,
    matched: ['some', 'more'],
    taken: ['more'],
    inputs: [150],
  });
});

test('several outputs are a context, and several of these a list', () => {
  const table: DecisionTable = {
    hitPolicy: 'R',
    inputs: [{ key: 'stage', title: 'Stage', expression: 'stage' }],
    outputs: [
      { key: 'grade', title: 'Grade' },
      { key: 'note', title: 'Note' },
    ],
    rows: [
      { key: 'a', inputs: { stage: '"won", "lost"' }, outputs: { grade: '"A"', note: 'stage + "!"' } },
      { key: 'b', inputs: { stage: 'not("lost")' }, outputs: { grade: '"B"' } },
      { key: 'c', inputs: {}, outputs: { grade: '"C"' }, enabled: false },
    ],
  };
  expect(answer(table, { stage: 'won' }).value).toEqual([
    { grade: 'A', note: 'won!' },
    { grade: 'B', note: null },
  ]);
});

test('rows are in effect from and to a day of the zone, both inclusive', () => {
  const dated = (effective: object): DecisionTable => ({
    ...discount('F'),
    rows: [{ key: 'r', inputs: {}, outputs: { discount: '1' }, ...effective }],
  });
  // It is the 11th in Shanghai.
  expect(answer(dated({ effectiveFrom: '2026-02-11' }), {}).value).toBe(1);
  expect(answer(dated({ effectiveFrom: '2026-02-12' }), {}).value).toBe(null);
  expect(answer(dated({ effectiveTo: '2026-02-11' }), {}).value).toBe(1);
  expect(answer(dated({ effectiveTo: '2026-02-10' }), {}).value).toBe(null);
});

test('an input outside its allowed values has no answer and a problem; a blank one is let through', () => {
  const table = {
    ...discount('F'),
    inputs: [{ key: 'amount', title: 'x', expression: 'amount', allowed: '[0..100]' }],
  };
  const outside = answer(table, { amount: 101 });
  expect(outside.value).toBe(null);
  expect(outside.problems).toMatchObject([{ code: 'RULE_TABLE_VALUE_NOT_ALLOWED', path: '/inputs/0' }]);
  expect(answer(table, { amount: null }).problems).toEqual([]);
});

test('of a list every element must be allowed', () => {
  const read = readTable(
    {
      hitPolicy: 'F',
      inputs: [{ key: 'tags', title: 'Tags', expression: 'tags', allowed: '"a", "b"' }],
      outputs: [{ key: 'o', title: 'O' }],
      rows: [{ key: 'r', inputs: { tags: 'list contains(?, "a")' }, outputs: { o: '1' } }],
    },
    { variables: { tags: listOf(textType) } },
  ).table;
  const run = (tags: readonly string[]) =>
    compileTable(read as ReadTable).evaluate({ ...environment, variables: { tags } });
  expect(run(['b', 'a']).value).toBe(1);
  expect(run(['a', 'c']).problems).toMatchObject([{ code: 'RULE_TABLE_VALUE_NOT_ALLOWED' }]);
});

test('blank outputs add nothing, and what has no sum is a problem', () => {
  const table = discount('C+');
  const rows = [...table.rows, { key: 'blank', inputs: {}, outputs: {} }];
  expect(answer({ ...table, rows }, { amount: 150 }).value).toBe(6);
  const texts = [{ key: 't', inputs: {}, outputs: { discount: '"a"' } }];
  expect(answer({ ...table, rows: texts }, {}).problems).toMatchObject([{ code: 'RULE_TABLE_NO_SUM' }]);
});

test('explains every row cell by cell', () => {
  const { table } = readTable(discount('F'), scope);
  const verdicts = compileTable(table as ReadTable).explain({ ...environment, variables: { amount: null } });
  expect(verdicts[0]).toEqual({ key: 'some', cells: [null], isInEffect: true, matches: false });
});

test('everything wrong with a table is said at once, with the cell', () => {
  const problems = check({
    hitPolicy: 'C+',
    inputs: [
      { key: 'amount', title: 'Amount', expression: 'amonut' },
      { key: 'stage', title: 'Stage', expression: 'stage', type: 'txt' },
    ],
    outputs: [{ key: 'o', title: 'O', allowed: '"a", "b"' }],
    rows: [
      {
        key: 'r',
        inputs: { amount: '> ', stagee: '"x"' },
        outputs: { o: '"c"' },
        effectiveFrom: '2026-03-01',
        effectiveTo: '2026-02-01',
      },
      { key: 'r', inputs: { stage: '"won" and' }, outputs: { o: 'sum(' } },
    ],
  });
  expect(problems).toEqual([
    'EXPR_NAME_UNKNOWN /inputs/0/expression',
    'RULE_TABLE_TYPE_UNKNOWN /inputs/1/type',
    'RULE_TABLE_COLUMN_UNKNOWN /rows/0/inputs/stagee',
    'EXPR_SYNTAX_END /rows/0/inputs/amount',
    'RULE_TABLE_DATES /rows/0/effectiveFrom',
    'EXPR_SYNTAX_END /rows/1/inputs/stage',
    'EXPR_SYNTAX_END /rows/1/outputs/o',
    'RULE_KEY_TWICE /rows/1/key',
  ]);
});

test('a hit policy says what it needs', () => {
  expect(check(discount('P'))).toEqual(['RULE_TABLE_NO_PRIORITY /hitPolicy']);
  expect(check(discount('U', { allowed: '1, 2' }))).toEqual([
    'RULE_TABLE_VALUE_NOT_ALLOWED /rows/1/outputs/discount',
    'RULE_TABLE_VALUE_NOT_ALLOWED /rows/2/outputs/discount',
  ]);
  const texts = discount('C+');
  expect(check({ ...texts, rows: [{ key: 'r', inputs: {}, outputs: { discount: 'stage' } }] })).toEqual([
    'RULE_TABLE_AGGREGATE_TYPE /rows/0/outputs/discount',
  ]);
  expect(check({ ...texts, outputs: [...texts.outputs, { key: 'x', title: 'x' }] })).toEqual([
    'RULE_TABLE_ONE_OUTPUT /hitPolicy',
  ]);
  expect(check({ ...texts, hitPolicy: 'X' })).toEqual(['SCHEMA_VALUE /hitPolicy']);
  expect(check(null)).toEqual(['SCHEMA_TYPE ']);
});

test('a reader remembers cells, and a cell typed as a date is refused in a number column', () => {
  const reader = new TableReader(scope);
  expect(reader.read(discount('F')).problems).toEqual([]);
  const table = discount('F');
  const [first, ...rest] = table.rows;
  const wrong = {
    ...table,
    rows: [{ ...first, inputs: { amount: '> @"2026-01-01"' } }, ...rest] as DecisionTable['rows'],
  };
  expect(reader.read(wrong).problems).toMatchObject([{ code: 'EXPR_TYPE_CLASH', path: '/rows/0/inputs/amount' }]);
});

test('a value in wire form is read by its type', () => {
  expect(answer(discount('F'), { amount: toFeel('10.0', numberType) }).value).toBe(1);
});

function check(document: unknown): string[] {
  return checkTable(document, new TableReader(scope)).problems.map(({ code, path }) => `${code} ${path}`);
}
