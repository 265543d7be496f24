import type { DecisionTableRule, EventRule, RuleDefinition, Scorecard, ValidationRule } from '@tangram/schema';
import { openTestDatabase } from '@tangram/tests/database';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { countStatements } from '../testing/count-statements.ts';
import { leadEngines, system } from '../testing/lead-app.ts';
import { leadDatabase } from '../testing/lead-database.ts';
import { compareRules } from './compared-rules.ts';
import { ClosureJudge } from './judge-by-closure.ts';
import { isInSql, judgePage } from './judge-in-sql.ts';
import type { ImpactQuestion } from './questions.ts';
import { storedRows } from './stored-rows.ts';

let ids: readonly string[];
const { db, newId, people } = await leadDatabase(await openTestDatabase(), 0x9000, ['Ann', 'Bob']);
const at = { app: 'crm', form: 'lead' } as const;

beforeAll(async () => {
  const { records } = leadEngines(db, {}, newId);
  const made: string[] = [];
  // Blanks, amounts on and around the limits, every source.
  for (const [index, source] of ['官网', '展会', null, '官网', '老客户介绍', '官网', '展会', null].entries()) {
    const amount = [99.99, 100, 100.01, null, 1000, 5000, -1, 0][index] ?? null;
    const stage = index % 2 === 0 ? '初步沟通' : null;
    const row = await records.create(system, { ...at, values: { name: `Lead ${index}`, source, amount, stage } });
    made.push(row.id);
  }
  ids = made;
});

const card: Scorecard = {
  type: 'scorecard',
  title: { en: 'Score', zh: '评分' },
  form: 'lead',
  enabled: true,
  field: 'score',
  attributes: [
    { key: 'site', title: 'Site', when: 'source = "官网"', points: 60.1 },
    { key: 'large', title: 'Large', when: 'amount >= 100', points: 40.2 },
  ],
  bands: [
    { key: 'warm', title: 'Warm', from: 40.2 },
    { key: 'hot', title: { en: 'Hot', zh: '热' }, from: 100.3 },
  ],
};

const quote: EventRule = {
  type: 'event',
  title: 'Quote',
  form: 'lead',
  enabled: true,
  when: { type: 'saved' },
  if: 'amount > 99.99 and source != "展会"',
  actions: [{ type: 'set-fields', settings: { fields: [{ field: 'stage', value: '"方案报价"' }] } }],
};

const must: ValidationRule = {
  type: 'validation',
  title: 'Amount',
  form: 'lead',
  enabled: true,
  if: 'source != null',
  must: 'amount > 0',
  message: { en: 'Give an amount.', zh: '请填写金额。' },
};

const table: DecisionTableRule = {
  type: 'decision-table',
  title: 'Grade',
  form: 'lead',
  enabled: true,
  runs: 'saved',
  writes: { grade: 'grade' },
  hitPolicy: 'F',
  inputs: [
    { key: 'amount', title: 'Amount', expression: 'amount' },
    { key: 'source', title: 'Source', expression: 'source' },
  ],
  outputs: [{ key: 'grade', title: 'Grade' }],
  rows: [
    { key: 'a', inputs: { amount: '>= 1000' }, outputs: { grade: '"A"' } },
    { key: 'b', inputs: { source: '"官网", null' }, outputs: { grade: '"B"' } },
  ],
};

async function measure(draft: RuleDefinition, published: { readonly [key: string]: RuleDefinition } = {}) {
  const { rules, records } = leadEngines(db, published, newId);
  const impact = await rules.impact(system, records, { app: 'crm', rule: 'r', definition: draft });
  const count = (question: ImpactQuestion) =>
    impact.counts.find((one) => JSON.stringify(one.question) === JSON.stringify(question))?.count ?? 0;
  const list = (question: ImpactQuestion, limit = 50, after?: string) =>
    rules.impactRecords(system, records, {
      app: 'crm',
      rule: 'r',
      definition: draft,
      question,
      limit,
      ...(after === undefined ? {} : { after }),
    });
  return { impact, count, list };
}

describe('the impact of a draft on the records there are', () => {
  it('counts what a new scorecard makes cross and enter', async () => {
    const { impact, count, list } = await measure(card);
    expect(impact).toMatchObject({ total: 8, looked: 8, isInDatabase: true, isNew: true });
    // Both attributes: record 5. Site alone: 0 and 3. Large alone: 1, 2, 4.
    expect([count({ type: 'crosses', band: 'hot' }), count({ type: 'crosses', band: 'warm' })]).toEqual([1, 6]);
    expect([count({ type: 'enters', band: 'hot' }), count({ type: 'enters', band: 'warm' })]).toEqual([1, 5]);
    const hot = await list({ type: 'enters', band: 'hot' });
    expect(hot.rows).toMatchObject([
      {
        id: ids[5],
        title: 'Lead 5',
        changes: [{ field: 'score', before: null, after: 100.3 }],
        before: null,
        after: { score: { attributes: [{ counted: true }, { counted: true }] } },
      },
    ]);
  });

  it('holds a draft against the published rule, not against what an older version has written', async () => {
    const draft = {
      ...card,
      attributes: card.attributes.map((one) => (one.key === 'site' ? { ...one, points: 40 } : one)),
    };
    const { impact, count } = await measure(draft, { r: card });
    expect(impact.isNew).toBe(false);
    expect([count({ type: 'falls', band: 'hot' }), count({ type: 'leaves', band: 'hot' })]).toEqual([1, 1]);
    // 60.1 was warm and 40 is not.
    expect([count({ type: 'falls', band: 'warm' }), count({ type: 'crosses', band: 'warm' })]).toEqual([2, 0]);
    expect(count({ type: 'value', field: 'score', before: 100.3, after: 80.2 })).toBe(1);
  });

  it('counts the changes of an event rule by field and by value, and pages through their records', async () => {
    const { impact, count, list } = await measure(quote);
    expect(impact.isInDatabase).toBe(true);
    // Amounts 100.01 (no source), 1000 and 5000; 100 is a fair's.
    expect([count({ type: 'holds' }), count({ type: 'field', field: 'stage' })]).toEqual([3, 3]);
    expect(count({ type: 'value', field: 'stage', before: '初步沟通', after: '方案报价' })).toBe(2);
    expect(count({ type: 'value', field: 'stage', before: null, after: '方案报价' })).toBe(1);
    const first = await list({ type: 'field', field: 'stage' }, 2);
    const second = await list({ type: 'field', field: 'stage' }, 2, first.next ?? undefined);
    expect([...first.rows, ...second.rows].map(({ id }) => id)).toEqual([ids[2], ids[4], ids[5]]);
    expect(second.next).toBeNull();
    expect(first.rows[0]?.after?.condition).toMatchObject({ holds: true, parts: [{ holds: true }, { holds: true }] });
  });

  it('counts saved records that a validation would refuse', async () => {
    const strict = { ...must, refuseBlank: true };
    const { count } = await measure(strict, { r: must });
    // -1 was refused before; the blank amount is new; 0 has no source.
    expect([count({ type: 'refused' }), count({ type: 'newly-refused' })]).toEqual([2, 1]);
  });

  it('takes turns in memory, says whose records move, and takes nobody’s turn', async () => {
    const draft: RuleDefinition = {
      type: 'assignment',
      title: 'Turns',
      form: 'lead',
      enabled: true,
      when: 'created',
      if: 'amount >= 1000',
      fields: ['salesperson'],
      to: { type: 'group', group: 'sales_a' },
    };
    const { impact, count, list } = await measure(draft);
    expect(impact).toMatchObject({ isInDatabase: false, looked: 8 });
    expect(count({ type: 'field', field: 'salesperson' })).toBe(2);
    expect(Object.values(impact.titles).toSorted()).toEqual(['Ann', 'Bob']);
    const second = await list({ type: 'field', field: 'salesperson' }, 1, ids[4]);
    // The second page goes on with the turn that the first page ended at.
    expect(second.rows).toMatchObject([{ id: ids[5], changes: [{ after: people.get('Bob') }] }]);
    const { rows } = await sql`select 1 from tangram.rule_turn`.execute(db);
    expect(rows).toEqual([]);
  });

  it('writes nothing and asks no more often for more records', async () => {
    const before = await sql`select * from crm.lead order by id`.execute(db);
    const counted = countStatements(db);
    const { rules, records } = leadEngines(counted.db, {}, newId);
    await rules.impact(system, records, { app: 'crm', rule: 'r', definition: card });
    // The number of records is a list and its count; the verdicts are one statement.
    expect(counted.count()).toBe(3);
    expect(await sql`select * from crm.lead order by id`.execute(db)).toEqual(before);
  });

  it('refuses a draft with mistakes, with all of them', async () => {
    await expect(measure({ ...quote, if: 'amout > 3' })).rejects.toMatchObject({ kind: 'invalid' });
  });

  it.each([
    ['scorecard', card, { ...card, attributes: card.attributes.slice(0, 1) }],
    ['event rule', quote, { ...quote, if: 'account.sector = null or amount < 100' }],
    ['validation', must, { ...must, refuseBlank: true }],
    ['decision table', table, { ...table, outputs: [{ key: 'grade', title: 'Grade', default: '"B"' }] }],
    [
      'value the field refuses',
      quote,
      { ...quote, actions: [set('note', 'if amount > 0 then "x" else null'), set('visits', 'amount * 1.5')] },
    ],
    ['rule that is switched off', { ...quote, enabled: false }, quote],
  ] as const)('comes to the same in the database as in memory: %s', async (_name, published, draft) => {
    const { catalog, records } = leadEngines(db, { r: published }, newId);
    const form = catalog.form('crm', 'lead');
    if (form === undefined) throw new Error('The form is there.');
    const parts = { db, form, actor: system, catalog, now: new Date('2026-11-22T08:00:00Z'), key: 'r', draft, records };
    const rules = compareRules(parts);
    expect(isInSql(rules)).toBe(true);
    const inSql = await judgePage(rules, null, 100);
    const judge = new ClosureJudge(rules);
    const inMemory = [];
    for await (const rows of storedRows(parts, 100)) inMemory.push(...(await judge.judge(rows)));
    expect(inMemory.map(({ before: _before, after: _after, ...verdict }) => verdict)).toEqual(inSql);
    expect(inSql.length).toBe(8);
  });
});

function set(field: string, value: string) {
  return { type: 'set-fields', settings: { fields: [{ field, value }] } };
}
