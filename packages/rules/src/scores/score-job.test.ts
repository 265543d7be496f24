import type { Workspace } from '@tangram/records';
import type { RuleDefinition, ScoreAttribute, Scorecard, ScoreCounts, ScoreEvent } from '@tangram/schema';
import { openTestDatabase } from '@tangram/tests/database';
import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { leadEngines, system } from '../testing/lead-app.ts';
import { leadDatabase } from '../testing/lead-database.ts';
import { card, leadScore } from '../testing/score-card.ts';
import { storedLine } from './read-scores.ts';
import type { StoredLines } from './score-changes.ts';
import { planScoreJob, readScoreProgress, takeScoreStep, type ScoreJobParts } from './score-job.ts';

const { db, newId } = await leadDatabase(await openTestDatabase(), 0xa000, ['Ann', 'Bob']);
const at = { app: 'crm', form: 'lead' } as const;
const clock = { at: new Date(), now: () => clock.at };

beforeEach(async () => {
  clock.at = new Date('2026-04-10T02:00:00Z');
  await sql`truncate crm.lead, tangram.rule_event, tangram.rule_trace, tangram.history, tangram.score_timer,
    tangram.score_band_entry, tangram.score_change, tangram.score_card, tangram.score_job`.execute(db);
});

const plan = (before: RuleDefinition | null, after: RuleDefinition) =>
  planScoreJob(db, {
    app: 'crm',
    key: 'score',
    now: clock.at,
    after: after as Scorecard,
    ...(before === null ? {} : { before: before as Scorecard }),
  });

function engines(
  rules: { readonly [key: string]: RuleDefinition },
  workspace: Partial<Workspace> = {},
  way: Pick<ScoreJobParts, 'usesSql' | 'stepSize'> = {},
) {
  const { records, told, catalog } = leadEngines(db, rules, newId, clock.now, workspace);
  const step = () => takeScoreStep(records, { catalog: () => catalog, clock, ...way });
  const finish = async () => {
    while (await step());
  };
  return { records, told, step, finish };
}

/** Everything a recomputation leaves behind. */
async function state() {
  const leads = await sql`select id, score::text, grade, tags from crm.lead order by id`.execute(db);
  const timers = await sql`select record, due_at from tangram.score_timer order by record`.execute(db);
  const { rows } = await sql<{ lines: StoredLines }>`
    select record, before::text, after::text, band, entered, lines from tangram.score_change order by record, id`.execute(
    db,
  );
  const changes = rows.map(({ lines, ...change }) => ({
    ...change,
    lines: Object.fromEntries(Object.entries(lines).map(([key, line]) => [key, storedLine(line)])),
  }));
  return { leads: leads.rows, timers: timers.rows, changes };
}

describe('the score of many records', () => {
  it.each(
    (
      [
        { zone: 'Asia/Shanghai' },
        { zone: 'America/New_York', weekStart: 7 },
        { zone: 'Europe/Berlin', weekStart: 6 },
      ] as const
    ).flatMap((workspace) => [1, 2, 3, 4].map((seed) => ({ workspace, seed }))),
  )(
    'is the same in SQL and by closures, to the last digit: $workspace.zone, seed $seed',
    async ({ workspace, seed }) => {
      const random = randomSource(seed * 7919);
      await fill(random);
      const rules = { score: randomCard(random) };
      const outcomes = [];
      // The third takes four parts, each of several blocks, a record or two at a time.
      for (const way of [{ usesSql: true }, { usesSql: false }, { usesSql: true, stepSize: 1 }]) {
        await sql`update crm.lead set score = case when visits > 3 then 7 end, grade = null, tags = null`.execute(db);
        await sql`truncate tangram.score_change, tangram.score_timer, tangram.score_band_entry, tangram.score_job`.execute(
          db,
        );
        await plan(null, rules.score);
        await engines(rules, workspace, way).finish();
        outcomes.push(await state());
      }
      expect(outcomes[0]?.changes.length).toBeGreaterThan(20);
      expect(outcomes[0]).toEqual(outcomes[1]);
      expect(outcomes[2]).toEqual(outcomes[1]);
    },
  );

  it('is computed anew in steps that go on after an interruption; bands act on those who newly enter, once', async () => {
    const before = card({ bands: [], attributes: [], events: [], idle: [] });
    const old = engines({ score: before });
    const values = (n: number) => ({ name: `Lead ${n}`, job: n % 2 === 0 ? 'CEO' : 'clerk', visits: n });
    await old.records.writeMany(system, {
      ...at,
      rows: Array.from({ length: 60 }, (_, n) => ({ kind: 'create', values: values(n) })),
    });
    const after = card({
      attributes: [
        { key: 'ceo', title: 'CEO', when: 'job = "CEO"', points: 60 },
        { key: 'visits', title: 'Visits', when: 'visits >= 50', points: 50 },
      ],
      events: [],
      idle: [],
    });
    await plan(before, after);
    const { step, told } = engines({ score: after });
    expect(await step()).toBe(true);
    expect(await readScoreProgress(db, 'crm', 'score')).toMatchObject({ done: 0, total: 60 });
    // Dies in the middle of a step: nothing of it has happened.
    await sql`create or replace function crm.die() returns trigger language plpgsql as 'begin raise exception ''killed''; end'`.execute(
      db,
    );
    await sql`create trigger die before update on tangram.score_job for each row when (new.done > 0) execute function crm.die()`.execute(
      db,
    );
    await expect(step()).rejects.toThrow('killed');
    expect(await readScoreProgress(db, 'crm', 'score')).toMatchObject({ done: 0, finishedAt: null });
    // Messages are rows of the same transaction; this list only stands for them.
    told.length = 0;
    await sql`drop trigger die on tangram.score_job`.execute(db);
    expect(await step()).toBe(true);
    expect(await readScoreProgress(db, 'crm', 'score')).toMatchObject({ done: 60, total: 60, finishedAt: null });
    await step();
    expect(await step()).toBe(false);
    expect((await readScoreProgress(db, 'crm', 'score'))?.finishedAt).not.toBeNull();
    const { rows } = await sql<{ score: string; tags: string[] | null; count: string }>`
      select score, tags, count(*) from crm.lead group by 1, 2 order by 1`.execute(db);
    expect(rows).toEqual([
      { score: '0', tags: null, count: '25' },
      { score: '50', tags: null, count: '5' },
      { score: '60', tags: null, count: '25' },
      { score: '110', tags: ['MQL'], count: '5' },
    ]);
    expect(told).toHaveLength(5);
    await plan(null, after);
    await engines({ score: after }).finish();
    expect(told).toHaveLength(5);
  });

  it('is computed anew by several workers at once, each record by one of them', async () => {
    const count = 25_000;
    await sql`insert into crm.lead (id, created_at, updated_at, version, name, visits)
      select gen_random_uuid(), ${clock.at}, ${clock.at}, 1, 'Lead ' || n, n % 10 from generate_series(1, ${count}::int) as n`.execute(
      db,
    );
    const rule = card({ attributes: [{ key: 'v', title: 'V', when: 'visits >= 5', points: 7 }], events: [], idle: [] });
    await plan(null, rule);
    const { step } = engines({ score: rule });
    await step();
    const busy: number[] = [];
    const worker = async () => {
      for (let steps = 0; ; steps++) if (!(await step())) return busy.push(steps);
    };
    await Promise.all([worker(), worker(), worker()]);
    expect(busy.filter((steps) => steps > 1).length).toBeGreaterThan(1);
    expect(await readScoreProgress(db, 'crm', 'score')).toMatchObject({
      done: count,
      total: count,
      finishedAt: '2026-04-10T02:00:00Z',
    });
    const { rows } = await sql`select score::text, count(*)::integer from crm.lead group by 1 order by 1`.execute(db);
    expect(rows).toEqual([
      { score: '0', count: count / 2 },
      { score: '7', count: count / 2 },
    ]);
    const { rows: told } =
      await sql`select count(*)::integer, count(distinct record)::integer as records from tangram.score_change`.execute(
        db,
      );
    expect(told).toEqual([{ count, records: count }]);
  });

  it('waits until this process has read the same card, and is not asked for by a publication that changes nothing', async () => {
    await plan(leadScore, { ...leadScore });
    expect(await readScoreProgress(db, 'crm', 'score')).toBeNull();
    await plan(null, leadScore);
    const { step } = engines({ score: card({ attributes: [] }) });
    expect(await step()).toBe(false);
    await plan(leadScore, card({ enabled: false }));
    expect(await readScoreProgress(db, 'crm', 'score')).toBeNull();
  });
});

type Random = ReturnType<typeof randomSource>;

function randomSource(seed: number) {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) / 2 ** 24;
  };
  const below = (count: number) => Math.floor(next() * count);
  return { below, pick: <Item>(items: readonly Item[]) => items[below(items.length)] as Item };
}

const names = ['visit', 'pricing', 'paper'];

/** Leads, and events on most of them: around midnights, in the night the clocks change, several at once, some of odd data. */
async function fill(random: Random): Promise<void> {
  const { records } = engines({});
  const rows = Array.from({ length: 60 }, (_, n) => ({
    kind: 'create' as const,
    values: {
      name: `Lead ${n}`,
      job: random.pick(['CEO', 'clerk', '总监']),
      ...(random.below(4) === 0 ? {} : { visits: random.below(8) }),
      ...(random.below(3) === 0 ? {} : { industry: random.pick(['manufacturing', 'retail']) }),
      ...(random.below(2) === 0 ? {} : { amount: random.below(1000) / 8 - 20 }),
    },
  }));
  clock.at = new Date('2026-03-01T00:00:00Z');
  const made = await records.writeMany(system, { ...at, rows });
  clock.at = new Date('2026-04-10T02:00:00Z');
  const ids = made.flatMap(({ id }) => id ?? []);
  const events = Array.from({ length: 600 }, () => {
    const day = Date.parse('2026-03-06T00:00:00Z') + random.below(36) * 86_400_000;
    const time = random.pick([0, 3_599_999, 14_399_999, 57_600_000, 57_599_999, random.below(86_400_000)]);
    return {
      record: random.pick(ids.slice(5)),
      name: random.pick(names),
      at: new Date(day + time).toISOString(),
      data: random.pick<object>([
        {},
        { page: '/home' },
        { page: '/pricing', n: 3 },
        { page: 5, n: 'three' },
        { n: 0.5, ok: true },
      ]),
    };
  });
  await sql`insert into tangram.rule_event (app, form, record, name, at, received_at, data)
    select 'crm', 'lead', record, name, at, at, data
    from jsonb_to_recordset(${JSON.stringify(events)}::jsonb) as x(record uuid, name text, at timestamptz, data jsonb)`.execute(
    db,
  );
}

function randomCard(random: Random): RuleDefinition {
  const counts: readonly ScoreCounts[] = [
    'once',
    'each',
    { per: 'day', times: 1 },
    { per: 'week', times: 2 },
    { per: 'month', times: 3 },
  ];
  const points = () => random.pick([5, -7, 0.3, 20, 12.25]);
  const events = names.flatMap((event) =>
    [0, 1].map((n): ScoreEvent => {
      const decay = random.pick([
        undefined,
        { type: 'half-life', days: random.pick([1, 3, 30]) },
        { type: 'linear', days: 7 },
      ] as const);
      const when = random.pick([
        undefined,
        undefined,
        'event.page = "/pricing"',
        'event.n > visits / 4',
        'event.ok or visits > 3',
      ]);
      return {
        key: `${event}_${n}`,
        title: event,
        event,
        points: points(),
        counts: random.pick(counts),
        ...(random.below(2) === 0 ? {} : { cap: random.pick([8, 21.5]) }),
        ...(decay === undefined ? {} : { decay }),
        ...(when === undefined ? {} : { when, data: { page: 'text', n: 'number', ok: 'boolean' } }),
      };
    }),
  );
  const attribute = (key: string, when: string, worth: number | string, group?: string): ScoreAttribute => ({
    key,
    title: key,
    when,
    points: worth,
    ...(group === undefined ? {} : { group }),
  });
  return card({
    attributes: [
      attribute('industry', 'industry = "manufacturing"', points(), 'fit'),
      attribute('job', 'job in ("CEO", "总监")', points(), 'fit'),
      attribute('amount', 'amount > 10', random.pick(['amount / 7', 'visits * 0.1', 3]), random.pick(['fit', 'money'])),
      attribute('visits', 'visits > 2 or industry = "retail"', 'if visits > 5 then 9 else visits'),
      attribute('soon', 'created_at < now() - duration("P30D")', 1.5),
    ],
    groups: [
      { key: 'fit', title: 'Fit', max: random.pick([10, 22.5]) },
      { key: 'money', title: 'Money', min: -1, max: 4 },
    ],
    events,
    idle: [
      { key: 'idle', title: 'Idle', days: random.pick([5, 12, 30]), points: -15, events: ['visit', 'paper'] },
      { key: 'still', title: 'Still', days: 20, points: -3, fields: ['job', 'stage'] },
    ],
    ...(random.below(2) === 0 ? {} : { range: { min: -30, max: 90 } }),
    levelField: 'grade',
    bands: [
      { key: 'B', title: 'B', from: 0 },
      {
        key: 'A',
        title: 'A',
        from: 40,
        once: random.below(2) === 0,
        actions: [{ type: 'add-tags', settings: { field: 'tags', tags: ['VIP'] } }],
      },
    ],
  });
}
