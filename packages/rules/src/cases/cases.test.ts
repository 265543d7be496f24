import type { EventRule, RuleDefinition, ValidationRule } from '@tangram/schema';
import { beforeEach, describe, expect, it } from 'vitest';
import type { FormModel } from '@tangram/forms';
import { openTestDatabase } from '@tangram/tests/database';
import { leadCatalog, leadEngines, system } from '../testing/lead-app.ts';
import { leadDatabase } from '../testing/lead-database.ts';
import { flippingCases } from './flipping-cases.ts';
import { readCases, removeCase } from './case-store.ts';

const { db, newId } = await leadDatabase(await openTestDatabase(), 0xa000);
const place = { app: 'crm', rule: 'r' } as const;

beforeEach(async () => {
  for (const { id } of await readCases(db, place)) await removeCase(db, place, id);
});

const quote: EventRule = {
  type: 'event',
  title: 'Quote',
  form: 'lead',
  enabled: true,
  when: { type: 'saved' },
  if: 'amount >= 1000',
  actions: [{ type: 'set-fields', settings: { fields: [{ field: 'stage', value: '"方案报价"' }] } }],
};
const stricter: EventRule = { ...quote, if: 'amount >= 2000' };

const engines = (rule: RuleDefinition = quote, now?: () => Date) => leadEngines(db, { r: rule }, newId, now);
const values = (more: object) => ({ type: 'values', values: { name: 'Ann', ...more } }) as const;

describe('the cases of a rule', () => {
  it('keeps what was marked as right and says which flip under a draft', async () => {
    const { rules, records } = engines();
    for (const amount of [999, 1500, 3000]) {
      await rules.markCase(system, records, { ...place, sample: values({ amount }) });
    }
    expect(await rules.runCases(system, place)).toMatchObject({ passing: 3, flipping: 0 });
    const report = await rules.runCases(system, place, stricter);
    expect([report.passing, report.flipping]).toEqual([2, 1]);
    const now = leadCatalog({ r: stricter });
    const form = now.form('crm', 'lead') as FormModel;
    expect(await flippingCases(db, { app: 'crm', key: 'r', form, catalog: now })).toMatchObject({
      code: 'RULE_CASES_FLIP',
      params: { flipping: 1, count: 3, titles: '"Ann"' },
    });
    expect(await flippingCases(db, { app: 'crm', key: 'r', form, catalog: leadCatalog({ r: quote }) })).toBeNull();
    expect(report.rows.find((row) => !row.passes)).toMatchObject({
      title: 'Ann',
      values: { amount: 1500 },
      expected: { values: { stage: '方案报价' }, nothingElse: true, refused: false },
      outcome: { changes: {}, refused: false },
    });
  });

  it('keeps what was marked as wrong with what it should be, and passes once the rule is mended', async () => {
    const { rules, records } = engines();
    await rules.markCase(system, records, {
      ...place,
      sample: values({ amount: 1500 }),
      expected: { values: { stage: null } },
    });
    expect(await rules.runCases(system, place)).toMatchObject({ passing: 0, flipping: 1 });
    expect(await rules.runCases(system, place, stricter)).toMatchObject({ passing: 1, flipping: 0 });
  });

  it('keeps the record as it was when it was marked', async () => {
    const { rules, records } = engines();
    const row = await records.create(system, { app: 'crm', form: 'lead', values: { name: 'Bob', amount: 1500 } });
    await rules.markCase(system, records, { ...place, sample: { type: 'record', id: row.id } });
    await records.update(system, { app: 'crm', form: 'lead', id: row.id, values: { amount: 1 } });
    expect(await rules.runCases(system, place)).toMatchObject({
      rows: [{ title: 'Bob', values: { amount: 1500 }, passes: true }],
    });
  });

  it('runs a case as at the time it was marked', async () => {
    const due = { ...quote, if: 'due < today()' };
    const { rules, records } = engines(due);
    await rules.markCase(system, records, { ...place, sample: values({ due: '2026-11-25' }) });
    const later = engines(due, () => new Date('2027-01-01T00:00:00Z'));
    expect(await later.rules.runCases(system, place)).toMatchObject({ passing: 1 });
  });

  it('tells refusals apart', async () => {
    const must: ValidationRule = {
      type: 'validation',
      title: 'Amount',
      form: 'lead',
      enabled: true,
      must: 'amount > 0',
      message: 'Give an amount.',
    };
    const { rules, records } = engines(must);
    await rules.markCase(system, records, { ...place, sample: values({ amount: -1 }) });
    expect(await rules.cases(place)).toMatchObject([{ expected: { refused: true } }]);
    expect(await rules.runCases(system, place, { ...must, must: 'amount > -5' })).toMatchObject({ flipping: 1 });
  });

  it('refuses values that their fields refuse, in both languages', async () => {
    const { rules, records } = engines();
    const mark = (expected: object) => rules.markCase(system, records, { ...place, sample: values({}), expected });
    await expect(mark({ values: { stage: 'nowhere' } })).rejects.toMatchObject({
      problems: [{ code: 'RULE_VALUE_NOT_ALLOWED', path: '/expected/values/stage' }],
    });
    await expect(mark({ values: { stagee: 'x' } })).rejects.toMatchObject({
      problems: [{ code: 'RULE_FIELD_UNKNOWN' }],
    });
    expect(await rules.cases(place)).toEqual([]);
  });
});
