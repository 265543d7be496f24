import type { JsonValue } from '@tangram/schema';
import { openTestDatabase, type TestDatabase } from '@tangram/tests/database';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { publicActor, systemActor } from '../actor.ts';
import type { CommittedChange, WriteHooks } from '../hooks.ts';
import type { RecordRow } from '../records.ts';
import { openSales, refusals, type Sales } from '../testing/open-sales.ts';

let database: TestDatabase;
let sales: Sales;
const lead = { app: 'sales', form: 'lead' };
const account = { app: 'sales', form: 'account' };

beforeAll(async () => {
  database = await openTestDatabase();
  sales = await openSales(database.db);
});
afterAll(() => database.close());

const create = (values: { [field: string]: JsonValue }, actor = sales.people.dora) =>
  sales.records.create(actor, { ...lead, values });

describe('creating', () => {
  it('takes typed values, fills in defaults, formulas, owner and number, and answers the record', async () => {
    const acme = await sales.records.create(sales.people.dora, {
      ...account,
      values: { name: 'Acme', sector: 'retail' },
    });
    const row = await create({
      name: ' 张三 ',
      amount: '1,234.50',
      tags: ['vip', '重点'],
      due: '2026-2-9',
      seen: '2026-11-22 11:04',
      open: true,
      account: acme.id,
      rep: sales.people.bob.userId,
      files: [{ id: 'x', name: 'a.pdf', type: 'application/pdf', size: 3 }],
    });
    expect(row).toMatchObject({
      version: 1,
      name: '张三',
      stage: '新线索',
      amount: 1234.5,
      chance: 0.5,
      weighted: 617.25,
      segment: 'retail',
      tags: ['vip', '重点'],
      due: '2026-02-09',
      seen: '2026-11-22T03:04:00.000Z',
      open: true,
      account: { id: acme.id, title: 'Acme' },
      rep: { id: sales.people.bob.userId, title: 'Bob' },
      owner: { id: sales.people.dora.userId, title: 'Dora' },
      created_at: '2026-11-22T03:04:05.678Z',
      created_by: { title: 'Dora' },
      phone: null,
    });
    expect(row['number']).not.toBeNull();
    expect(await sales.records.get(sales.people.dora, { ...lead, id: row.id })).toEqual(row);
  });

  it('says everything that is wrong at once', async () => {
    const problems = await refusals(
      create({
        stage: 'nowhere',
        amount: 'much',
        due: '2026-02-30',
        weighted: 3,
        number: 7,
        colour: 'red',
        created_at: '2020-01-01',
        rep: 'Bob',
        reason: 'a\u0000b',
      }),
    );
    expect(problems.sort()).toEqual([
      'FORM_VALUE_DATE /due',
      'FORM_VALUE_MEMBER /rep',
      'FORM_VALUE_NUMBER /amount',
      'FORM_VALUE_OPTION /stage',
      'FORM_VALUE_REQUIRED /name',
      'RECORD_FIELD_COMPUTED /number',
      'RECORD_FIELD_COMPUTED /weighted',
      'RECORD_FIELD_READ_ONLY /created_at',
      'RECORD_FIELD_UNKNOWN /colour',
      'RECORD_TEXT_UNSOUND /reason',
    ]);
  });

  it('refuses references to nothing, half characters and what another record holds alone', async () => {
    expect(await refusals(create({ name: 'a', account: sales.newId() }))).toEqual([
      'RECORD_REFERENCE_MISSING /account',
    ]);
    expect(await refusals(create({ name: 'a', rep: sales.newId() }))).toEqual(['RECORD_REFERENCE_MISSING /rep']);
    expect(await refusals(create({ name: '\ud83d' }))).toEqual(['RECORD_TEXT_UNSOUND /name']);
    await create({ name: 'first', email: 'one@example.com' });
    expect(await refusals(create({ name: 'second', email: 'one@example.com' }))).toEqual(['RECORD_NOT_UNIQUE /email']);
    expect(
      await refusals(sales.records.create(sales.people.dora, { app: 'sales', form: 'x"; drop', values: {} })),
    ).toEqual(['RECORD_FORM_UNKNOWN']);
  });

  it('is one statement with its history; three where a hook takes part', async () => {
    const client = await database.pool.connect();
    const spy = vi.spyOn(Object.getPrototypeOf(client) as { query: (text: string) => unknown }, 'query');
    client.release();
    const row = await create({ name: 'counted' });
    expect(spy).toHaveBeenCalledTimes(1);
    await sales.records.update(sales.people.dora, { ...lead, id: row.id, values: { open: true } });
    expect(spy).toHaveBeenCalledTimes(2);
    await sales.engine([{ after: async () => {} }]).create(sales.people.dora, { ...lead, values: { name: 'hooked' } });
    expect(spy).toHaveBeenCalledTimes(5);
    spy.mockRestore();
  });

  it('lets a visitor fill in the published fields and see nothing', async () => {
    const row = await create({ name: 'Visitor', phone: '13812345678' }, publicActor());
    expect(Object.keys(row)).toEqual(['id', 'version']);
    expect(await refusals(create({ name: 'Visitor', amount: 5 }, publicActor()))).toEqual([
      'RECORD_FIELD_READ_ONLY /amount',
    ]);
    expect(await refusals(sales.records.list(publicActor(), lead))).toEqual(['RECORD_FORBIDDEN']);
    expect(await refusals(sales.records.create(publicActor(), { ...account, values: { name: 'x' } }))).toEqual([
      'RECORD_FORBIDDEN',
    ]);
  });
});

describe('updating', () => {
  it('changes what is given, computes what follows and raises the version', async () => {
    const row = await create({ name: 'up', amount: 10 });
    const saved = await sales.records.update(sales.people.dora, {
      ...lead,
      id: row.id,
      values: { amount: 30, chance: 0.1 },
      version: 1,
    });
    expect(saved).toMatchObject({ version: 2, name: 'up', amount: 30, weighted: 3 });
  });

  it('in one statement where nothing follows from it, tells hooks and history the same as the whole path', async () => {
    const told: CommittedChange[] = [];
    const values = {
      reason: 'r',
      due: '2026-03-01',
      seen: '2026-03-01T00:00:00.120Z',
      tags: ['late'],
      open: false,
      phone: '13900000000',
      rep: sales.people.ann.userId,
      files: [{ id: 'b', name: 'b.pdf', type: 'application/pdf', size: 9 }],
    };
    const results: unknown[] = [];
    for (const isDirect of [true, false]) {
      const hooks: WriteHooks[] = [{ committed: (changes) => void told.push(...changes) }];
      if (!isDirect) hooks.push({ after: async () => {} });
      const records = sales.engine(hooks);
      const first = {
        name: 'direct',
        seen: '2026-02-28T00:00:00Z',
        tags: ['vip', 'late'],
        rep: sales.people.bob.userId,
        open: true,
      };
      const row = await create(first);
      sales.now = new Date(sales.now.getTime() + 1000);
      const address = { ...lead, id: row.id };
      const saved = await records.update(sales.people.dora, {
        ...address,
        values: { ...values, open: true },
        version: 1,
      });
      expect(await records.get(sales.people.dora, address)).toEqual(saved);
      const { entries } = await records.history(sales.people.dora, address);
      const change = told.splice(0).at(-1) as CommittedChange;
      const changes = [...(entries[0]?.changes ?? [])].sort((a, b) => (a.field < b.field ? -1 : 1));
      const same = { id: '', number: '', created_at: '', updated_at: '' };
      results.push([
        { ...saved, ...same },
        changes,
        {
          ...change,
          id: '',
          changed: [...change.changed].sort(),
          before: { ...change.before, ...same },
          values: { ...change.values, ...same },
        },
      ]);
    }
    expect(results[0]).toEqual(results[1]);
  });

  it('writes nothing when nothing changes', async () => {
    const row = await create({ name: 'same', amount: 10, tags: ['vip'] });
    const again = await sales.records.update(sales.people.dora, {
      ...lead,
      id: row.id,
      values: { name: 'same ', amount: '10.0', tags: ['vip'] },
    });
    expect(again).toEqual(row);
  });

  it('shows both versions when somebody else was faster', async () => {
    const row = await create({ name: 'conflict', amount: 1 });
    const address = { ...lead, id: row.id };
    await sales.records.update(sales.people.dora, { ...address, values: { amount: 2, name: 'theirs' }, version: 1 });
    const late = sales.records.update(sales.people.dora, { ...address, values: { amount: 3 }, version: 1 });
    const error = (await late.catch((thrown: unknown) => thrown)) as {
      kind: string;
      problems: { code: string; path: string; params: object }[];
    };
    expect(error.kind).toBe('conflict');
    expect(error.problems.map(({ code, path, params }) => ({ code, path, params }))).toEqual([
      { code: 'RECORD_CONFLICT', path: '', params: { mine: 1, theirs: 2 } },
      { code: 'RECORD_CONFLICT_FIELD', path: '/amount', params: { field: 'Amount', mine: '3', theirs: '2' } },
    ]);
  });

  it('lets exactly one of many win each version', async () => {
    const row = await create({ name: 'race', amount: 0 });
    for (let version = 1; version <= 5; version++) {
      const tries = Array.from({ length: 8 }, (_, n) =>
        sales.records.update(sales.people.dora, {
          ...lead,
          id: row.id,
          values: { amount: version * 100 + n },
          version,
        }),
      );
      const ended = await Promise.allSettled(tries);
      expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    }
    expect(await sales.records.get(sales.people.dora, { ...lead, id: row.id })).toMatchObject({ version: 6 });
  });

  it('of different fields without a version loses none of them', async () => {
    const row = await create({ name: 'merge' });
    const fields = [{ amount: 1 }, { reason: 'r' }, { due: '2026-01-01' }, { chance: 0.9 }, { open: true }];
    await Promise.all(fields.map((values) => sales.records.update(sales.people.dora, { ...lead, id: row.id, values })));
    const saved = await sales.records.get(sales.people.dora, { ...lead, id: row.id });
    expect(saved).toMatchObject({
      version: 6,
      amount: 1,
      reason: 'r',
      due: '2026-01-01',
      chance: 0.9,
      weighted: 0.9,
      open: true,
    });
  });

  it('is held to the conditions of the form: a lost lead needs a reason and its amount is locked', async () => {
    const row = await create({ name: 'lost', amount: 5 });
    const address = { ...lead, id: row.id };
    const lose = (values: { [field: string]: JsonValue }) =>
      sales.records.update(sales.people.dora, { ...address, values });
    expect(await refusals(lose({ stage: '流失客户' }))).toEqual(['FORM_VALUE_REQUIRED /reason']);
    await lose({ stage: '流失客户', reason: 'price', amount: 6 });
    expect(await refusals(lose({ amount: 7 }))).toEqual(['RECORD_FIELD_LOCKED /amount']);
    await sales.records.update(systemActor('flow'), { ...address, values: { amount: 8 } });
  });

  it('refuses a value that another record holds alone', async () => {
    await create({ name: 'u1', email: 'u1@example.com' });
    const row = await create({ name: 'u2', email: 'u2@example.com' });
    const taken = sales.records.update(sales.people.dora, { ...lead, id: row.id, values: { email: 'u1@example.com' } });
    expect(await refusals(taken)).toEqual(['RECORD_NOT_UNIQUE /email']);
  });
});

describe('the trash', () => {
  it('takes a record out of sight and gives it back', async () => {
    const row = await create({ name: 'trashed', email: 'trash@example.com' });
    const address = { ...lead, id: row.id };
    await sales.records.remove(sales.people.dora, { ...address, version: 1 });
    expect(await refusals(sales.records.get(sales.people.dora, address))).toEqual(['RECORD_NOT_FOUND']);
    expect(await refusals(sales.records.update(sales.people.dora, { ...address, values: { name: 'x' } }))).toEqual([
      'RECORD_NOT_FOUND',
    ]);
    expect(await refusals(sales.records.remove(sales.people.dora, address))).toEqual(['RECORD_NOT_FOUND']);
    const trash = await sales.records.list(sales.people.dora, { ...lead, trash: true });
    expect(trash.rows.map(({ id }) => id)).toEqual([row.id]);
    const back = await sales.records.restore(sales.people.dora, address);
    expect(back).toMatchObject({ version: 3, name: 'trashed' });
    expect(await refusals(sales.records.restore(sales.people.dora, address))).toEqual(['RECORD_NOT_IN_TRASH']);
  });

  it('frees what a record held alone, and a restore must not take it twice', async () => {
    const row = await create({ name: 'one', email: 'twice@example.com' });
    await sales.records.remove(sales.people.dora, { ...lead, id: row.id });
    await create({ name: 'two', email: 'twice@example.com' });
    expect(await refusals(sales.records.restore(sales.people.dora, { ...lead, id: row.id }))).toEqual([
      'RECORD_NOT_UNIQUE /email',
    ]);
  });
});

describe('history', () => {
  it('keeps who, through what, why, old and new; and gives old values back', async () => {
    const row = await create({ name: 'h', amount: 1 });
    const address = { ...lead, id: row.id };
    const flow = systemActor('flow', { name: 'Follow-up', origin: 'sales/follow' });
    const because = { flow: 'sales/follow', reason: { en: 'Late', zh: '超时' } };
    await sales.records.update(flow, { ...address, values: { amount: 2, reason: 'late' }, because });
    await sales.records.update(sales.people.dora, { ...address, values: { amount: 3 } });
    const { entries } = await sales.records.history(sales.people.dora, address);
    expect(entries.map(({ kind, version }) => [kind, version])).toEqual([
      ['update', 3],
      ['update', 2],
      ['create', 1],
    ]);
    expect(entries[1]).toMatchObject({
      actor: { id: null, name: 'Follow-up' },
      channel: 'flow',
      origin: 'sales/follow',
      at: sales.now.toISOString(),
    });
    expect(entries[1]?.changes).toContainEqual({ field: 'amount', old: 1, new: 2, because });
    expect(entries[1]?.changes).toContainEqual({ field: 'weighted', old: 0.5, new: 1, because });
    const first = entries[2]?.id as string;
    const back = await sales.records.revert(sales.people.dora, { ...address, entry: first });
    expect(back).toMatchObject({ version: 4, amount: 1, weighted: 0.5, reason: null });
    expect(await refusals(sales.records.revert(sales.people.dora, { ...address, entry: '999999999' }))).toEqual([
      'RECORD_HISTORY_ENTRY_UNKNOWN',
    ]);
    const page = await sales.records.history(sales.people.dora, { ...address, limit: 3 });
    expect(page.entries).toHaveLength(3);
    const rest = await sales.records.history(sales.people.dora, { ...address, after: page.next as string });
    expect(rest.entries.map(({ kind }) => kind)).toEqual(['create']);
  });
});

describe('a batch', () => {
  it('saves what can be saved and says of every other row why not', async () => {
    const row = await create({ name: 'b', email: 'taken@example.com' });
    const outcomes = await sales.records.writeMany(sales.people.dora, {
      ...lead,
      rows: [
        { kind: 'create', values: { name: 'ok', email: 'new@example.com' } },
        { kind: 'create', values: {} },
        { kind: 'create', values: { name: 'dup', email: 'taken@example.com' } },
        { kind: 'create', values: { name: 'dup in batch', email: 'new@example.com' } },
        { kind: 'update', id: row.id, values: { amount: 1 } },
        { kind: 'update', id: row.id, values: { amount: 2 } },
        { kind: 'update', id: 'no id', values: { amount: 2 } },
        { kind: 'create', values: { name: 'nowhere', account: sales.newId() } },
        { kind: 'delete', id: row.id, version: 2 },
      ],
    });
    expect(
      outcomes.map((outcome) => (outcome.saved ? outcome.version : outcome.problems.map(({ code }) => code))),
    ).toEqual([
      1,
      ['FORM_VALUE_REQUIRED'],
      ['RECORD_NOT_UNIQUE'],
      ['RECORD_NOT_UNIQUE'],
      2,
      3,
      ['RECORD_NOT_FOUND'],
      ['RECORD_REFERENCE_MISSING'],
      ['RECORD_CONFLICT'],
    ]);
  });

  it('finds the one update that the database refuses and saves the others', async () => {
    const rows: RecordRow[] = [];
    for (let n = 0; n < 9; n++) rows.push(await create({ name: `n${n}`, email: `n${n}@example.com` }));
    const outcomes = await sales.records.writeMany(sales.people.dora, {
      ...lead,
      rows: rows.map(({ id }, n) => ({
        kind: 'update',
        id,
        values: { amount: n, ...(n === 5 ? { email: 'n1@example.com' } : {}) },
      })),
    });
    expect(outcomes.map(({ saved }) => saved)).toEqual([true, true, true, true, true, false, true, true, true]);
  });

  it('saves nothing when it must be saved whole, or was only tried', async () => {
    const count = () => sales.records.count(sales.people.dora, lead);
    const before = await count();
    const rows = [
      { kind: 'create', values: { name: 'w' } },
      { kind: 'create', values: {} },
    ] as const;
    const whole = await sales.records.writeMany(sales.people.dora, { ...lead, rows, allOrNothing: true });
    expect(whole.map((outcome) => (outcome.saved ? 'saved' : outcome.problems[0]?.code))).toEqual([
      'RECORD_STOPPED',
      'FORM_VALUE_REQUIRED',
    ]);
    const tried = await sales.records.writeMany(sales.people.dora, { ...lead, rows, dryRun: true });
    expect(tried.map(({ saved }) => saved)).toEqual([true, false]);
    expect(await count()).toBe(before);
  });
});

describe('hooks', () => {
  const rule = { rule: 'sales/assign', reason: { en: 'From the website', zh: '来自官网' } };

  it('set fields with a reason, formulas follow, and history tells', async () => {
    const hook: WriteHooks = {
      async before(context, changes) {
        for (const change of changes) {
          expect(change.values['account']).toBeNull();
          if (change.kind === 'create') change.set('owner', sales.people.cai.userId, rule);
          change.set('amount', '200', rule);
        }
        expect(context.now).toBe(sales.now);
      },
    };
    const records = sales.engine([hook]);
    const row = await records.create(sales.people.ann, { ...lead, values: { name: 'given away' } });
    expect(Object.keys(row)).toEqual(['id', 'version']);
    const saved = await records.get(sales.people.dora, { ...lead, id: row.id });
    expect(saved).toMatchObject({ weighted: 100, amount: 200, owner: { title: 'Cai' } });
    const { entries } = await records.history(sales.people.dora, { ...lead, id: row.id });
    const owner = entries[0]?.changes.find(({ field }) => field === 'owner');
    expect(owner).toEqual({ field: 'owner', old: null, new: sales.people.cai.userId, because: rule });
    expect(entries[0]?.changes.find(({ field }) => field === 'name')?.because).toBeUndefined();
  });

  it('refuse one row of a batch, and a value that does not fit refuses it too', async () => {
    const hook: WriteHooks = {
      async before(_, changes) {
        for (const change of changes) {
          if (change.values['name'] === 'bad') change.refuse({ code: 'RULE_NO', message: 'No.', path: '/name' });
          if (change.values['name'] === 'worse') change.set('amount', 'many', rule);
          if (change.values['name'] === 'worst') change.set('weighted', 1, rule);
        }
      },
    };
    const rows = ['good', 'bad', 'worse', 'worst'].map((name) => ({ kind: 'create', values: { name } }) as const);
    const outcomes = await sales.engine([hook]).writeMany(sales.people.dora, { ...lead, rows });
    expect(outcomes.map((outcome) => (outcome.saved ? 'saved' : outcome.problems[0]?.code))).toEqual([
      'saved',
      'RULE_NO',
      'FORM_VALUE_NUMBER',
      'RECORD_FIELD_COMPUTED',
    ]);
  });

  it('write within the same transaction; all or nothing is kept, and told once after the commit', async () => {
    const told: CommittedChange[][] = [];
    const hook: WriteHooks = {
      isInterested: (form) => form.key === 'lead',
      async after(context, changes) {
        for (const change of changes) {
          if ((context.actor.depth ?? 0) > 0) continue;
          const deeper = { ...systemActor('rule', { origin: 'sales/after' }), depth: 1 };
          await context.records.update(deeper, {
            ...lead,
            id: change.id,
            values: { reason: `after ${change.values['name'] as string}` },
          });
          if (change.values['name'] === 'explode') throw new Error('broken');
        }
      },
      committed: (changes) => void told.push([...changes]),
    };
    const records = sales.engine([hook]);
    const row = await records.create(sales.people.dora, { ...lead, values: { name: 'after' } });
    expect(row).toMatchObject({ version: 2, reason: 'after after' });
    expect(told.map((changes) => changes.map(({ kind, version }) => [kind, version]))).toEqual([
      [
        ['create', 1],
        ['update', 2],
      ],
    ]);
    await expect(records.create(sales.people.dora, { ...lead, values: { name: 'explode' } })).rejects.toThrow('broken');
    expect((await records.list(sales.people.dora, { ...lead, filter: 'name = "explode"' })).rows).toEqual([]);
    expect(told).toHaveLength(1);
  });

  it('that cause each other without end are stopped and undone', async () => {
    const hook: WriteHooks = {
      async after({ records, actor }, changes) {
        const deeper = { ...actor, depth: (actor.depth ?? 0) + 1 };
        for (const { id, values } of changes)
          await records.update(deeper, { ...lead, id, values: { amount: Number(values['amount'] ?? 0) + 1 } });
      },
    };
    const endless = sales.engine([hook]).create(sales.people.dora, { ...lead, values: { name: 'endless' } });
    expect(await refusals(endless)).toEqual(['RECORD_DEPTH_EXCEEDED']);
    expect((await sales.records.list(sales.people.dora, { ...lead, filter: 'name = "endless"' })).rows).toEqual([]);
  });

  it('learn of the changes in a caller’s transaction when he says that it is committed', async () => {
    let told = 0;
    const records = sales.engine([{ committed: (changes) => void (told += changes.length) }]);
    const inner = await database.db.transaction().execute(async (trx) => {
      const within = records.within(trx);
      await within.create(sales.people.dora, { ...lead, values: { name: 'within' } });
      expect(await refusals(within.create(sales.people.dora, { ...lead, values: {} }))).toEqual([
        'FORM_VALUE_REQUIRED /name',
      ]);
      await records.within(trx).create(sales.people.dora, { ...lead, values: { name: 'within too' } });
      return within;
    });
    expect(told).toBe(0);
    inner.committed();
    inner.committed();
    expect(told).toBe(2);
  });

  it('are told of a transaction of the engine by themselves', async () => {
    let told = 0;
    const records = sales.engine([{ committed: (changes) => void (told += changes.length) }]);
    const taken = await records.transaction(async (within) => {
      await within.create(sales.people.dora, { ...lead, values: { name: 't1', email: 't1@example.com' } });
      return refusals(within.create(sales.people.dora, { ...lead, values: { name: 't2', email: 't1@example.com' } }));
    });
    expect([taken, told]).toEqual([['RECORD_NOT_UNIQUE /email'], 1]);
  });
});

it('leaves a row of history for every version of every record', async () => {
  const { rows } = await sql<{ missing: number }>`
    select count(*)::int as missing from sales.lead as t
    where t.version <> (select count(*) from tangram.history as h where h.record = t.id)`.execute(database.db);
  expect(rows).toEqual([{ missing: 0 }]);
});
