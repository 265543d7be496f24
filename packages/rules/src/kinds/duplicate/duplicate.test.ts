import { type Actor, createPerson } from '@tangram/records';
import type { DuplicateRule, PlatformError, RuleDefinition } from '@tangram/schema';
import { openTestDatabase } from '@tangram/tests/database';
import { sql } from 'kysely';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkRule } from '../../check/check-rule.ts';
import { rulePublished } from '../../run/rule-published.ts';
import { countStatements } from '../../testing/count-statements.ts';
import { compileMatch, keySql } from './compile-match.ts';
import { leadCatalog, leadEngines, person, system } from '../../testing/lead-app.ts';
import { leadDatabase } from '../../testing/lead-database.ts';

let ann: Actor;
const { db, newId } = await leadDatabase(await openTestDatabase(), 0x1000);
const at = { app: 'crm', form: 'lead' } as const;

beforeAll(async () => {
  const id = await createPerson(db, { name: 'Ann', email: 'ann@example.com' }, { newId, now: new Date(0) });
  ann = person(id, 'Ann');
});
beforeEach(async () => {
  await sql`truncate crm.lead, tangram.rule_trace, tangram.history`.execute(db);
});

const samePhone: DuplicateRule = {
  type: 'duplicate',
  title: { en: 'One lead per number', zh: '手机号查重' },
  form: 'lead',
  enabled: true,
  match: [[{ field: 'job', how: 'phone' }], [{ field: 'name', how: 'company' }]],
  answer: 'refuse',
};
const engines = (rule: Partial<DuplicateRule> = {}) =>
  leadEngines(db, { same: { ...samePhone, ...rule } as RuleDefinition }, newId);
const lead = (name: string, job: string, more: object = {}) => ({ ...at, values: { name, job, ...more } });

describe('a duplicate rule', () => {
  it('refuses a record that is there already, by any of its ways, and names it', async () => {
    const { records } = engines();
    const first = await records.create(ann, lead('七巧科技有限公司', '138 0013 8000'));
    await expect(records.create(ann, lead('Other', '+86-13800138000'))).rejects.toMatchObject({
      problems: [{ code: 'RULE_DUPLICATE', path: '/job', params: { record: first.id, name: '七巧科技有限公司' } }],
    });
    await expect(records.create(ann, lead('七巧 科技', '1'))).rejects.toMatchObject({
      problems: [{ code: 'RULE_DUPLICATE', path: '/name', params: { record: first.id } }],
    });
    const other = await records.create(ann, lead('Other', '13900139000'));
    // Itself is no duplicate of itself, and a change of something else is not held up.
    await records.update(ann, { ...at, id: other.id, values: { job: '139-0013-9000' } });
    await expect(records.update(ann, { ...at, id: other.id, values: { job: '13800138000' } })).rejects.toMatchObject({
      problems: [{ code: 'RULE_DUPLICATE' }],
    });
    await records.remove(ann, { ...at, id: first.id });
    await records.update(ann, { ...at, id: other.id, values: { job: '13800138000' } });
  });

  it('finds the second of two in one batch, and lets the first in', async () => {
    const { records } = engines();
    const rows = ['A', 'B', 'C'].map((name, index) => ({
      kind: 'create' as const,
      values: { name, job: index === 1 ? '13900139000' : '13800138000' },
    }));
    const outcomes = await records.writeMany(ann, { ...at, rows });
    expect(outcomes.map(({ saved }) => saved)).toEqual([true, true, false]);
    expect(outcomes[2]).toMatchObject({ problems: [{ code: 'RULE_DUPLICATE', params: { name: 'A' } }] });
  });

  it('warns people, saves with their consent, and its trace says so', async () => {
    const { records, rules } = engines({ answer: 'warn' });
    const first = await records.create(ann, lead('A', '13800138000'));
    await expect(records.create(ann, lead('B', '13800138000'))).rejects.toMatchObject({
      problems: [{ code: 'RULE_DUPLICATE_LIKELY', params: { record: first.id, name: 'A' } }],
    });
    const second = await records.create(ann, { ...lead('B', '13800138000'), acceptDuplicates: true });
    await records.update(ann, { ...at, id: second.id, values: { note: 'not asked again' } });
    const told = await rules.explain(ann, records, { ...at, id: second.id });
    expect(told.rules[0]?.runs).toMatchObject([
      { detail: { problems: [{ code: 'RULE_DUPLICATE_KEPT', params: { record: first.id } }] } },
    ]);
  });

  it('names the other record in the trace to nobody who may not see it', async () => {
    const { records, rules } = engines({ answer: 'warn' });
    const hidden = await records.create(system, lead('Secret', '13800138000'));
    const own = await records.create(ann, { ...lead('B', '13800138000'), acceptDuplicates: true });
    const keeper: Actor = { ...ann, isAdministrator: false, roles: [{ app: 'crm', role: 'keeper' }] };
    const told = await rules.explain(keeper, records, { ...at, id: own.id });
    expect(told.rules[0]?.runs).toMatchObject([{ detail: { problems: [{ code: 'RULE_DUPLICATE_KEPT' }] } }]);
    expect(JSON.stringify(told)).not.toContain(hidden.id);
  });

  it('asks nobody who cannot answer: imports, flows and visitors save, and the trace says so', async () => {
    const { records, rules } = engines({ answer: 'warn' });
    await records.create(ann, lead('A', '13800138000'));
    const saved = await records.create({ ...ann, channel: 'import' }, lead('B', '13800138000'));
    const told = await rules.explain(ann, records, { ...at, id: saved.id });
    expect(told.rules[0]?.runs).toMatchObject([{ detail: { problems: [{ code: 'RULE_DUPLICATE_KEPT' }] } }]);
  });

  it('tells nothing of a record that the person may not see', async () => {
    const { records } = engines();
    const secret = await records.create(system, lead('Secret', '13800138000'));
    const typist: Actor = { ...ann, isAdministrator: false, roles: [{ app: 'crm', role: 'typist' }] };
    const failure = await records.create(typist, lead('B', '13800138000')).catch((error: unknown) => error);
    expect(failure).toMatchObject({ problems: [{ code: 'RULE_DUPLICATE_HIDDEN', path: '/job' }] });
    const said = JSON.stringify((failure as PlatformError).problems);
    expect(said).not.toContain('Secret');
    expect(said).not.toContain('13800138000');
    expect(said).not.toContain(secret.id);
  });

  it('holds text that must be similar only against records that are the same in another way', async () => {
    const { records } = engines({
      match: [
        [
          { field: 'job', how: 'email-domain' },
          { field: 'name', how: 'similar', least: 0.5 },
        ],
      ],
    });
    await records.create(ann, lead('Acme Machines', 'ann@acme.cn'));
    await records.create(ann, lead('Acme Machine', 'ann@other.cn'));
    await records.create(ann, lead('Bolts', 'bob@acme.cn'));
    await expect(records.create(ann, lead('Acme Machine', 'cai@ACME.cn'))).rejects.toMatchObject({
      problems: [{ code: 'RULE_DUPLICATE', params: { name: 'Acme Machines' } }],
    });
  });

  it('looks only among the records of its condition', async () => {
    const { records } = engines({ if: 'source = "官网"' });
    await records.create(ann, lead('A', '13800138000', { source: '展会' }));
    await records.create(ann, lead('B', '13800138000', { source: '官网' }));
    await records.create(ann, lead('C', '13800138000', { source: '展会' }));
    await expect(records.create(ann, lead('D', '13800138000', { source: '官网' }))).rejects.toMatchObject({
      problems: [{ code: 'RULE_DUPLICATE', params: { name: 'B' } }],
    });
  });

  it('lets one of two in who save the same at the same moment', async () => {
    const { records } = engines();
    const both = await Promise.allSettled(
      Array.from({ length: 8 }, (_, n) => records.create(ann, lead(`Person ${n} x`, '13800138000'))),
    );
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const { rows } = await sql`select id from crm.lead`.execute(db);
    expect(rows).toHaveLength(1);
  });

  it('asks the database no more often for 10,000 rows than for two', async () => {
    const counted = countStatements(db);
    const count = async (rows: number, from: number) => {
      const engine = leadEngines(counted.db, { same: samePhone }, newId);
      const before = counted.count();
      const outcomes = await engine.records.writeMany(system, {
        ...at,
        rows: Array.from({ length: rows }, (_, n) => ({
          kind: 'create' as const,
          values: { name: `Firm ${from + n}`, job: String(13_000_000_000 + from + Math.floor(n / 2)) },
        })),
      });
      expect(outcomes.filter(({ saved }) => saved)).toHaveLength(rows / 2);
      return counted.count() - before;
    };
    const few = await count(2, 0);
    const started = performance.now();
    expect(await count(10_000, 100)).toBe(few);
    expect(performance.now() - started).toBeLessThan(30_000);
  });

  it('keeps an index for each comparison while it is in force', async () => {
    const { form } = leadCatalog();
    const lead = form('crm', 'lead');
    if (lead === undefined) throw new Error('The test application has leads.');
    const change = { app: 'crm', key: 'same', form: lead, now: new Date(0) };
    const names = async () => {
      const { rows } = await sql<{ indexname: string }>`
        select indexname from pg_indexes where schemaname = 'crm' and indexname like '%_same_%' order by 1`.execute(db);
      return rows.map(({ indexname }) => indexname);
    };
    await rulePublished(db, { ...change, after: samePhone });
    expect(await names()).toEqual(['lead_same_same_0_idx', 'lead_same_same_1_idx']);
    const [way] = compileMatch(samePhone, lead);
    const [phone] = way?.exact ?? [];
    if (phone === undefined) throw new Error('The rule compares numbers.');
    const plan = await db.transaction().execute(async (trx) => {
      await sql`set local enable_seqscan = off`.execute(trx);
      return sql`explain (format json) select 1 from crm.lead as t where ${keySql(phone, 't')} = '13800138000'`.execute(
        trx,
      );
    });
    expect(JSON.stringify(plan.rows)).toContain('lead_same_same_0_idx');
    await rulePublished(db, { ...change, before: samePhone, after: { ...samePhone, match: samePhone.match.slice(1) } });
    expect(await names()).toEqual(['lead_same_same_0_idx']);
    await rulePublished(db, { ...change, before: samePhone });
    expect(await names()).toEqual([]);
  });

  it('counts the duplicates there are now', async () => {
    const { records } = leadEngines(db, {}, newId);
    for (const [name, job] of [
      ['A', '13800138000'],
      ['B', '138-0013-8000'],
      ['C', '13900139000'],
    ] as const) {
      await records.create(ann, lead(name, job));
    }
    const { rules } = leadEngines(db, {}, newId);
    const impact = await rules.impact(ann, records, { app: 'crm', rule: 'same', definition: samePhone });
    expect(impact.isInDatabase).toBe(true);
    expect(impact.counts.find(({ question }) => question.type === 'refused')?.count).toBe(2);
  });

  it('marks a record with the earlier record, and takes the mark away', async () => {
    const mark: DuplicateRule = {
      ...samePhone,
      form: 'account',
      match: [[{ field: 'name', how: 'company' }]],
      answer: 'mark',
      mark: 'parent',
    };
    const { records } = leadEngines(db, { same: mark }, newId);
    const account = (name: string) => ({ app: 'crm', form: 'account', values: { name } });
    const first = await records.create(ann, account('七巧有限公司'));
    const second = await records.create(ann, account('七巧'));
    expect(first['parent']).toBeNull();
    expect(second['parent']).toMatchObject({ id: first.id });
    const changed = await records.update(ann, { ...account('Other'), id: second.id });
    expect(changed['parent']).toBeNull();
  });

  it('is checked: its comparisons, its condition, its mark', () => {
    const reference = { answer: 'mark', mark: 'salesperson' } as const;
    const { form } = leadCatalog();
    const check = (rule: object) => checkRule({ ...samePhone, ...rule }, { app: 'crm', key: 'q', form });
    expect(check({})).toEqual([]);
    expect(check(reference)).toMatchObject([{ code: 'RULE_DUPLICATE_MARK', path: '/mark' }]);
    expect(check({ match: [] })).toMatchObject([{ code: 'RULE_DUPLICATE_NO_WAY' }]);
    expect(check({ match: [[{ field: 'name', how: 'similar' }]] })).toMatchObject([
      { code: 'RULE_DUPLICATE_SIMILAR_ALONE', path: '/match/0' },
    ]);
    expect(check({ match: [[{ field: 'visits', how: 'exact' }]] })).toMatchObject([
      { code: 'RULE_DUPLICATE_NOT_COMPARED', path: '/match/0/0/how' },
    ]);
    expect(check({ if: 'user.name = "Ann"' })).toMatchObject([{ code: 'RULE_DUPLICATE_SCOPE', path: '/if' }]);
    expect(check({ match: [[{ field: 'nam', how: 'text' }]] })).toMatchObject([
      { code: 'RULE_FIELD_UNKNOWN', path: '/match/0/0/field' },
    ]);
  });
});
