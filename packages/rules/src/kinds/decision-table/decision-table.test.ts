import type { DecisionTableRule, RuleDefinition } from '@tangram/schema';
import { openTestDatabase } from '@tangram/tests/database';
import { describe, expect, it } from 'vitest';
import { checkRule } from '../../check/check-rule.ts';
import { leadCatalog, leadEngines, person, system } from '../../testing/lead-app.ts';
import { leadDatabase } from '../../testing/lead-database.ts';

const { db, newId } = await leadDatabase(await openTestDatabase(), 0x1000);
const at = { app: 'crm', form: 'lead' } as const;

const grade: DecisionTableRule = {
  type: 'decision-table',
  title: { en: 'Grade', zh: '客户分级' },
  form: 'lead',
  enabled: true,
  runs: 'saved',
  writes: { grade: 'grade', remark: 'note' },
  hitPolicy: 'F',
  inputs: [
    { key: 'amount', title: { en: 'Amount', zh: '金额' }, expression: 'amount' },
    { key: 'industry', title: { en: 'Industry', zh: '行业' }, expression: 'industry' },
  ],
  outputs: [
    { key: 'grade', title: { en: 'Grade', zh: '等级' } },
    { key: 'remark', title: { en: 'Remark', zh: '备注' } },
  ],
  rows: [
    {
      key: 'big',
      inputs: { amount: '>= 1000', industry: '"manufacturing"' },
      outputs: { grade: '"A"', remark: '"big"' },
    },
    { key: 'some', inputs: { amount: '[10..1000)' }, outputs: { grade: '"B"', remark: 'name + "?"' } },
  ],
};

const engine = (rules: { readonly [key: string]: RuleDefinition } = { grade }) => leadEngines(db, rules, newId);

describe('a decision table', () => {
  it('writes its outputs whenever a record is saved, and leaves fields alone where no row matches', async () => {
    const { records } = engine();
    const row = await records.create(system, {
      ...at,
      values: { name: 'Ann', amount: 2000, industry: 'manufacturing' },
    });
    expect(row).toMatchObject({ grade: 'A', note: 'big' });
    const less = await records.update(system, { ...at, id: row.id, values: { amount: 50 } });
    expect(less).toMatchObject({ grade: 'B', note: 'Ann?' });
    const none = await records.update(system, { ...at, id: row.id, values: { amount: 5 } });
    expect(none).toMatchObject({ grade: 'B', note: 'Ann?' });
  });

  it('writes its defaults where no row matches and it has some', async () => {
    const { records } = engine({
      grade: { ...grade, outputs: [{ ...grade.outputs[0]!, default: '"B"' }, grade.outputs[1]!] },
    });
    const row = await records.create(system, { ...at, values: { name: 'Ann', note: 'kept?' } });
    expect(row).toMatchObject({ grade: 'B', note: null });
  });

  it('says in history and in its trace which row decided, and on what', async () => {
    const { records, rules } = engine();
    const row = await records.create(system, { ...at, values: { name: 'Ann', amount: 20 } });
    const { rules: told } = await rules.explain(system, records, { ...at, id: row.id });
    const table = {
      table: 'grade',
      inputs: [
        { key: 'amount', value: 20 },
        { key: 'industry', value: null },
      ],
      matched: [{ key: 'some', number: 2, isTaken: true }],
    };
    expect(told[0]).toMatchObject({ now: { tables: [table] }, runs: [{ detail: { tables: [table] } }] });
    const history = await records.history(system, { ...at, id: row.id });
    expect(JSON.stringify(history)).toContain('Grade: row 2');
  });

  it('hides what a column was held against from those who may not read it', async () => {
    const { records, rules } = engine();
    const row = await records.create(system, { ...at, values: { name: 'Ann', amount: 20 } });
    const clerk = person('00000000-0000-7000-8000-0000000000ff', 'Clerk', [{ app: 'crm', role: 'clerk' }]);
    const { rules: told } = await rules.explain(clerk, records, { ...at, id: row.id });
    const inputs = told[0]?.now.tables?.[0]?.inputs;
    expect(inputs?.map((input) => [input.key, 'value' in input])).toEqual([
      ['amount', false],
      ['industry', true],
    ]);
  });

  it('leaves everything as it was where its hit policy is violated, and says so', async () => {
    const rows = [...grade.rows, { key: 'other', inputs: {}, outputs: { grade: '"A"' } }];
    const { records, rules } = engine({ grade: { ...grade, hitPolicy: 'U', rows } });
    const row = await records.create(system, { ...at, values: { name: 'Ann', amount: 20 } });
    expect(row).toMatchObject({ grade: null, note: null });
    const { rules: told } = await rules.explain(system, records, { ...at, id: row.id });
    expect(told[0]?.runs[0]?.detail.problems).toMatchObject([{ code: 'RULE_TABLE_SEVERAL_ROWS' }]);
  });

  it('that is only called waits for the action of a rule', async () => {
    const call: RuleDefinition = {
      type: 'event',
      title: 'Ask',
      form: 'lead',
      enabled: true,
      when: { type: 'saved' },
      if: 'stage = "方案报价"',
      actions: [{ type: 'evaluate-table', settings: { table: 'grade' } }],
    };
    const { records } = engine({ grade: { ...grade, runs: 'called' }, call });
    const row = await records.create(system, { ...at, values: { name: 'Ann', amount: 20 } });
    expect(row['grade']).toBeNull();
    const asked = await records.update(system, { ...at, id: row.id, values: { stage: '方案报价' } });
    expect(asked['grade']).toBe('B');
  });

  it('is checked: its cells, the fields it writes, and the tables that actions name', () => {
    const { form } = leadCatalog();
    const check = (rule: object, rules = new Map<string, RuleDefinition>([['grade', grade]])) =>
      checkRule(rule, { app: 'crm', key: 'r', form, rules }).map(({ code, path }) => `${code} ${path}`);
    expect(check(grade, new Map())).toEqual([]);
    expect(check({ ...grade, writes: { grade: 'grad', none: 'note', remark: 'doubled' } }).toSorted()).toEqual([
      'RULE_FIELD_READ_ONLY /writes/remark',
      'RULE_FIELD_UNKNOWN /writes/grade',
      'RULE_TABLE_COLUMN_UNKNOWN /writes/none',
    ]);
    const calls = (table: string) => ({
      type: 'event',
      title: 'Ask',
      form: 'lead',
      enabled: true,
      when: { type: 'saved' },
      actions: [{ type: 'evaluate-table', settings: { table } }],
    });
    expect(check(calls('grade'))).toEqual([]);
    expect(check(calls('grad'))).toEqual(['RULE_TABLE_UNKNOWN /actions/0/settings/table']);
  });
});
