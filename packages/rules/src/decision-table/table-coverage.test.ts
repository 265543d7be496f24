import type { DecisionTableRule } from '@tangram/schema';
import { openTestDatabase } from '@tangram/tests/database';
import { beforeAll, expect, test } from 'vitest';
import { leadEngines, person, system } from '../testing/lead-app.ts';
import { leadDatabase } from '../testing/lead-database.ts';

const { db, newId } = await leadDatabase(await openTestDatabase(), 0x7000);
const engines = leadEngines(db, {}, newId);
const grade: DecisionTableRule = {
  type: 'decision-table',
  title: 'Grade',
  form: 'lead',
  enabled: true,
  runs: 'saved',
  writes: { grade: 'grade' },
  hitPolicy: 'F',
  inputs: [
    { key: 'amount', title: 'Amount', expression: 'amount', type: 'number' },
    { key: 'sector', title: 'Sector', expression: 'account.sector', type: 'text' },
    { key: 'source', title: 'Source', expression: 'source', type: 'text' },
  ],
  outputs: [{ key: 'grade', title: 'Grade' }],
  rows: [
    { key: 'big', inputs: { amount: '>= 100' }, outputs: { grade: '"A"' } },
    { key: 'show', inputs: { source: '"展会"' }, outputs: { grade: '"B"' } },
    { key: 'both', inputs: { amount: '>= 100', source: '"展会"' }, outputs: { grade: '"B"' } },
    { key: 'sector', inputs: { sector: '"retail"' }, outputs: { grade: '"B"' } },
    { key: 'off', enabled: false, inputs: {}, outputs: {} },
  ],
};
const asked = { app: 'crm', rule: 'grade' };

beforeAll(async () => {
  const { records } = engines;
  const leads = [
    { name: 'Ann', amount: 100, source: '官网' },
    { name: 'Bob', amount: 99.99, source: '展会' },
    { name: 'Cem', amount: 1200, source: '展会' },
    { name: 'Dee', source: '官网' },
  ];
  for (const values of leads) await records.create(system, { app: 'crm', form: 'lead', values });
  const { id } = await records.create(system, { app: 'crm', form: 'lead', values: { name: 'Gone', amount: 5000 } });
  await records.remove(system, { app: 'crm', form: 'lead', id });
});

test('counts what each row matches by itself, and says of a row that asks another record why it is not counted', async () => {
  const { total, rows } = await engines.rules.coverage(system, { ...asked, definition: grade });
  expect(total).toBe(4);
  expect(rows).toMatchObject([
    { key: 'big', count: 2 },
    { key: 'show', count: 2 },
    { key: 'both', count: 1 },
    { key: 'sector', count: null, problem: { code: 'RULE_TABLE_NOT_COUNTED', params: { path: 'account.sector' } } },
  ]);
});

test('counts how many records lie in each gap', async () => {
  const [big, show] = grade.rows;
  const table = { ...grade, inputs: [grade.inputs[0]!, grade.inputs[2]!], rows: [big!, show!] };
  const { gaps } = await engines.rules.coverage(system, { ...asked, definition: table });
  expect(gaps).toMatchObject([{ where: { amount: '< 100', source: 'not("展会")' }, count: 0 }]);
  const only = await engines.rules.coverage(system, { ...asked, definition: { ...table, rows: [big!] } });
  expect(only.gaps).toMatchObject([{ where: { amount: '< 100' }, count: 1 }]);
});

test('counts nothing by a field that the asker may not see', async () => {
  const clerk = person('00000000-0000-7000-8000-0000000000ff', 'Clerk', [{ app: 'crm', role: 'clerk' }]);
  const { total, rows } = await engines.rules.coverage(clerk, { ...asked, definition: grade });
  expect(total).toBe(4);
  expect(rows.map(({ count, problem }) => [count, problem?.params?.['path']])).toEqual([
    [null, 'amount'],
    [2, undefined],
    [null, 'amount'],
    [null, 'account.sector'],
  ]);
  const stranger = person('00000000-0000-7000-8000-0000000000fe', 'Stranger', [{ app: 'other', role: 'clerk' }]);
  const nothing = await engines.rules.coverage(stranger, { ...asked, definition: grade });
  expect(nothing.total).toBe(0);
});

test('refuses a table that does not read, and a rule that is no table', async () => {
  const broken = { ...grade, rows: [{ key: 'r', inputs: { amount: '>= "x"' }, outputs: {} }] };
  await expect(engines.rules.coverage(system, { ...asked, definition: broken })).rejects.toMatchObject({
    problems: [{ path: '/rows/0/inputs/amount' }],
  });
  await expect(engines.rules.coverage(system, asked)).rejects.toMatchObject({ problems: [{ code: 'RULE_NOT_FOUND' }] });
  const card = {
    type: 'validation',
    title: 'V',
    form: 'lead',
    enabled: true,
    must: 'amount > 1',
    message: 'm',
  } as const;
  await expect(engines.rules.coverage(system, { ...asked, definition: card })).rejects.toMatchObject({
    problems: [{ code: 'RULE_NOT_A_TABLE' }],
  });
});
