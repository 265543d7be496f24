import type { DecisionTableRule, EventRule, RuleDefinition, Scorecard } from '@tangram/schema';
import { openTestDatabase } from '@tangram/tests/database';
import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { checkRule } from '../check/check-rule.ts';
import { unfollowedCounts } from '../check/unfollowed-counts.ts';
import { compareRules } from '../impact/compared-rules.ts';
import { ClosureJudge } from '../impact/judge-by-closure.ts';
import { isInSql, judgePage } from '../impact/judge-in-sql.ts';
import { storedRows } from '../impact/stored-rows.ts';
import { countStatements } from '../testing/count-statements.ts';
import { leadCatalog, leadEngines, person, system } from '../testing/lead-app.ts';
import { leadDatabase } from '../testing/lead-database.ts';

const { db, newId } = await leadDatabase(await openTestDatabase(), 0xb000);
const leads = { app: 'crm', form: 'lead' } as const;
const accounts = { app: 'crm', form: 'account' } as const;

beforeEach(async () => {
  await sql`truncate crm.lead, crm.account, tangram.rule_trace, tangram.history`.execute(db);
});

const onAccount = (more: Partial<EventRule>): EventRule => ({
  type: 'event',
  title: 'Busy',
  form: 'account',
  enabled: true,
  when: { type: 'related', records: { form: 'lead', field: 'account' } },
  actions: [{ type: 'set-fields', settings: { fields: [{ field: 'sector', value: '"retail"' }] } }],
  ...more,
});
const week = 'count(lead[created_at > now() - duration("P7D")]) >= 3';
const sector = async (id: string) =>
  (await sql<{ sector: string | null }>`select sector from crm.account where id = ${id}`.execute(db)).rows[0]?.sector;

describe('a rule that counts related records', () => {
  it('marks the account at the third lead within a week', async () => {
    let now = new Date('2026-11-01T08:00:00Z');
    const { records } = leadEngines(db, { busy: onAccount({ if: week }) }, newId, () => now);
    const { id } = await records.create(system, { ...accounts, values: { name: 'A' } });
    const visit = async (at: string) => {
      now = new Date(at);
      await records.create(system, { ...leads, values: { name: 'x', account: id } });
      return sector(id);
    };
    expect(await visit('2026-11-01T09:00:00Z')).toBeNull();
    expect(await visit('2026-11-02T09:00:00Z')).toBeNull();
    expect(await visit('2026-11-09T09:00:00Z')).toBeNull();
    expect(await visit('2026-11-10T09:00:00Z')).toBeNull();
    expect(await visit('2026-11-11T09:00:00Z')).toBe('retail');
  });

  it('sees what the write has just done: created, changed, moved away and deleted', async () => {
    const rank = {
      type: 'set-fields',
      settings: { fields: [{ field: 'rank', value: 'sum(lead[stage = null].visits)' }] },
    };
    const { records } = leadEngines(db, { sum: onAccount({ actions: [rank] }) }, newId);
    const { id: a } = await records.create(system, { ...accounts, values: { name: 'A' } });
    const { id: b } = await records.create(system, { ...accounts, values: { name: 'B' } });
    const ranks = async () =>
      (await sql<{ rank: string | null }>`select rank::text from crm.account order by name`.execute(db)).rows.map(
        (row) => row.rank,
      );
    const { id: x } = await records.create(system, { ...leads, values: { name: 'x', account: a, visits: 10.5 } });
    const { id: y } = await records.create(system, { ...leads, values: { name: 'y', account: a, visits: 2 } });
    expect(await ranks()).toEqual(['12.5', null]);
    await records.update(system, { ...leads, id: x, values: { account: b } });
    expect(await ranks()).toEqual(['2', '10.5']);
    await records.update(system, { ...leads, id: x, values: { stage: '新线索' } });
    expect(await ranks()).toEqual(['2', null]);
    await records.remove(system, { ...leads, id: y });
    expect(await ranks()).toEqual([null, null]);
  });

  it('holds the fields of the record as it will be against the related ones', async () => {
    const { records } = leadEngines(
      db,
      { own: onAccount({ when: { type: 'saved' }, if: 'count(lead[visits > rank and account.name != "B"]) = 1' }) },
      newId,
    );
    const { id } = await records.create(system, { ...accounts, values: { name: 'A' } });
    for (const visits of [5, 12])
      await records.create(system, { ...leads, values: { name: 'x', account: id, visits } });
    await records.update(system, { ...accounts, id, values: { rank: 3 } });
    expect(await sector(id)).toBeNull();
    await records.update(system, { ...accounts, id, values: { rank: 9 } });
    expect(await sector(id)).toBe('retail');
  });

  it('refuses what a validation counts too many of', async () => {
    const { records } = leadEngines(
      db,
      {
        few: {
          type: 'validation',
          title: 'Few',
          form: 'account',
          enabled: true,
          must: 'sector = null or count(lead) < 2',
          message: 'Too many leads.',
        },
      },
      newId,
    );
    const { id } = await records.create(system, { ...accounts, values: { name: 'A' } });
    for (const name of ['x', 'y']) await records.create(system, { ...leads, values: { name, account: id } });
    await expect(records.update(system, { ...accounts, id, values: { sector: 'retail' } })).rejects.toMatchObject({
      problems: [{ code: 'RULE_REFUSED' }],
    });
  });

  it('counts once for all records of a write: 10,000 leads of 500 accounts ask no more than 20 of 10', async () => {
    const counted = countStatements(db);
    const { records } = leadEngines(counted.db, { busy: onAccount({ if: week }) }, newId);
    const cost = async (accountCount: number, leadCount: number) => {
      const made = await records.writeMany(system, {
        ...accounts,
        rows: Array.from({ length: accountCount }, (_, n) => ({ kind: 'create' as const, values: { name: `A${n}` } })),
      });
      const ids = made.flatMap((outcome) => outcome.id ?? []);
      const before = counted.count();
      await records.writeMany(system, {
        ...leads,
        rows: Array.from({ length: leadCount }, (_, n) => ({
          kind: 'create' as const,
          values: { name: `L${n}`, account: ids[n % accountCount] as string },
        })),
      });
      return counted.count() - before;
    };
    const small = await cost(10, 20 * 2);
    expect(await cost(500, 10_000)).toBe(small);
    const { rows } = await sql<{
      n: number;
    }>`select count(*)::int as n from crm.account where sector = 'retail'`.execute(db);
    expect(rows[0]?.n).toBe(510);
  }, 60_000);
});

describe('what a rule has counted', () => {
  it('is told when somebody asks why, and hidden from who may not read those records', async () => {
    const { records, rules } = leadEngines(
      db,
      { busy: onAccount({ if: 'count(lead[amount > 5]) > 1 and rank = null' }) },
      newId,
    );
    const { id } = await records.create(system, { ...accounts, values: { name: 'A' } });
    for (const amount of [1, 6, 7])
      await records.create(system, { ...leads, values: { name: 'x', account: id, amount } });
    const told = await rules.explain(system, records, { ...accounts, id });
    const parts = [{ text: 'count(lead[amount > 5]) > 1', holds: true, values: { 'count(lead[amount > 5])': 2 } }, {}];
    expect(told.rules[0]?.now.condition).toMatchObject({ holds: true, parts });
    expect(told.rules[0]?.runs[0]?.detail.condition).toMatchObject({ parts });
    // Reads all accounts, and leads but for their amounts.
    const clerk = person(newId(), 'Clerk', [{ app: 'crm', role: 'clerk' }]);
    const seen = await rules.explain(clerk, records, { ...accounts, id });
    expect(seen.rules[0]?.now.condition?.parts[0]).toMatchObject({ holds: true, values: {} });
    expect(seen.rules[0]?.runs[0]?.detail.condition?.parts[0]).toMatchObject({ values: {} });
  });

  it('is the same for a trial, in the impact by closure and by SQL, in a table and in a card', async () => {
    const card: Scorecard = {
      type: 'scorecard',
      title: 'Rank',
      form: 'account',
      enabled: true,
      field: 'rank',
      attributes: [
        { key: 'many', title: 'Many', when: 'count(lead) >= 2', points: 10 },
        { key: 'visits', title: 'Visits', when: 'some each in lead satisfies each.visits > 5', points: 5 },
      ],
    };
    const table: DecisionTableRule = {
      type: 'decision-table',
      title: 'Sector',
      form: 'account',
      enabled: true,
      runs: 'saved',
      writes: { sector: 'sector' },
      hitPolicy: 'F',
      inputs: [{ key: 'leads', title: 'Leads', expression: 'count(lead[visits != null])' }],
      outputs: [{ key: 'sector', title: 'Sector', type: 'text' }],
      rows: [{ key: 'r', inputs: { leads: '> 1' }, outputs: { sector: '"medical"' } }],
    };
    const plain = leadEngines(db, {}, newId);
    const made: string[] = [];
    for (const visits of [[], [1], [7, 1], [9, null]]) {
      const { id } = await plain.records.create(system, { ...accounts, values: { name: 'A' } });
      made.push(id);
      for (const one of visits)
        await plain.records.create(system, { ...leads, values: { name: 'x', account: id, visits: one } });
    }
    const rules: { readonly [key: string]: RuleDefinition } = {
      card,
      table,
      plain: onAccount({ when: { type: 'saved' }, if: 'sum(lead.visits) > 1' }),
    };
    const expected: { readonly [rule: string]: readonly unknown[] } = {
      card: [0, 0, 15, 15],
      table: [null, null, 'medical', null],
      plain: [null, null, 'retail', null],
    };
    for (const [key, definition] of Object.entries(rules)) {
      const { catalog, records } = leadEngines(db, {}, newId);
      const form = catalog.form('crm', 'account');
      if (form === undefined) throw new Error('no form');
      const now = new Date('2026-11-22T08:00:00Z');
      const compared = compareRules({ db, form, catalog, actor: system, now, key, draft: definition });
      expect(isInSql(compared)).toBe(true);
      const inSql = await judgePage(compared, null, 50);
      const judge = new ClosureJudge(compared);
      const byClosure = [];
      for await (const rows of storedRows({ actor: system, records, form }, 50))
        byClosure.push(...(await judge.judge(rows)));
      const field = key === 'card' ? 'rank' : 'sector';
      for (const verdicts of [inSql, byClosure]) {
        const after = made.map((id) => verdicts.find((one) => one.id === id)?.values.get(field)?.after ?? null);
        expect(after, key).toEqual(expected[key]);
      }
    }
  });
});

it('is refused where it cannot run', () => {
  const { form } = leadCatalog();
  const codes = (rule: Partial<EventRule>) =>
    checkRule(onAccount(rule), { app: 'crm', key: 'r', form }).map(({ code, path }) => `${code} ${path}`);
  expect(codes({ if: week })).toEqual([]);
  expect(codes({ if: 'lead = null' })).toEqual(['EXPR_RELATED_ONLY /if']);
  expect(codes({ if: 'count(lead[visits > previous.rank]) > 1' })).toEqual(['EXPR_RELATED_NAME /if']);
  expect(codes({ if: 'count(laed) > 1' })).toEqual(['EXPR_NAME_UNKNOWN /if']);
});

it('says which records it counts without being woken by them', () => {
  const form = leadCatalog().form('crm', 'account');
  if (form === undefined) throw new Error('no form');
  const names = (rule: Partial<EventRule>) =>
    unfollowedCounts('r', onAccount(rule), form, new Map()).map((list) => list.name);
  expect(names({ if: week })).toEqual([]);
  expect(names({ if: week, when: { type: 'saved' } })).toEqual(['lead']);
  expect(names({ if: 'count(account) > 1' })).toEqual(['account']);
  expect(names({ if: week, when: { type: 'button', title: 'Look' } })).toEqual([]);
});
