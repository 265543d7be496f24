import type { RuleDefinition, ValidationRule } from '@tangram/schema';
import { openTestDatabase } from '@tangram/tests/database';
import { describe, expect, it } from 'vitest';
import { checkRule } from '../../check/check-rule.ts';
import { leadCatalog, leadEngines, system } from '../../testing/lead-app.ts';
import { leadDatabase } from '../../testing/lead-database.ts';

const { db, newId } = await leadDatabase(await openTestDatabase(), 0x1000);
const at = { app: 'crm', form: 'lead' } as const;

const quoteNeedsAmount: ValidationRule = {
  type: 'validation',
  title: { en: 'A quote has an amount', zh: '报价须有金额' },
  form: 'lead',
  enabled: true,
  if: 'stage = "方案报价"',
  must: 'amount > 0',
  message: { en: 'Give the amount of the quote.', zh: '请填写报价金额。' },
  field: 'amount',
};

function engine(rules: { readonly [key: string]: RuleDefinition } = { quote: quoteNeedsAmount }) {
  return leadEngines(db, rules, newId);
}

describe('a validation', () => {
  const quote = (values: object) => ({
    kind: 'create' as const,
    values: { name: 'Ann', stage: '方案报价', ...values },
  });

  it('refuses what is certainly wrong with its own words at its field, and lets the rest of the batch in', async () => {
    const rows = [
      quote({ amount: -1 }),
      quote({ amount: 5 }),
      quote({}),
      { kind: 'create' as const, values: { name: 'Bob', amount: -1 } },
    ];
    const outcomes = await engine().records.writeMany(system, { ...at, rows });
    expect(outcomes.map((outcome) => outcome.saved)).toEqual([false, true, true, true]);
    expect(outcomes[0]).toMatchObject({
      problems: [{ code: 'RULE_REFUSED', message: 'Give the amount of the quote.', path: '/amount' }],
    });
  });

  it('refuses a blank where it is told to', async () => {
    const { records } = engine({ quote: { ...quoteNeedsAmount, refuseBlank: true } });
    const outcomes = await records.writeMany(system, { ...at, rows: [quote({}), quote({ amount: 1 })] });
    expect(outcomes.map((outcome) => outcome.saved)).toEqual([false, true]);
  });

  it('judges what other rules have made of the record, wherever it stands among them', async () => {
    const amount: RuleDefinition = {
      type: 'event',
      title: 'Amount',
      form: 'lead',
      enabled: true,
      order: 9,
      when: { type: 'saved' },
      actions: [{ type: 'set-fields', settings: { fields: [{ field: 'amount', value: '7' }] } }],
    };
    const { records } = engine({ quote: { ...quoteNeedsAmount, order: 1 }, amount });
    const row = await records.create(system, { ...at, values: { name: 'Ann', stage: '方案报价', amount: -1 } });
    expect(row['amount']).toBe(7);
  });

  it('leaves no trace on records that are fine, and says how a record stands', async () => {
    const { records, rules } = engine();
    const row = await records.create(system, { ...at, values: { name: 'Ann', stage: '方案报价', amount: 5 } });
    const told = await rules.explain(system, records, { ...at, id: row.id });
    expect(told.rules).toMatchObject([{ rule: 'quote', runs: [], now: { validity: { holds: true } } }]);
  });

  it('is checked: its field, its conditions, its message', () => {
    const { form } = leadCatalog();
    const check = (rule: object) => checkRule({ ...quoteNeedsAmount, ...rule }, { app: 'crm', key: 'q', form });
    expect(check({})).toEqual([]);
    expect(
      check({ field: 'amout', must: 'amout > 0', if: 'stage', message: 7 })
        .map(({ path }) => path)
        .toSorted(),
    ).toEqual(['/field', '/if', '/message', '/must']);
  });
});
