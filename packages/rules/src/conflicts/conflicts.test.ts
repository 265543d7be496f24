import type { AssignmentRule, EventRule, RuleDefinition } from '@tangram/schema';
import { openTestDatabase } from '@tangram/tests/database';
import { describe, expect, it } from 'vitest';
import { leadEngines, system } from '../testing/lead-app.ts';
import { leadDatabase } from '../testing/lead-database.ts';
import { conflictExample, findConflicts } from './find-conflicts.ts';

const { db, newId } = await leadDatabase(await openTestDatabase(), 0xc000);

const sets = (stage: string, when?: string): EventRule => ({
  type: 'event',
  title: `Sets ${stage}`,
  form: 'lead',
  enabled: true,
  when: { type: 'saved' },
  ...(when === undefined ? {} : { if: when }),
  actions: [{ type: 'set-fields', settings: { fields: [{ field: 'stage', value: `"${stage}"` }] } }],
});

function conflicts(own: RuleDefinition, other: RuleDefinition) {
  const { catalog } = leadEngines(db, { other }, newId);
  const form = catalog.form('crm', 'lead');
  if (form === undefined) throw new Error('The form is there.');
  return { form, found: findConflicts('own', own, form, new Map([['other', other]])) };
}

describe('rules that set one field to different values', () => {
  it.each([
    ['amount >= 1000', 'amount >= 2000', ['certain']],
    ['amount >= 1000', 'amount < 1000', []],
    ['amount >= 1000', 'amount <= 1000', ['certain']],
    ['1000 > amount', 'amount > 999.99', ['certain']],
    ['amount > 5 and amount < 10', 'amount >= 10', []],
    ['source = "官网"', 'source in ("展会", "老客户介绍")', []],
    ['source != "官网"', 'source = "官网"', []],
    ['source = "官网" and amount > 5', 'visits > 3', ['certain']],
    ['source = null', 'source = "官网"', []],
    ['amount > 5 or visits > 3', 'amount < 3', ['possible']],
    // One field suffices to part them, whatever else is asked.
    ['amount > visits and source = "官网"', 'source = "展会"', []],
    [undefined, 'amount > 5', ['certain']],
  ] as const)('%s | %s', (one, other, expected) => {
    const { found } = conflicts(sets('初步沟通', one), sets('方案报价', other));
    expect(found.map(({ overlap }) => overlap)).toEqual(expected);
  });

  it('are also assignments that choose the person otherwise, unless one leaves alone what is filled in', () => {
    const assigns = (group: string, more: Partial<AssignmentRule> = {}): AssignmentRule => ({
      type: 'assignment',
      title: `To ${group}`,
      form: 'lead',
      enabled: true,
      when: 'created',
      fields: ['owner'],
      to: { type: 'group', group },
      ...more,
    });
    const one = assigns('sales_a', { if: 'amount > 5' });
    const other = assigns('sales_a', { to: { type: 'least-load', group: 'sales_a' } });
    const found = (own: RuleDefinition, theirs: RuleDefinition) =>
      conflicts(own, theirs).found.map(({ field }) => field);
    expect(found(one, other)).toEqual(['owner']);
    expect(found(one, { ...other, if: 'amount < 5' })).toEqual([]);
    expect(found(one, { ...one, title: 'The same' })).toEqual([]);
    expect(found(one, { ...other, onlyWhenBlank: true })).toEqual([]);
  });

  it('sees none where the values are equal, the moments never meet, or a rule is switched off', () => {
    const own = sets('初步沟通');
    expect(conflicts(own, sets('初步沟通')).found).toEqual([]);
    const made: EventRule = { ...sets('方案报价'), when: { type: 'created' } };
    expect(conflicts({ ...own, when: { type: 'changed' } }, made).found).toEqual([]);
    expect(conflicts(own, { ...sets('方案报价'), enabled: false }).found).toEqual([]);
    expect(conflicts({ ...own, enabled: false }, sets('方案报价')).found).toEqual([]);
  });

  it('finds a real record for which both conditions hold', async () => {
    const { records } = leadEngines(db, {}, newId);
    const { found, form } = conflicts(sets('初步沟通', 'amount >= 1000'), sets('方案报价', 'source = "官网"'));
    const [conflict] = found;
    if (conflict === undefined) throw new Error('There is a conflict.');
    const at = { zone: 'Asia/Shanghai', now: new Date('2026-11-22T08:00:00Z') };
    const place = { app: 'crm', form: 'lead' } as const;
    await records.create(system, { ...place, values: { name: 'No', amount: 999, source: '官网' } });
    expect(await conflictExample(db, form, conflict, at)).toBeNull();
    const { id } = await records.create(system, { ...place, values: { name: 'Yes', amount: 1000, source: '官网' } });
    expect(await conflictExample(db, form, conflict, at)).toEqual({ id, title: 'Yes' });
  });
});
