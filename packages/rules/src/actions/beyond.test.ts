import type { EventRule, RuleAction, RuleDefinition } from '@tangram/schema';
import { updatePerson } from '@tangram/records';
import { openTestDatabase } from '@tangram/tests/database';
import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { checkRule } from '../check/check-rule.ts';
import type { TraceDetail } from '../explain/trace.ts';
import { countStatements } from '../testing/count-statements.ts';
import { leadCatalog, leadEngines, system } from '../testing/lead-app.ts';
import { leadDatabase } from '../testing/lead-database.ts';

const { db, newId, people } = await leadDatabase(await openTestDatabase(), 0xb000, ['Ann', 'Bob', 'Cai']);
const leads = { app: 'crm', form: 'lead' } as const;
const accounts = { app: 'crm', form: 'account' } as const;

beforeEach(async () => {
  await sql`truncate crm.lead, crm.account, tangram.rule_turn, tangram.rule_trace, tangram.history`.execute(db);
});

const rule = (actions: readonly RuleAction[], more: Partial<EventRule> = {}): RuleDefinition => ({
  type: 'event',
  title: { en: 'Rule', zh: '规则' },
  form: 'lead',
  enabled: true,
  when: { type: 'created' },
  actions,
  ...more,
});
const check = (definition: RuleDefinition) =>
  checkRule(definition, { app: 'crm', key: 'r', form: leadCatalog().form, forms: ['lead', 'account'] }).map(
    ({ code, path }) => `${code} ${path}`,
  );

async function countByPerson(): Promise<{ [name: string]: number }> {
  const { rows } = await sql<{ name: string; count: string }>`
    select p.name, count(*) as count from crm.lead l join tangram.person p on p.id = l.salesperson group by 1`.execute(
    db,
  );
  return Object.fromEntries(rows.map(({ name, count }) => [name, Number(count)]));
}

async function details(): Promise<TraceDetail[]> {
  const { rows } = await sql<{ detail: TraceDetail }>`select detail from tangram.rule_trace order by id`.execute(db);
  return rows.map(({ detail }) => detail);
}

const assignTo = (to: RuleAction['settings']): RuleAction => ({
  type: 'assign',
  settings: { fields: ['salesperson'], to },
});

describe('assigning to the least busy', () => {
  const least = rule([assignTo({ type: 'least-load', group: 'sales_a', counts: 'stage != "方案报价"' })]);

  it('counts the open records of each, fills up who has fewest, and sees what concurrent writers give away', async () => {
    const { records } = leadEngines(db, { least }, newId);
    const plain = leadEngines(db, {}, newId);
    const give = (name: string, stage: string) => ({
      kind: 'create' as const,
      values: { name: 'old', stage, salesperson: people.get(name) as string },
    });
    await plain.records.writeMany(system, {
      ...leads,
      rows: [
        give('Ann', '新线索'),
        give('Ann', '新线索'),
        give('Bob', '新线索'),
        ...Array.from({ length: 9 }, () => give('Cai', '方案报价')),
      ],
    });
    const rows = Array.from({ length: 6 }, () => ({
      kind: 'create' as const,
      values: { name: 'new', stage: '新线索' },
    }));
    await records.writeMany(system, { ...leads, rows });
    // Cai's nine are closed: he had none that counts.
    expect(await countByPerson()).toEqual({ Ann: 3, Bob: 3, Cai: 12 });
    const one = () => records.create(system, { ...leads, values: { name: 'new', stage: '新线索' } });
    await Promise.all(Array.from({ length: 9 }, one));
    expect(await countByPerson()).toEqual({ Ann: 6, Bob: 6, Cai: 15 });
    await updatePerson(db, people.get('Bob') as string, { isActive: false });
    await one();
    await one();
    expect(await countByPerson()).toEqual({ Ann: 7, Bob: 6, Cai: 16 });
    await updatePerson(db, people.get('Bob') as string, { isActive: true });
  });

  it('costs as many statements for 200 records as for 2', async () => {
    const counted = countStatements(db);
    const { records } = leadEngines(counted.db, { least }, newId);
    const write = async (many: number) => {
      const before = counted.count();
      const rows = Array.from({ length: many }, () => ({ kind: 'create' as const, values: { name: 'x' } }));
      await records.writeMany(system, { ...leads, rows });
      return counted.count() - before;
    };
    const few = await write(2);
    expect(await write(200)).toBe(few);
  });

  it('refuses a condition that cannot be counted by', () => {
    expect(check(rule([assignTo({ type: 'least-load', group: 'x', counts: 'previous.stage = "a"' })]))).toHaveLength(1);
  });
});

describe('assigning by weight', () => {
  it('gives each his share, also over single concurrent writes and over processes', async () => {
    const weights = rule([
      assignTo({
        type: 'weights',
        people: [
          { person: 'ann@example.com', weight: 3 },
          { person: people.get('Bob') as string, weight: 1 },
          { person: 'nobody@example.com', weight: 9 },
        ],
      }),
    ]);
    const engines = [leadEngines(db, { weights }, newId), leadEngines(db, { weights }, newId)] as const;
    await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        (engines[n % 2] ?? engines[0]).records.create(system, { ...leads, values: { name: 'x' } }),
      ),
    );
    expect(await countByPerson()).toEqual({ Ann: 15, Bob: 5 });
  });
});

describe('assigning by a table', () => {
  const table = (more: object = {}) =>
    rule([
      assignTo({
        type: 'table',
        by: 'region',
        rows: [
          { values: ['east', 'abroad'], to: { type: 'person', person: 'cai@example.com' } },
          { values: ['north'], to: { type: 'group', group: 'sales_a' } },
        ],
        ...more,
      }),
    ]);

  it('looks each record up; those in no row go to the others or say so', async () => {
    const { records } = leadEngines(db, { table: table() }, newId);
    const regions = ['east', 'north', 'abroad', 'north', null];
    await records.writeMany(system, {
      ...leads,
      rows: regions.map((region) => ({ kind: 'create' as const, values: { name: 'x', region } })),
    });
    expect(await countByPerson()).toEqual({ Ann: 1, Bob: 1, Cai: 2 });
    expect((await details()).flatMap(({ problems }) => problems.map(({ code }) => code))).toEqual(['RULE_NO_ROW']);
    const others = leadEngines(
      db,
      { table: table({ otherwise: { type: 'person', person: 'ann@example.com' } }) },
      newId,
    );
    await others.records.create(system, { ...leads, values: { name: 'x' } });
    expect(await countByPerson()).toEqual({ Ann: 2, Bob: 1, Cai: 2 });
  });

  it('is refused with a value in two rows, or a way that is not there', () => {
    const twice = { rows: [{ values: ['east', 'east'], to: { type: 'person', person: 'x' } }] };
    expect(check(table(twice))).toEqual(['RULE_KEY_TWICE /actions/0/settings/to/rows/0/values/1']);
    expect(check(rule([assignTo({ type: 'fortune' })]))).toEqual(['SCHEMA_TYPE /actions/0/settings/to']);
  });
});

describe('creating records', () => {
  const follow = (fields: { field: string; value: string }[], link?: string): RuleAction => ({
    type: 'create-record',
    settings: { form: 'lead', fields, ...(link === undefined ? {} : { link }) },
  });
  const onAccount = (action: RuleAction) => rule([action], { form: 'account' });

  it('takes values from this one and refers back; what the other form refuses is said, and the write stands', async () => {
    const { records } = leadEngines(
      db,
      {
        first: onAccount(
          follow([{ field: 'name', value: 'if sector = "retail" then "First of " + name else null' }], 'account'),
        ),
      },
      newId,
    );
    const { id } = await records.create(system, { ...accounts, values: { name: 'A', sector: 'retail' } });
    const { rows } = await records.list(system, { ...leads, fields: ['name', 'account'] });
    expect(rows).toMatchObject([{ name: 'First of A', account: { id } }]);
    const history = await records.history(system, { ...leads, id: rows[0]?.id as string });
    expect(history.entries[0]?.changes.find(({ field }) => field === 'name')?.because).toMatchObject({ rule: 'first' });
    await records.create(system, { ...accounts, values: { name: 'B', sector: 'medical' } });
    const told = await details();
    expect(told[0]?.done).toEqual([{ en: 'Created a Lead', zh: '新增了一条线索' }]);
    expect(told[1]?.problems.map(({ code }) => code)).toEqual(['FORM_VALUE_REQUIRED']);
    expect((await records.list(system, { ...accounts, fields: [] })).rows).toHaveLength(2);
  });

  it('costs as many statements for 50 as for 2, and ends where it would go on for ever', async () => {
    const counted = countStatements(db);
    const plain = leadEngines(
      counted.db,
      { first: onAccount(follow([{ field: 'name', value: 'name' }], 'account')) },
      newId,
    );
    const write = async (many: number) => {
      const before = counted.count();
      const rows = Array.from({ length: many }, (_, n) => ({ kind: 'create' as const, values: { name: `A${n}` } }));
      await plain.records.writeMany(system, { ...accounts, rows });
      return counted.count() - before;
    };
    const few = await write(2);
    expect(await write(50)).toBe(few);
    const endless = leadEngines(db, { endless: rule([follow([{ field: 'name', value: 'name + "+"' }])]) }, newId);
    await endless.records.create(system, { ...leads, values: { name: 'x' } });
    const names = (await endless.records.list(system, { ...leads, fields: ['name'], filter: 'starts with(name, "x")' }))
      .rows;
    expect(names).toHaveLength(9);
    expect((await details()).flatMap(({ problems }) => problems.map(({ code }) => code))).toEqual(['RULE_STOPPED']);
  });

  it('is checked against the other form', () => {
    expect(check(onAccount(follow([{ field: 'nmae', value: '1' }])))).toEqual([
      'RULE_FIELD_UNKNOWN /actions/0/settings/fields/0/field',
    ]);
    expect(check(onAccount(follow([{ field: 'stage', value: '"no such"' }])))).toEqual([
      'RULE_VALUE_NOT_ALLOWED /actions/0/settings/fields/0/value',
    ]);
    expect(check(onAccount(follow([{ field: 'doubled', value: '1' }])))).toEqual([
      'RULE_FIELD_READ_ONLY /actions/0/settings/fields/0/field',
    ]);
    expect(check(onAccount(follow([], 'salesperson')))).toEqual(['RULE_NOT_REFERRING /actions/0/settings/link']);
  });
});

describe('changing related records', () => {
  const change = (which: object, more: object = {}): RuleAction => ({
    type: 'update-related',
    settings: { which, fields: [{ field: 'note', value: '"of " + name' }], ...more } as RuleAction['settings'],
  });
  const changed = { when: { type: 'changed', fields: ['name'] } } as const;

  it('reaches those that refer to the record and meet the condition', async () => {
    const { records } = leadEngines(
      db,
      {
        down: rule(
          [change({ type: 'referring', records: { form: 'lead', field: 'account' } }, { where: 'stage = "新线索"' })],
          { form: 'account', ...changed },
        ),
      },
      newId,
    );
    const { id } = await records.create(system, { ...accounts, values: { name: 'A' } });
    for (const stage of ['新线索', '初步沟通', '新线索']) {
      await records.create(system, { ...leads, values: { name: 'x', stage, account: id } });
    }
    await records.create(system, { ...leads, values: { name: 'other', stage: '新线索' } });
    await records.update(system, { ...accounts, id, values: { name: 'B' } });
    const { rows } = await records.list(system, {
      ...leads,
      fields: ['note'],
      sort: [{ field: 'id', direction: 'ascending' }],
    });
    expect(rows.map((row) => row['note'])).toEqual(['of B', null, 'of B', null]);
    expect((await details())[0]?.done).toEqual([{ en: 'Changed 2 × Lead', zh: '修改了 2 条线索' }]);
  });

  it('reaches the one that the record refers to, with as many statements for many', async () => {
    const counted = countStatements(db);
    const up = rule(
      [
        {
          type: 'update-related',
          settings: { which: { type: 'referred', field: 'account' }, fields: [{ field: 'name', value: 'name' }] },
        },
      ],
      {},
    );
    const { records } = leadEngines(counted.db, { up }, newId);
    const made = await records.writeMany(system, {
      ...accounts,
      rows: Array.from({ length: 40 }, (_, n) => ({ kind: 'create' as const, values: { name: `A${n}` } })),
    });
    const ids = made.flatMap((row) => (row.saved ? [row.id] : []));
    const write = async (many: number, name: string) => {
      const before = counted.count();
      const rows = ids.slice(0, many).map((account) => ({ kind: 'create' as const, values: { name, account } }));
      await records.writeMany(system, { ...leads, rows });
      return counted.count() - before;
    };
    const few = await write(2, 'few');
    expect(await write(40, 'many')).toBe(few);
    const { rows } = await records.list(system, { ...accounts, fields: ['name'] });
    expect(new Set(rows.map((row) => row['name']))).toEqual(new Set(['many']));
  });
});

describe('tasks, flows and stopping', () => {
  it('are asked of the engine of flows, once for all records', async () => {
    const { records, started } = leadEngines(
      db,
      {
        task: rule([
          {
            type: 'create-task',
            settings: { title: 'Call {name}', assignees: [{ type: 'field', field: 'owner' }], dueDays: 2 },
          },
          { type: 'start-flow', settings: { flow: 'won' } },
        ]),
      },
      newId,
    );
    const rows = [1, 2].map((n) => ({ kind: 'create' as const, values: { name: `x${n}` } }));
    const made = await records.writeMany(system, { ...leads, rows });
    const ids = made.flatMap((row) => (row.saved ? [row.id] : []));
    expect(started).toEqual([
      {
        task: {
          title: 'Call {name}',
          assignees: [{ type: 'field', field: 'owner' }],
          due: { amount: 2, unit: 'days' },
        },
        records: ids,
      },
      { flow: 'won', records: ids },
    ]);
  });

  it('a rule that stops the others still does the rest of its own, and scorecards go on', async () => {
    const points = (n: number): RuleAction => ({ type: 'add-points', settings: { field: 'visits', points: n } });
    const { records } = leadEngines(
      db,
      {
        a: rule([points(1)], { order: 1 }),
        b: rule([{ type: 'stop', settings: {} }, points(10)], { order: 2, if: 'source = "官网"' }),
        c: rule([points(100)], { order: 3 }),
        card: {
          type: 'scorecard',
          title: 'Card',
          form: 'lead',
          enabled: true,
          order: 9,
          field: 'score',
          attributes: [{ key: 'v', title: 'v', when: 'visits > 0', points: 7 }],
        },
      },
      newId,
    );
    const stopped = await records.create(system, { ...leads, values: { name: 'x', source: '官网' } });
    expect([stopped['visits'], stopped['score']]).toEqual([11, 7]);
    const other = await records.create(system, { ...leads, values: { name: 'x', source: '展会' } });
    expect([other['visits'], other['score']]).toEqual([101, 7]);
  });
});
