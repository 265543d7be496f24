import type { EventRule, RuleDefinition, RuleMoment } from '@tangram/schema';
import { openTestDatabase } from '@tangram/tests/database';
import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { countStatements } from '../testing/count-statements.ts';
import { leadEngines, system } from '../testing/lead-app.ts';
import { leadDatabase } from '../testing/lead-database.ts';

let now: Date;
const { db, newId } = await leadDatabase(await openTestDatabase(), 0x9000);
const leads = { app: 'crm', form: 'lead' } as const;
const accounts = { app: 'crm', form: 'account' } as const;

beforeEach(async () => {
  await sql`truncate crm.lead, crm.account, tangram.rule_timer, tangram.rule_clock, tangram.rule_trace, tangram.history`.execute(
    db,
  );
  now = new Date('2026-11-02T02:00:00Z');
});

const day = 24 * 3600 * 1000;
const later = (days: number) => (now = new Date(now.getTime() + days * day));

const rule = (when: RuleMoment, more: Partial<EventRule> = {}): RuleDefinition => ({
  type: 'event',
  title: 'Rule',
  form: 'lead',
  enabled: true,
  when,
  actions: [{ type: 'add-points', settings: { field: 'score', points: 1 } }],
  ...more,
});

const onAccount = (when: RuleMoment): RuleDefinition =>
  rule(when, {
    form: 'account',
    actions: [{ type: 'set-fields', settings: { fields: [{ field: 'name', value: 'name + "!"' }] } }],
  });

function open(rules: { readonly [key: string]: RuleDefinition }) {
  const engines = leadEngines(db, rules, newId, () => now);
  return {
    ...engines,
    /** All there is to do now. */
    work: async () => {
      for (let round = 0; round < 100; round++) if ((await engines.rules.work(engines.records)) === 0) return;
      throw new Error('The work has no end.');
    },
    scores: async () => {
      const { rows } = await sql<{ name: string; score: string | null }>`
        select name, score from crm.lead order by name`.execute(db);
      return Object.fromEntries(rows.map(({ name, score }) => [name, score === null ? 0 : Number(score)]));
    },
    names: async () => {
      const { rows } = await sql<{ name: string }>`select name from crm.account order by id`.execute(db);
      return rows.map(({ name }) => name);
    },
  };
}

describe('a stage that stands still', () => {
  const stale = rule({ type: 'idle', days: 5, fields: ['stage'] }, { if: 'stage != "方案报价"' });

  it('wakes its rule at the instant, once per episode, and anew after it has moved', async () => {
    const { records, work, scores } = open({ stale });
    const { id } = await records.create(system, { ...leads, values: { name: 'A', stage: '新线索' } });
    later(4.9);
    await work();
    expect(await scores()).toEqual({ A: 0 });
    later(0.1);
    await work();
    expect(await scores()).toEqual({ A: 1 });
    later(30);
    await work();
    expect(await scores()).toEqual({ A: 1 });
    // Another field is no movement of the stage.
    await records.update(system, { ...leads, id, values: { note: 'x' } });
    await work();
    expect(await scores()).toEqual({ A: 1 });
    await records.update(system, { ...leads, id, values: { stage: '初步沟通' } });
    later(4.9);
    await work();
    expect(await scores()).toEqual({ A: 1 });
    later(0.2);
    await work();
    expect(await scores()).toEqual({ A: 2 });
  });

  it('is asked its condition at the instant, and again when what it reads changes', async () => {
    const { records, work, scores } = open({
      stale: rule({ type: 'idle', days: 5, fields: ['stage'] }, { if: 'job = "CEO"' }),
    });
    const { id } = await records.create(system, { ...leads, values: { name: 'A', stage: '新线索' } });
    later(6);
    await work();
    expect(await scores()).toEqual({ A: 0 });
    await records.update(system, { ...leads, id, values: { note: 'x' } });
    await work();
    expect(await scores()).toEqual({ A: 0 });
    await records.update(system, { ...leads, id, values: { job: 'CEO' } });
    await work();
    expect(await scores()).toEqual({ A: 1 });
    await records.update(system, { ...leads, id, values: { job: 'CTO' } });
    await records.update(system, { ...leads, id, values: { job: 'CEO' } });
    await work();
    expect(await scores()).toEqual({ A: 1 });
  });

  it('is found for records that were there before the rule, and not again when it is switched off and on', async () => {
    const before = open({});
    const { id } = await before.records.create(system, { ...leads, values: { name: 'A', stage: '新线索' } });
    later(3);
    await before.records.create(system, { ...leads, values: { name: 'B', stage: '新线索' } });
    await before.records.update(system, { ...leads, id, values: { note: 'no movement' } });
    later(3);
    const published = open({ stale });
    await published.work();
    expect(await published.scores()).toEqual({ A: 1, B: 0 });
    const off = open({ stale: { ...stale, enabled: false } });
    await off.work();
    later(3);
    await off.work();
    expect(await off.scores()).toEqual({ A: 1, B: 0 });
    const on = open({ stale });
    await on.work();
    expect(await on.scores()).toEqual({ A: 1, B: 1 });
    // Gone for good, and back: what it did is forgotten with it.
    await open({}).work();
    const again = open({ stale });
    await again.work();
    expect(await again.scores()).toEqual({ A: 2, B: 2 });
  });

  it('waits as long as a changed rule says, without running again in the same episode', async () => {
    const { records } = open({ stale });
    await records.create(system, { ...leads, values: { name: 'A', stage: '新线索' } });
    const longer = open({ stale: rule({ type: 'idle', days: 8, fields: ['stage'] }) });
    await longer.work();
    later(6);
    await longer.work();
    expect(await longer.scores()).toEqual({ A: 0 });
    later(2);
    await longer.work();
    expect(await longer.scores()).toEqual({ A: 1 });
    const shorter = open({ stale: rule({ type: 'idle', days: 1, fields: ['stage'] }) });
    await shorter.work();
    expect(await shorter.scores()).toEqual({ A: 1 });
  });

  it('leaves the trash alone, and remembers when a record comes back', async () => {
    const { records, work, scores } = open({ stale });
    const { id } = await records.create(system, { ...leads, values: { name: 'A', stage: '新线索' } });
    await records.remove(system, { ...leads, id });
    later(6);
    await work();
    expect(await scores()).toEqual({ A: 0 });
    await records.restore(system, { ...leads, id });
    await work();
    expect(await scores()).toEqual({ A: 1 });
    await records.remove(system, { ...leads, id });
    await records.restore(system, { ...leads, id });
    await work();
    expect(await scores()).toEqual({ A: 1 });
  });
});

describe('nobody in touch', () => {
  const quiet = onAccount({ type: 'idle', days: 3, records: { form: 'lead', field: 'account' } });

  it('is cancelled by a related record, counted from the latest, and what went away counts no more', async () => {
    const { records, work, names } = open({ quiet });
    const { id } = await records.create(system, { ...accounts, values: { name: 'A' } });
    later(2);
    const lead = await records.create(system, { ...leads, values: { name: 'x', account: id } });
    later(2);
    await work();
    expect(await names()).toEqual(['A']);
    later(1);
    await work();
    expect(await names()).toEqual(['A!']);
    const second = await records.create(system, { ...leads, values: { name: 'y', account: id } });
    later(2);
    // Moved elsewhere, it counts for this one no more: nothing has happened since that was told of.
    await records.update(system, { ...leads, id: second.id, values: { account: null } });
    await work();
    expect(await names()).toEqual(['A!']);
    await records.remove(system, { ...leads, id: lead.id });
    await work();
    expect(await names()).toEqual(['A!']);
    await records.create(system, { ...leads, values: { name: 'z', account: id } });
    later(3);
    await work();
    expect(await names()).toEqual(['A!!']);
  });

  it('costs one statement more for a whole batch of related records', async () => {
    const counted = countStatements(db);
    const { records } = leadEngines(counted.db, { quiet }, newId, () => now);
    const made = await records.writeMany(system, {
      ...accounts,
      rows: Array.from({ length: 60 }, (_, n) => ({ kind: 'create' as const, values: { name: `A${n}` } })),
    });
    const ids = made.flatMap((row) => (row.saved ? [row.id] : []));
    const write = async (many: number) => {
      const before = counted.count();
      await records.writeMany(system, {
        ...leads,
        rows: ids.slice(0, many).map((account) => ({ kind: 'create' as const, values: { name: 'x', account } })),
      });
      return counted.count() - before;
    };
    const few = await write(2);
    expect(await write(60)).toBe(few);
    expect(
      Number((await sql<{ n: string }>`select count(*) as n from tangram.rule_timer`.execute(db)).rows[0]?.n),
    ).toBe(60);
  });
});

describe('a date of the record', () => {
  const renewal = rule({ type: 'date', field: 'due', days: -60, at: '09:00' });

  it('wakes its rule so many days before, at the time of day of the workspace, and moves with the date', async () => {
    const { records, work, scores } = open({ renewal });
    const { id } = await records.create(system, { ...leads, values: { name: 'A', due: '2027-01-10' } });
    const due = async () =>
      (await sql<{ due_at: string }>`select due_at from tangram.rule_timer`.execute(db)).rows.map((row) =>
        new Date(row.due_at).toISOString(),
      );
    // 60 days before 10 January is 11 November; 9 o'clock in Shanghai is 1 o'clock UTC.
    expect(await due()).toEqual(['2026-11-11T01:00:00.000Z']);
    await records.update(system, { ...leads, id, values: { due: '2027-01-20' } });
    expect(await due()).toEqual(['2026-11-21T01:00:00.000Z']);
    now = new Date('2026-11-21T00:59:59Z');
    await work();
    expect(await scores()).toEqual({ A: 0 });
    now = new Date('2026-11-21T01:00:00Z');
    await work();
    await work();
    expect(await scores()).toEqual({ A: 1 });
    await records.update(system, { ...leads, id, values: { due: null } });
    later(90);
    await work();
    expect(await scores()).toEqual({ A: 1 });
  });

  it('that is past when it is entered, or when the rule is published, does not come any more', async () => {
    const before = open({});
    await before.records.create(system, { ...leads, values: { name: 'old', due: '2026-12-01' } });
    await before.records.create(system, { ...leads, values: { name: 'coming', due: '2027-01-20' } });
    const { records, work, scores } = open({ renewal });
    await work();
    await records.create(system, { ...leads, values: { name: 'late', due: '2026-12-02' } });
    await work();
    expect(await scores()).toEqual({ coming: 0, late: 0, old: 0 });
    later(30);
    await work();
    expect(await scores()).toEqual({ coming: 1, late: 0, old: 0 });
  });
});

describe('a schedule', () => {
  // Mondays at 9 in Shanghai, which is 1 o'clock UTC; it begins on Monday 2 November at 2.
  const weekly = rule({ type: 'schedule', cron: '0 9 * * 1' }, { if: 'visits > 3' });

  it('runs over the records its condition holds for, once for every time, and once for times that were missed', async () => {
    const { records, work, scores } = open({ weekly });
    await records.create(system, { ...leads, values: { name: 'A', visits: 5 } });
    await records.create(system, { ...leads, values: { name: 'B', visits: 1 } });
    await work();
    expect(await scores()).toEqual({ A: 0, B: 0 });
    later(7);
    await work();
    await work();
    expect(await scores()).toEqual({ A: 1, B: 0 });
    later(35);
    await work();
    expect(await scores()).toEqual({ A: 2, B: 0 });
  });

  it('goes over more records than one page, and two processes share the work without doing any of it twice', async () => {
    const one = open({ weekly });
    const two = open({ weekly });
    const rows = Array.from({ length: 1203 }, (_, n) => ({
      kind: 'create' as const,
      values: { name: `L${n}`, visits: 9 },
    }));
    await one.records.writeMany(system, { ...leads, rows });
    await one.work();
    later(7);
    await Promise.all([one.work(), two.work(), one.work(), two.work()]);
    const scores = Object.values(await one.scores());
    expect(scores).toHaveLength(1203);
    expect(new Set(scores)).toEqual(new Set([1]));
  });
});

describe('two processes', () => {
  it('wake every record once between them', async () => {
    const stale = rule({ type: 'idle', days: 5, fields: ['stage'] });
    const engines = [open({ stale }), open({ stale }), open({ stale })];
    const [first] = engines as [ReturnType<typeof open>];
    const rows = Array.from({ length: 700 }, (_, n) => ({ kind: 'create' as const, values: { name: `L${n}` } }));
    await first.records.writeMany(system, { ...leads, rows });
    later(6);
    await Promise.all(engines.map((each) => each.work()));
    await first.work();
    expect(new Set(Object.values(await first.scores()))).toEqual(new Set([1]));
    const { rows: traces } = await sql<{ n: string }>`select count(*) as n from tangram.rule_trace`.execute(db);
    expect(Number(traces[0]?.n)).toBe(700);
  });
});
