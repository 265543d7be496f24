import type { RuleDefinition, ScoreAttribute } from '@tangram/schema';
import { updatePerson } from '@tangram/records';
import { openTestDatabase } from '@tangram/tests/database';
import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { countStatements } from '../testing/count-statements.ts';
import { countingIds, leadEngines, person, system } from '../testing/lead-app.ts';
import { leadDatabase } from '../testing/lead-database.ts';
import type { TraceDetail } from '../explain/trace.ts';

const { db, newId, people } = await leadDatabase(await openTestDatabase(), 0x1000, ['Ann', 'Bob', 'Cai']);
const at = { app: 'crm', form: 'lead' } as const;

beforeEach(async () => {
  await sql`truncate crm.lead, crm.account, tangram.rule_turn, tangram.rule_trace, tangram.history`.execute(db);
});

const event = (rule: Partial<RuleDefinition> & { actions: unknown }): RuleDefinition =>
  ({ type: 'event', title: 'Rule', form: 'lead', enabled: true, when: { type: 'saved' }, ...rule }) as RuleDefinition;

const assignInTurn = event({
  title: { en: 'Website leads to team A', zh: '官网线索给A组' },
  when: { type: 'created' },
  if: 'source = "官网"',
  actions: [
    { type: 'assign', settings: { fields: ['salesperson', 'owner'], to: { type: 'group', group: 'sales_a' } } },
    { type: 'add-tags', settings: { field: 'tags', tags: ['官网线索'] } },
  ],
});

async function traces(id: string): Promise<{ rule: string; outcome: string; detail: TraceDetail }[]> {
  const { rows } = await sql<{ rule: string; outcome: string; detail: TraceDetail }>`
    select rule, outcome, detail from tangram.rule_trace where record = ${id}::uuid order by id`.execute(db);
  return rows;
}

async function countByPerson(): Promise<{ [name: string]: number }> {
  const { rows } = await sql<{ name: string; count: string }>`
    select p.name, count(*) as count from crm.lead l join tangram.person p on p.id = l.salesperson group by 1`.execute(
    db,
  );
  return Object.fromEntries(rows.map(({ name, count }) => [name, Number(count)]));
}

describe('event rules', () => {
  it('give website leads to the group in turn and tag them, in the same write, and say so in the history', async () => {
    const { records } = leadEngines(db, { assign: assignInTurn }, newId);
    const saved = [];
    for (const source of ['官网', '展会', '官网', '官网', '官网']) {
      saved.push(await records.create(system, { ...at, values: { name: 'Acme', source } }));
    }
    expect(saved.map((row) => (row['salesperson'] as { title: string } | null)?.title ?? null)).toEqual([
      'Ann',
      null,
      'Bob',
      'Cai',
      'Ann',
    ]);
    expect(saved[0]?.['owner']).toMatchObject({ title: 'Ann' });
    expect(saved[0]?.['tags']).toEqual(['官网线索']);
    expect(saved[0]?.version).toBe(1);
    expect(saved[1]?.['tags']).toBeNull();
    const history = await records.history(system, { ...at, id: saved[0]?.id as string });
    const change = history.entries[0]?.changes.find(({ field }) => field === 'salesperson');
    expect(change?.because).toEqual({
      rule: 'assign',
      reason: { en: 'Website leads to team A: Source is "官网"', zh: '官网线索给A组：客户来源是“官网”' },
    });
  });

  it('see what lies behind a reference, and the record as it was', async () => {
    const { records } = leadEngines(
      db,
      {
        medical: event({
          order: 1,
          if: 'account.sector = "medical" and account.parent.name = "Group"',
          actions: [{ type: 'set-fields', settings: { fields: [{ field: 'grade', value: '"A"' }] } }],
        }),
        moved: event({
          order: 2,
          when: { type: 'changed', fields: ['stage'] },
          if: 'previous.stage = "新线索"',
          actions: [
            {
              type: 'set-fields',
              settings: { fields: [{ field: 'note', value: '"was " + previous.stage + ", account " + account.name' }] },
            },
          ],
        }),
      },
      newId,
    );
    const group = await records.create(system, { app: 'crm', form: 'account', values: { name: 'Group' } });
    const account = await records.create(system, {
      app: 'crm',
      form: 'account',
      values: { name: 'Clinic', sector: 'medical', parent: group.id },
    });
    const row = await records.create(system, { ...at, values: { name: 'x', stage: '新线索', account: account.id } });
    expect(row['grade']).toBe('A');
    expect(row['note']).toBeNull();
    const moved = await records.update(system, { ...at, id: row.id, values: { stage: '初步沟通' } });
    expect(moved['note']).toBe('was 新线索, account Clinic');
    const other = await records.create(system, { ...at, values: { name: 'no account' } });
    expect(other['grade']).toBeNull();
  });

  it('run in their order, and set each other off within the same write', async () => {
    const { records } = leadEngines(
      db,
      {
        // Alphabetically and by order the last one; it wakes the first.
        z: event({
          order: 9,
          if: 'visits > 3',
          actions: [{ type: 'set-fields', settings: { fields: [{ field: 'grade', value: '"A"' }] } }],
        }),
        a: event({
          order: 1,
          if: 'grade = "A"',
          actions: [{ type: 'add-tags', settings: { field: 'tags', tags: ['VIP'] } }],
        }),
        b: event({
          order: 2,
          if: 'doubled > 100',
          actions: [{ type: 'set-fields', settings: { fields: [{ field: 'note', value: '"large"' }] } }],
        }),
        c: event({
          order: 3,
          when: { type: 'changed', fields: ['grade'] },
          actions: [{ type: 'set-fields', settings: { fields: [{ field: 'amount', value: '60' }] } }],
        }),
      },
      newId,
    );
    const row = await records.create(system, { ...at, values: { name: 'x', visits: 5 } });
    expect([row['grade'], row['tags'], row['note']]).toEqual(['A', ['VIP'], null]);
    expect((await traces(row.id)).map(({ rule, detail }) => [rule, detail.round])).toEqual([
      ['z', 1],
      ['a', 2],
    ]);
    // `c` waits for the grade to change, and what it writes makes the formula that `b` reads.
    const changed = await records.update(system, { ...at, id: row.id, values: { grade: 'B' } });
    expect(changed['note']).toBe('large');
    expect(changed['grade']).toBe('A');
  });

  it('are stopped when they set each other off without end, and say which', async () => {
    const { records } = leadEngines(
      db,
      {
        up: event({
          title: 'Up',
          when: { type: 'changed', fields: ['visits'] },
          actions: [{ type: 'add-points', settings: { field: 'score', points: 1 } }],
        }),
        back: event({
          title: 'Back',
          when: { type: 'changed', fields: ['score'] },
          actions: [{ type: 'add-points', settings: { field: 'visits', points: 1 } }],
        }),
      },
      newId,
    );
    const row = await records.create(system, { ...at, values: { name: 'x' } });
    const changed = await records.update(system, { ...at, id: row.id, values: { visits: 1 } });
    expect(Number(changed['score'])).toBeLessThanOrEqual(10);
    const stopped = (await traces(row.id)).filter(({ outcome }) => outcome === 'stopped');
    expect(stopped.length).toBeGreaterThan(0);
    expect(stopped[0]?.detail.problems[0]).toMatchObject({ code: 'RULE_STOPPED', params: { path: 'Back → Up' } });
  });

  it('do not undo a save when they cannot do their part: they say so', async () => {
    const { records } = leadEngines(
      db,
      {
        nobody: event({
          actions: [{ type: 'assign', settings: { fields: ['salesperson'], to: { type: 'group', group: 'none' } } }],
        }),
        gone: event({
          actions: [
            {
              type: 'assign',
              settings: { fields: ['salesperson'], to: { type: 'person', person: 'gone@example.com' } },
            },
          ],
        }),
        wrong: event({ actions: [{ type: 'set-fields', settings: { fields: [{ field: 'grade', value: 'name' }] } }] }),
      },
      newId,
    );
    const row = await records.create(system, { ...at, values: { name: 'C' } });
    expect(row['salesperson']).toBeNull();
    const codes = (await traces(row.id)).flatMap(({ detail }) => detail.problems.map((problem) => problem.code));
    expect(codes.toSorted()).toEqual(['RULE_GROUP_EMPTY', 'RULE_PERSON_UNKNOWN', 'RULE_VALUE_NOT_ALLOWED']);
  });

  it('tell people once each, with what the record says', async () => {
    const { records, told } = leadEngines(
      db,
      {
        tell: event({
          when: { type: 'created' },
          actions: [
            {
              type: 'notify',
              settings: {
                to: [
                  { type: 'field', field: 'salesperson' },
                  { type: 'manager', field: 'salesperson' },
                  { type: 'group', group: 'sales_a' },
                  { type: 'person', person: 'BOB@example.com' },
                ],
                title: { en: 'New: {name} from {source}', zh: '新线索:{name}' },
                body: '{amount}{note}',
              },
            },
          ],
        }),
      },
      newId,
    );
    const row = await records.create(system, {
      ...at,
      values: { name: 'Acme', source: '展会', amount: '1200.50', salesperson: people.get('Bob') as string },
    });
    expect(told).toEqual([
      {
        to: [people.get('Bob'), people.get('Ann'), people.get('Cai')],
        title: { en: 'New: Acme from 展会', zh: '新线索:Acme' },
        body: '1200.5',
        link: `/apps/crm/forms/lead/${row.id}`,
      },
    ]);
    expect((await traces(row.id))[0]?.detail.done).toEqual([{ en: 'New: Acme from 展会', zh: '新线索:Acme' }]);
  });

  it('tell nobody and leave no trace of a write that is refused', async () => {
    const tell = event({
      actions: [{ type: 'notify', settings: { to: [{ type: 'group', group: 'sales_a' }], title: 'New' } }],
    });
    const { records, told } = leadEngines(db, { tell }, newId);
    await expect(records.create(system, { ...at, values: { source: '官网' } })).rejects.toThrow();
    expect(told).toEqual([]);
    const { rows } = await sql<{ count: string }>`select count(*) from tangram.rule_trace`.execute(db);
    expect(Number(rows[0]?.count)).toBe(0);
  });

  it('keep running when one of them no longer fits the form, which says so', async () => {
    const { records } = leadEngines(
      db,
      {
        bad: event({
          title: 'Bad',
          if: 'gone = 1',
          actions: [{ type: 'add-tags', settings: { field: 'tags', tags: ['x'] } }],
        }),
        assign: assignInTurn,
      },
      newId,
    );
    const row = await records.create(system, { ...at, values: { name: 'x', source: '官网' } });
    expect(row['salesperson']).toMatchObject({ title: 'Ann' });
    const outcomes = (await traces(row.id)).map(({ rule, outcome }) => [rule, outcome]);
    expect(Object.fromEntries(outcomes)).toEqual({ assign: 'applied', bad: 'broken' });
  });
});

describe('turns', () => {
  it('are even among writers at the same time, whichever process they come through', async () => {
    const first = leadEngines(db, { assign: assignInTurn }, countingIds(0x100000));
    const second = leadEngines(db, { assign: assignInTurn }, countingIds(0x200000));
    const writes = Array.from({ length: 60 }, (_, index) =>
      (index % 2 === 0 ? first : second).records.create(system, {
        ...at,
        values: { name: `Lead ${index}`, source: '官网' },
      }),
    );
    await Promise.all(writes);
    expect(await countByPerson()).toEqual({ Ann: 20, Bob: 20, Cai: 20 });
  });

  it('go on after a restart, pass over who is absent, and are not used up by a write that fails', async () => {
    const create = (name: string | null) =>
      leadEngines(db, { assign: assignInTurn }, newId).records.create(system, {
        ...at,
        values: { name, source: '官网' },
      });
    const whose = async () => ((await create('x'))['salesperson'] as { title: string }).title;
    expect(await whose()).toBe('Ann');
    await expect(create(null)).rejects.toThrow();
    expect(await whose()).toBe('Bob');
    await updatePerson(db, people.get('Cai') as string, { isActive: false });
    expect([await whose(), await whose(), await whose()]).toEqual(['Ann', 'Bob', 'Ann']);
    await updatePerson(db, people.get('Cai') as string, { isActive: true });
    expect([await whose(), await whose()]).toEqual(['Bob', 'Cai']);
    // The clock stands at 2026-11-22 16:00 in Shanghai; the last day away counts.
    const away = (absentFrom: string | null, absentUntil: string | null = null) =>
      updatePerson(db, people.get('Bob') as string, { absentFrom, absentUntil });
    await away('2026-11-20', '2026-11-22');
    expect([await whose(), await whose(), await whose()]).toEqual(['Ann', 'Cai', 'Ann']);
    await away('2026-11-20', '2026-11-21');
    expect(await whose()).toBe('Bob');
    await away('2026-11-22');
    expect([await whose(), await whose()]).toEqual(['Cai', 'Ann']);
    await away('2026-11-23');
    expect(await whose()).toBe('Bob');
    await away(null);
  });
});

const scorecard: RuleDefinition = {
  type: 'scorecard',
  title: { en: 'Lead score', zh: '线索评分' },
  form: 'lead',
  enabled: true,
  field: 'score',
  attributes: (
    [
      ['industry', 'industry = "manufacturing"', 20],
      ['decision', 'job in ("CEO", "总监")', 30],
      ['off_region', 'region = "abroad"', -10],
      ['visit', 'visits > 0', 5],
      ['pricing', 'visits > 2', 20],
      ['paper', 'contains(note, "paper")', 30],
      ['trial', 'amount > 0', 0.5],
    ] as const
  ).map(([key, when, points]): ScoreAttribute => ({ key, title: key, when, points })),
  bands: [
    { key: 'cold', title: 'Cold', from: 0 },
    {
      key: 'warm',
      title: 'Warm',
      from: 50,
      actions: [{ type: 'set-fields', settings: { fields: [{ field: 'grade', value: '"B"' }] } }],
    },
    {
      key: 'mql',
      title: 'MQL',
      from: 100,
      actions: [
        { type: 'add-tags', settings: { field: 'tags', tags: ['MQL'] } },
        { type: 'notify', settings: { to: [{ type: 'group', group: 'sales_a' }], title: '{name}: {score}' } },
      ],
    },
  ],
};

describe('a rule that is in force for some days', () => {
  const only = (effective: object) =>
    event({ effective, actions: [{ type: 'set-fields', settings: { fields: [{ field: 'note', value: '"seen"' }] } }] });
  it.each([
    // It is 2026-11-22, 16:00 in Shanghai.
    [{ from: '2026-11-22', until: '2026-11-22' }, 'seen'],
    [{ until: '2026-11-21' }, null],
    [{ from: '2026-11-23' }, null],
  ])('%j runs on those days only', async (effective, note) => {
    const { records } = leadEngines(db, { only: only(effective) }, newId);
    const row = await records.create(system, { app: 'crm', form: 'lead', values: { name: 'Ann' } });
    expect(row['note']).toBe(note);
  });
});

describe('an occasion', () => {
  const visit = { name: 'visit', data: {} };
  it('lets nobody but the rules that wait for it look at the record, and changes nothing by itself', async () => {
    const everySave = event({ actions: [{ type: 'add-points', settings: { field: 'score', points: 1 } }] });
    const { records } = leadEngines(db, { everySave }, newId);
    const row = await records.create(system, { app: 'crm', form: 'lead', values: { name: 'Ann' } });
    expect(await records.occur(system, { app: 'crm', form: 'lead', ids: [row.id], occasion: visit })).toEqual([
      { saved: true, id: row.id, version: row.version },
    ]);
    expect(await records.get(system, { app: 'crm', form: 'lead', id: row.id })).toMatchObject({ score: 1, version: 1 });
  });
});

describe('scorecards', () => {
  it('sum what counts, on every save, exactly', async () => {
    const { records } = leadEngines(db, { score: scorecard }, newId);
    const row = await records.create(system, {
      ...at,
      values: { name: 'x', industry: 'manufacturing', job: '总监', region: 'abroad', visits: 1, amount: 3 },
    });
    expect(row['score']).toBe(45.5);
    const less = await records.update(system, { ...at, id: row.id, values: { job: null, region: 'east' } });
    expect(less['score']).toBe(25.5);
    const [first] = await traces(row.id);
    expect(first?.detail.score?.attributes.map(({ key, points, counted }) => [key, points, counted])).toEqual([
      ['industry', 20, true],
      ['decision', 30, true],
      ['off_region', -10, true],
      ['visit', 5, true],
      ['pricing', 20, false],
      ['paper', 30, false],
      ['trial', 0.5, true],
    ]);
    expect(first?.detail.score?.attributes[4]?.condition.parts).toEqual([
      { text: 'visits > 2', holds: false, values: { visits: 1 } },
    ]);
  });

  it('run the actions of a band once for each time it is entered', async () => {
    const { records, told } = leadEngines(db, { score: scorecard }, newId);
    const row = await records.create(system, { ...at, values: { name: 'x', industry: 'manufacturing', job: 'CEO' } });
    expect([row['score'], row['grade'], row['tags']]).toEqual([50, 'B', null]);
    await records.update(system, { ...at, id: row.id, values: { grade: 'A' } });
    const hot = await records.update(system, { ...at, id: row.id, values: { visits: 3, note: 'white paper' } });
    // The grade set by hand stays: "warm" was not entered again.
    expect([hot['score'], hot['grade'], hot['tags']]).toEqual([105, 'A', ['MQL']]);
    await records.update(system, { ...at, id: row.id, values: { visits: 4 } });
    expect(told.map((message) => message.title)).toEqual(['x: 105']);
    await records.update(system, { ...at, id: row.id, values: { note: null } });
    expect((await records.get(system, { ...at, id: row.id }))['grade']).toBe('B');
    await records.update(system, { ...at, id: row.id, values: { note: 'paper' } });
    expect(told).toHaveLength(2);
  });

  it('write no trace when the score stays', async () => {
    const { records } = leadEngines(db, { score: scorecard }, newId);
    const row = await records.create(system, { ...at, values: { name: 'x' } });
    expect(row['score']).toBe(0);
    const before = (await traces(row.id)).length;
    await records.update(system, { ...at, id: row.id, values: { name: 'y' } });
    expect(await traces(row.id)).toHaveLength(before);
  });
});

describe('a batch', () => {
  it('of many rows asks the database no more often than a small one', async () => {
    const counted = countStatements(db);
    const { records } = leadEngines(counted.db, { assign: assignInTurn, score: scorecard }, countingIds(0x300000));
    const rows = (count: number) =>
      Array.from({ length: count }, (_, index) => ({
        kind: 'create' as const,
        values: {
          name: `Lead ${index}`,
          source: index % 2 === 0 ? '官网' : '展会',
          industry: 'manufacturing',
          visits: index % 5,
        },
      }));
    const asks = async (count: number) => {
      const before = counted.count();
      const outcomes = await records.writeMany(system, { ...at, rows: rows(count) });
      expect(outcomes.every((outcome) => outcome.saved)).toBe(true);
      return counted.count() - before;
    };
    const few = await asks(10);
    expect(await asks(1000)).toBe(few);
    // What is kept of a run goes in blocks.
    expect(await asks(10_000)).toBeLessThanOrEqual(few + 10);
    const shares = Object.values(await countByPerson());
    expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
  });
});

describe('explaining', () => {
  it('says what ran, why, what counts, and why not; and hides what may not be seen', async () => {
    const large = event({
      title: 'Large',
      if: 'amount > 100 and source = "官网"',
      actions: [{ type: 'add-tags', settings: { field: 'tags', tags: ['big'] } }],
    });
    const { records, rules } = leadEngines(db, { assign: assignInTurn, large, score: scorecard }, newId);
    const row = await records.create(system, { ...at, values: { name: 'x', source: '官网', amount: 50, visits: 1 } });
    const told = await rules.explain(system, records, { ...at, id: row.id });
    const [assigned, big, score] = [...told.rules].toSorted((a, b) => (a.rule < b.rule ? -1 : 1));
    expect(assigned?.runs[0]).toMatchObject({ outcome: 'applied', version: 1, actor: 'Tangram' });
    expect(assigned?.runs[0]?.detail.changes.map(({ field }) => field)).toEqual(['salesperson', 'owner', 'tags']);
    expect(big?.runs).toEqual([]);
    expect(big?.now.condition).toEqual({
      text: 'amount > 100 and source = "官网"',
      holds: false,
      parts: [
        { text: 'amount > 100', holds: false, values: { amount: 50 } },
        { text: 'source = "官网"', holds: true, values: { source: '官网' } },
      ],
      flip: { to: true, changes: [{ path: 'amount', text: 'amount > 100', short: 50 }] },
    });
    expect(score?.now.score?.band).toBe('cold');
    expect(score?.now.score?.attributes.filter(({ counted }) => counted).map(({ key }) => key)).toEqual([
      'visit',
      'trial',
    ]);

    const clerk = person(people.get('Ann') as string, 'Ann', [{ app: 'crm', role: 'clerk' }]);
    const seen = await rules.explain(clerk, records, { ...at, id: row.id });
    expect(seen.rules.find(({ rule }) => rule === 'large')?.now.condition?.parts[0]).toEqual({
      text: 'amount > 100',
      holds: false,
      values: {},
    });
    const stranger = person(newId(), 'Stranger', [{ app: 'crm', role: 'none' }]);
    await expect(rules.explain(stranger, records, { ...at, id: row.id })).rejects.toThrow();
  });
});

describe('trying a rule', () => {
  it('says what would happen to the latest records and writes nothing, no turn either', async () => {
    const { records, rules, told } = leadEngines(db, {}, newId);
    for (const source of ['官网', '展会', '官网'])
      await records.create(system, { ...at, values: { name: source, source } });
    const trial = () =>
      rules.test(system, records, {
        app: 'crm',
        rule: 'draft',
        definition: assignInTurn,
        sample: { type: 'latest', limit: 50 },
      });
    const tried = await trial();
    expect(tried.matched).toBe(2);
    expect(tried.records.map(({ title, matched }) => [title, matched])).toEqual([
      ['官网', true],
      ['展会', false],
      ['官网', true],
    ]);
    expect(tried.records[0]?.changes[0]).toEqual({ field: 'salesperson', before: null, after: people.get('Ann') });
    expect(tried.records[2]?.changes[0]?.after).toBe(people.get('Bob'));
    expect(tried.titles).toEqual({ [people.get('Ann') as string]: 'Ann', [people.get('Bob') as string]: 'Bob' });
    expect(await trial()).toEqual(tried);
    expect(told).toEqual([]);
    const { rows } = await sql<{ count: string }>`select count(*) from crm.lead where salesperson is not null`.execute(
      db,
    );
    expect(Number(rows[0]?.count)).toBe(0);
  });

  it('takes made-up values, and refuses a rule with every mistake in it', async () => {
    const { records, rules } = leadEngines(db, { score: scorecard }, newId);
    const trial = await rules.test(system, records, {
      app: 'crm',
      rule: 'score',
      sample: { type: 'values', values: { industry: 'manufacturing', job: 'CEO', visits: 9, note: 'paper' } },
    });
    expect(trial.records[0]).toMatchObject({ matched: true, score: { after: 105, band: 'mql', bandEntered: true } });
    expect(trial.records[0]?.messages).toHaveLength(1);
    const bad = event({ if: 'nope = 1', actions: [{ type: 'add-tag', settings: {} }] });
    await expect(
      rules.test(system, records, { app: 'crm', rule: 'x', definition: bad, sample: { type: 'latest', limit: 1 } }),
    ).rejects.toMatchObject({
      problems: [
        { code: expect.stringMatching(/^EXPR_/), path: '/if' },
        { code: 'RULE_ACTION_UNKNOWN', path: '/actions/0/type', hint: 'Did you mean "add-tags"?' },
      ],
    });
    await expect(
      rules.test(system, records, { app: 'crm', rule: 'scor', sample: { type: 'latest', limit: 1 } }),
    ).rejects.toMatchObject({ kind: 'not-found' });
  });
});
