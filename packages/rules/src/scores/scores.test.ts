import type { RuleDefinition, Scorecard } from '@tangram/schema';
import { openTestDatabase } from '@tangram/tests/database';
import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Rules } from '../create-rules.ts';
import { type ReceivedEvent, storeEvents } from '../events/store-events.ts';
import { leadEngines, person, system } from '../testing/lead-app.ts';
import { leadDatabase } from '../testing/lead-database.ts';
import { card, leadScore } from '../testing/score-card.ts';
import type { StoredLines } from './score-changes.ts';

const { db, newId } = await leadDatabase(await openTestDatabase(), 0x9000, ['Ann', 'Bob']);
const at = { app: 'crm', form: 'lead' } as const;
const clock = { at: new Date(), now: () => clock.at };

beforeEach(async () => {
  clock.at = new Date('2026-03-01T02:00:00Z');
  await sql`truncate crm.lead, tangram.rule_event, tangram.rule_trace, tangram.history, tangram.score_timer,
    tangram.score_band_entry, tangram.score_change, tangram.score_card, tangram.score_job`.execute(db);
});

function leads(rules: { readonly [key: string]: RuleDefinition }) {
  const { records, rules: engine, told, catalog } = leadEngines(db, rules, newId, clock.now);
  const send = (id: string, name: string, more: Partial<ReceivedEvent> = {}) =>
    records.transaction((own, trx) =>
      storeEvents(trx, { app: 'crm', actor: system, catalog, records: own, now: clock.now() }, [
        { form: 'lead', record: { id }, name, ...more },
      ]),
    );
  const read = async (id: string) => await records.get(system, { ...at, id });
  const score = async (id: string) => (await read(id))['score'];
  return { records, engine, told, send, read, score, wake: () => engine.scores.work(records) };
}

const wait = (duration: { days?: number; ms?: number }) => {
  clock.at = new Date(clock.at.getTime() + (duration.days ?? 0) * 86_400_000 + (duration.ms ?? 0));
};

async function due({ scores }: Rules): Promise<Date | null> {
  const at = await scores.nextTimer();
  return at === null ? null : new Date(at);
}

async function changes(id: string) {
  const { rows } = await sql<{
    before: string | null;
    after: string;
    occasion: string | null;
    entered: boolean;
    lines: StoredLines;
  }>`
    select before, after, occasion, entered, lines from tangram.score_change where record = ${id}::uuid order by id`.execute(
    db,
  );
  return rows.map(({ before, after, ...rest }) => ({
    ...rest,
    before: before === null ? null : Number(before),
    after: Number(after),
  }));
}

describe('the lead scorecard', () => {
  it('gives +20 +30 -10 +5 +20 +30 +50 -15, marks a lead once at 100, and tells every step', async () => {
    const { records, send, read, score, told, wake, engine } = leads({ score: leadScore });
    const { id } = await records.create(system, { ...at, values: { name: '华东机床' } });
    expect(await score(id)).toBe(0);
    const save = async (values: { [field: string]: string }) => await records.update(system, { ...at, id, values });
    await save({ industry: 'manufacturing' });
    expect(await score(id)).toBe(20);
    await save({ job: '总监' });
    expect(await score(id)).toBe(50);
    await save({ region: 'abroad' });
    expect(await score(id)).toBe(40);
    wait({ ms: 1000 });
    await send(id, 'website_visit');
    expect(await score(id)).toBe(45);
    await send(id, 'website_visit');
    expect(await score(id)).toBe(45);
    await send(id, 'pricing_view');
    expect(await score(id)).toBe(65);
    await send(id, 'whitepaper');
    expect(await score(id)).toBe(95);
    expect([(await read(id))['tags'], told.length]).toEqual([null, 0]);
    await send(id, 'trial');
    expect(await score(id)).toBe(145);
    expect([(await read(id))['tags'], told.map(({ title }) => title)]).toEqual([['MQL'], ['华东机床: 145']]);

    // Idle exactly on the thirtieth day: not a millisecond earlier.
    expect(await due(engine)).toEqual(new Date('2026-03-31T02:00:01Z'));
    wait({ days: 30, ms: -1 });
    await wake();
    expect(await score(id)).toBe(145);
    wait({ ms: 1 });
    await wake();
    expect(await score(id)).toBe(130);
    expect(await due(engine)).toBeNull();
    await send(id, 'website_visit');
    expect(await score(id)).toBe(145);

    // Below the threshold and above it again: neither marked nor told once more.
    await save({ industry: 'retail', job: 'clerk' });
    expect(await score(id)).toBe(95);
    await records.update(system, { ...at, id, values: { tags: null } });
    await save({ job: 'CEO' });
    expect([await score(id), (await read(id))['tags'], told.length]).toEqual([125, null, 1]);

    const steps = await changes(id);
    expect(steps.map(({ before, after }) => [before, after])).toEqual([
      [null, 0],
      [0, 20],
      [20, 50],
      [50, 40],
      [40, 45],
      [45, 65],
      [65, 95],
      [95, 145],
      [145, 130],
      [130, 145],
      [145, 95],
      [95, 125],
    ]);
    expect(steps[5]).toMatchObject({
      occasion: 'pricing_view',
      lines: {
        industry: { points: 20 },
        off_region: { points: -10 },
        visit: { points: 5, count: 2, first: '2026-03-01T02:00:01.000Z' },
        pricing: { points: 20, count: 1 },
      },
    });
    expect(steps[8]).toMatchObject({
      occasion: 'tangram:score-due',
      lines: { idle: { points: -15, from: '2026-03-31T02:00:01.000Z' } },
    });
    expect(steps.flatMap(({ entered, after }) => (entered ? [after] : []))).toEqual([0, 145, 95, 125]);
  });

  it('counts idleness from the last change of a field, and from the making of a record nobody touched', async () => {
    const { records, score, wake } = leads({ score: leadScore });
    const [quiet, moved] = [
      await records.create(system, { ...at, values: { name: 'quiet' } }),
      await records.create(system, { ...at, values: { name: 'moved' } }),
    ];
    wait({ days: 10 });
    await records.update(system, { ...at, id: moved.id, values: { stage: '初步沟通' } });
    wait({ days: 20 });
    await wake();
    expect([await score(quiet.id), await score(moved.id)]).toEqual([-15, 0]);
    wait({ days: 10 });
    await wake();
    expect(await score(moved.id)).toBe(-15);
    await records.update(system, { ...at, id: moved.id, values: { note: 'not watched' } });
    expect(await score(moved.id)).toBe(-15);
    await records.update(system, { ...at, id: moved.id, values: { stage: '方案报价' } });
    expect(await score(moved.id)).toBe(0);
  });

  it('counts events by when they happened: back-dated ones end idleness only if they are late enough, repeated ones once', async () => {
    const { records, send, score, wake } = leads({ score: leadScore });
    const { id } = await records.create(system, { ...at, values: { name: 'x' } });
    wait({ days: 40 });
    await wake();
    expect(await score(id)).toBe(-15);
    await send(id, 'pricing_view', { at: new Date('2026-03-05T00:00:00Z'), id: 'a' });
    await send(id, 'pricing_view', { at: new Date('2026-03-05T00:00:00Z'), id: 'a' });
    expect(await score(id)).toBe(5);
    await send(id, 'website_visit', { at: new Date('2026-04-01T00:00:00Z') });
    expect(await score(id)).toBe(25);
  });

  it('is woken by several processes at once without counting twice', async () => {
    const { records, wake } = leads({ score: leadScore });
    const made = await records.writeMany(system, {
      ...at,
      rows: Array.from({ length: 40 }, (_, n) => ({ kind: 'create', values: { name: `Lead ${n}` } })),
    });
    wait({ days: 31 });
    await Promise.all([wake(), wake(), wake(), wake()]);
    const { rows } = await sql<{ score: string; count: string }>`
      select score, count(*) from crm.lead group by 1`.execute(db);
    expect(rows).toEqual([{ score: '-15', count: String(made.length) }]);
    const { rows: told } = await sql`select 1 from tangram.score_change where occasion is not null`.execute(db);
    expect(told).toHaveLength(40);
    const { rows: timers } = await sql`select 1 from tangram.score_timer`.execute(db);
    expect(timers).toHaveLength(0);
  });
});

describe('lines of a scorecard', () => {
  const visits = (line: Partial<NonNullable<Scorecard['events']>[number]>, more: Partial<Scorecard> = {}) =>
    leads({
      score: card({
        attributes: [],
        idle: [],
        bands: [],
        events: [{ key: 'v', title: 'V', event: 'visit', points: 3, counts: 'each', ...line }],
        ...more,
      }),
    });

  it('count at most so many in a day or week of the workspace, whose week may begin on Monday', async () => {
    const { records, send, score } = visits({ counts: { per: 'week', times: 2 } });
    const { id } = await records.create(system, { ...at, values: { name: 'x' } });
    // Shanghai is eight hours ahead: the first is still Sunday 22 February there, the second is Monday.
    for (const day of [
      '2026-02-22T15:59:59Z',
      '2026-02-22T16:00:00Z',
      '2026-02-23T01:00:00Z',
      '2026-02-28T01:00:00Z',
    ]) {
      await send(id, 'visit', { at: new Date(day) });
    }
    expect(await score(id)).toBe(9);
    const daily = visits({ counts: { per: 'day', times: 1 }, cap: 7 });
    await daily.send(id, 'visit', { at: new Date('2026-02-20T15:00:00Z') });
    expect(await score(id)).toBe(7);
  });

  it('ask about the data of an event and about the record, each as what it is declared', async () => {
    const { records, send, score } = visits({
      data: { page: 'text', seconds: 'number' },
      when: 'event.page = "/pricing" and event.seconds > visits',
    });
    const { id } = await records.create(system, { ...at, values: { name: 'x', visits: 10 } });
    await send(id, 'visit', { data: { page: '/pricing', seconds: 11 } });
    await send(id, 'visit', { data: { page: '/pricing', seconds: '12' } });
    await send(id, 'visit', { data: { page: '/home', seconds: 12 } });
    await send(id, 'visit', { data: {} });
    expect(await score(id)).toBe(3);
    await records.update(system, { ...at, id, values: { visits: 20 } });
    expect(await score(id)).toBe(0);
  });

  it('wear off at midnight of the workspace, by halves or evenly, rounded to hundredths', async () => {
    const { records, send, score, engine, wake } = visits({ points: 10, decay: { type: 'half-life', days: 2 } });
    const { id } = await records.create(system, { ...at, values: { name: 'x' } });
    await send(id, 'visit');
    expect(await score(id)).toBe(10);
    const seen = [];
    for (let day = 0; day < 4; day++) {
      clock.at = (await due(engine)) as Date;
      await wake();
      seen.push([clock.at.toISOString(), await score(id)]);
    }
    expect(seen).toEqual([
      ['2026-03-01T16:00:00.000Z', 7.07],
      ['2026-03-02T16:00:00.000Z', 5],
      ['2026-03-03T16:00:00.000Z', 3.54],
      ['2026-03-04T16:00:00.000Z', 2.5],
    ]);
    const even = visits({ points: 10, decay: { type: 'linear', days: 5 } });
    await even.send(id, 'visit');
    // Four days old and new: 10 * 0.2 + 10.
    expect(await score(id)).toBe(12);
    clock.at = new Date('2026-04-01T00:00:00Z');
    await even.wake();
    expect([await score(id), await due(even.engine)]).toEqual([0, null]);
  });

  it('may compute points, share limits in groups, and stay within the limits of the card', async () => {
    const { records, score, read } = leads({
      score: card({
        attributes: [
          { key: 'a', title: 'A', when: 'visits > 0', points: 'visits / 4', group: 'g' },
          { key: 'b', title: 'B', when: 'job = "CEO"', points: 8, group: 'g' },
          { key: 'c', title: 'C', when: 'amount > 0', points: 'amount' },
        ],
        groups: [{ key: 'g', title: 'G', max: 10 }],
        range: { min: -5, max: 30 },
        events: [],
        idle: [],
        levelField: 'grade',
        bands: [
          { key: 'B', title: 'B', from: 5 },
          { key: 'A', title: 'A', from: 10 },
        ],
      }),
    });
    const { id } = await records.create(system, { ...at, values: { name: 'x', visits: 5 } });
    expect([await score(id), (await read(id))['grade']]).toEqual([1.25, null]);
    await records.update(system, { ...at, id, values: { job: 'CEO' } });
    expect([await score(id), (await read(id))['grade']]).toEqual([9.25, 'B']);
    await records.update(system, { ...at, id, values: { visits: 400 } });
    expect([await score(id), (await read(id))['grade']]).toEqual([10, 'A']);
    await records.update(system, { ...at, id, values: { amount: 100 } });
    expect(await score(id)).toBe(30);
    const last = (await changes(id)).at(-1);
    expect(last?.lines).toMatchObject({
      a: { points: 100 },
      b: { points: 8 },
      c: { points: 100 },
      g: { points: -98 },
      '': { points: -80 },
    });
  });

  it('ask the database no more often for many records than for few', async () => {
    let asked = 0;
    const counted = db.withPlugin({
      transformQuery({ node }) {
        asked++;
        return node;
      },
      transformResult: async ({ result }) => result,
    });
    const { records } = leadEngines(counted, { score: leadScore }, newId, clock.now);
    const statements = async (count: number) => {
      const values = (n: number) => ({ name: `${n}`, job: 'CEO' });
      const rows = Array.from({ length: count }, (_, n) => ({ kind: 'create' as const, values: values(n) }));
      asked = 0;
      await records.writeMany(system, { ...at, rows });
      expect(asked).toBeGreaterThan(3);
      return asked;
    };
    await statements(2);
    expect(await statements(300)).toBe(await statements(3));
  });
});

describe('why a score is what it is', () => {
  const scoresOf = async (engine: ReturnType<typeof leads>, id: string, actor = system) => {
    const { scores } = await engine.engine.explainScores(actor, engine.records, { ...at, id }, { limit: 2 });
    return scores[0];
  };

  it('names the fewest lines that would reach the next band, the nearest of them first', async () => {
    const engine = leads({ score: leadScore });
    const { records, send } = engine;
    const lead = await records.create(system, { ...at, values: { name: 'x', industry: 'manufacturing', job: 'CEO' } });
    const steps = async () => {
      const next = (await scoresOf(engine, lead.id))?.now.nextBand;
      return [next?.short, next?.steps?.map(({ key, points }) => `${key} ${String(points)}`)];
    };
    // 50: the trial alone would do.
    expect(await steps()).toEqual([50, ['trial 50']]);
    await send(lead.id, 'whitepaper');
    expect(await steps()).toEqual([20, ['pricing 20']]);
    wait({ days: 31 });
    await engine.wake();
    // 65 while idle: a look at prices gives 20 and takes the 15 back.
    expect(await steps()).toEqual([35, ['pricing 20']]);
    await records.update(system, { ...at, id: lead.id, values: { industry: 'retail', job: 'clerk' } });
    // 15: of the pairs, a trial with the decision level comes nearest.
    expect(await steps()).toEqual([85, ['trial 50', 'industry 20']]);
    await send(lead.id, 'trial');
    await records.update(system, { ...at, id: lead.id, values: { job: 'CEO' } });
    expect((await scoresOf(engine, lead.id))?.now.nextBand).toBeNull();
  });

  it('tells the lines of every change in the words of then, page by page, and nothing to those who may not read the score', async () => {
    const engine = leads({ score: leadScore });
    const { records, send } = engine;
    const { id } = await records.create(system, { ...at, values: { name: 'x' } });
    await send(id, 'trial');
    await send(id, 'whitepaper');
    const renamed = card({ events: leadScore.events?.map((line) => ({ ...line, title: 'Renamed' })) ?? [] });
    const later = leads({ score: renamed });
    const first = await scoresOf(later, id);
    expect(first?.history.map(({ after, occasion }) => [after, occasion])).toEqual([
      [80, 'whitepaper'],
      [50, 'trial'],
    ]);
    expect(first?.history[0]?.lines).toEqual([
      {
        key: 'paper',
        title: { en: 'Downloaded a white paper', zh: '下载产品白皮书' },
        points: 30,
        count: 1,
        first: clock.at.toISOString(),
        last: clock.at.toISOString(),
      },
      expect.objectContaining({ key: 'trial', points: 50 }),
    ]);
    expect(first?.now.events.map(({ title }) => title)).toContain('Renamed');
    const { scores } = await later.engine.explainScores(
      system,
      records,
      { ...at, id },
      { limit: 2, after: first?.next ?? '0' },
    );
    expect(scores[0]?.history.map(({ before, after }) => [before, after])).toEqual([[null, 0]]);
    const clerk = person(newId(), 'Clerk', [{ app: 'crm', role: 'clerk' }]);
    expect(await scoresOf(later, id, clerk)).toMatchObject({ rule: 'score' });
    const byAmount = leads({ score: card({ field: 'amount' }) });
    expect(await scoresOf(byAmount, id, clerk)).toBeUndefined();
  });
});
