import type { JsonValue } from '@tangram/schema';
import { openTestDatabase, type TestDatabase } from '@tangram/tests/database';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSales, refusals, type Sales } from '../testing/open-sales.ts';

/**
 * Random writes by an administrator, the head of a department and a seller, against a plain model in memory that knows
 * the same rules: who sees and changes what, versions, the trash. Every answer and every list must be the model's.
 */
type Who = 'dora' | 'hua' | 'ann';
type Owner = 'ann' | 'bob' | 'cai' | 'hua' | null;

interface Stored {
  id: string;
  version: number;
  isTrashed: boolean;
  name: string;
  amount: number | null;
  owner: string | null;
}

type Command =
  | { type: 'create'; who: Who; values: Values }
  | { type: 'update'; who: Who; at: number; values: Values; version: 'none' | 'right' | 'old' }
  | { type: 'remove'; who: Who; at: number }
  | { type: 'restore'; who: Who; at: number };

interface Values {
  name?: string;
  amount?: number | null;
  owner?: Owner;
}

const lead = { app: 'sales', form: 'lead' };
let database: TestDatabase;
let sales: Sales;

beforeAll(async () => {
  database = await openTestDatabase();
  sales = await openSales(database.db);
});
afterAll(() => database.close());

const who = fc.constantFrom<Who>('dora', 'hua', 'ann');
const at = fc.nat({ max: 7 });
const values: fc.Arbitrary<Values> = fc.record(
  {
    name: fc.constantFrom('甲', 'b', "c'", '', ' d '),
    amount: fc.constantFrom(null, 0, 12.5, -3),
    owner: fc.constantFrom<Owner>('ann', 'bob', 'cai', 'hua', null),
  },
  { requiredKeys: [] },
);
const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('create' as const),
      who,
      values: fc.tuple(values, fc.boolean()).map(([some, named]) => (named ? { name: 'n', ...some } : some)),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant('update' as const),
      who,
      at,
      values,
      version: fc.constantFrom('none' as const, 'right' as const, 'old' as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('remove' as const), who, at }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('restore' as const), who, at }) },
);

it('answers and keeps what the model does, whoever writes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 5, maxLength: 25 }), async (commands) => {
      await sql`truncate sales.lead`.execute(database.db);
      const model: Stored[] = [];
      for (const each of commands) expect([each, await perform(each, model)]).toEqual([each, predict(each, model)]);
      for (const actor of ['dora', 'hua', 'ann'] as const)
        expect(await seenBy(actor)).toEqual(modelSeenBy(actor, model));
    }),
    { numRuns: 60 },
  );
}, 120_000);

/** Runs the command; its codes, or the version afterwards. A created record takes its place in the model. */
async function perform(each: Command, model: Stored[]): Promise<string[] | number> {
  const actor = sales.people[each.who];
  if (each.type === 'create') {
    const made = sales.records.create(actor, { ...lead, values: sentValues(each.values) });
    const outcome = await outcomeOf(made);
    if (typeof outcome === 'number') created = (await made).id;
    return outcome;
  }
  const stored = model[each.at];
  const address = { ...lead, id: stored?.id ?? sales.newId() };
  if (each.type === 'remove') return outcomeOf(sales.records.remove(actor, address).then(() => ({ version: -1 })));
  if (each.type === 'restore') return outcomeOf(sales.records.restore(actor, address));
  const version =
    each.version === 'none' || stored === undefined
      ? {}
      : { version: stored.version - (each.version === 'old' ? 1 : 0) };
  return outcomeOf(sales.records.update(actor, { ...address, values: sentValues(each.values), ...version }));
}

let created = '';

async function outcomeOf(work: Promise<{ version: number }>): Promise<string[] | number> {
  const ended = await work.then(
    ({ version }) => version,
    () => null,
  );
  if (ended !== null) return ended;
  return [...new Set((await refusals(work)).map((text) => text.split(' ')[0] as string))]
    .filter((code) => code !== 'RECORD_CONFLICT_FIELD')
    .sort();
}

function sentValues({ owner, ...rest }: Values): { [field: string]: JsonValue } {
  return { ...rest, ...(owner === undefined ? {} : { owner: idOf(owner) }) };
}

const idOf = (owner: Owner) => (owner === null ? null : sales.people[owner].userId);

/** Changes the model and says what the engine must answer. */
function predict(each: Command, model: Stored[]): string[] | number {
  const stored = each.type === 'create' ? undefined : model[each.at];
  if (each.type !== 'create' && (stored === undefined || !sees(each.who, stored.owner))) {
    return each.who === 'ann' && each.type !== 'update' ? ['RECORD_FORBIDDEN'] : ['RECORD_NOT_FOUND'];
  }
  if (each.who === 'ann' && (each.type === 'remove' || each.type === 'restore')) return ['RECORD_FORBIDDEN'];
  if (stored !== undefined && each.type !== 'restore' && stored.isTrashed) return ['RECORD_NOT_FOUND'];
  if (each.type === 'remove' || each.type === 'restore') {
    const it = stored as Stored;
    if (each.type === 'restore' && !it.isTrashed) return ['RECORD_NOT_IN_TRASH'];
    it.isTrashed = each.type === 'remove';
    it.version++;
    return each.type === 'remove' ? -1 : it.version;
  }
  if (each.type === 'update' && each.version === 'old') return ['RECORD_CONFLICT'];
  const after = {
    name: each.values.name?.trim() ?? stored?.name ?? '',
    amount: each.values.amount === undefined ? (stored?.amount ?? null) : each.values.amount,
    owner:
      each.values.owner === undefined
        ? stored === undefined
          ? sales.people[each.who].userId
          : stored.owner
        : idOf(each.values.owner),
  };
  const codes: string[] = [];
  if (each.who === 'ann' && each.values.amount !== undefined) codes.push('RECORD_FIELD_READ_ONLY');
  if (after.name === '') codes.push('FORM_VALUE_REQUIRED');
  if (codes.length > 0) return codes.sort();
  if (stored === undefined) {
    if (!sees(each.who, after.owner)) return ['RECORD_OUT_OF_SCOPE'];
    model.push({ id: created, version: 1, isTrashed: false, ...after });
    return 1;
  }
  const isChanged = stored.name !== after.name || stored.amount !== after.amount || stored.owner !== after.owner;
  Object.assign(stored, after);
  if (isChanged) stored.version++;
  return stored.version;
}

function sees(actor: Who, owner: string | null): boolean {
  const { ann, bob, hua } = sales.people;
  if (actor === 'dora') return true;
  if (actor === 'ann') return owner === ann.userId;
  return [ann.userId, bob.userId, hua.userId].includes(owner);
}

async function seenBy(actor: Who): Promise<unknown[]> {
  const rows: unknown[] = [];
  let after: string | undefined;
  do {
    const page = await sales.records.list(sales.people[actor], {
      ...lead,
      limit: 3,
      ...(after === undefined ? {} : { after }),
    });
    for (const { id, version, name, amount, owner } of page.rows) rows.push({ id, version, name, amount, owner });
    after = page.next ?? undefined;
  } while (after !== undefined);
  return rows;
}

function modelSeenBy(actor: Who, model: readonly Stored[]): unknown[] {
  return model
    .filter((stored) => !stored.isTrashed && sees(actor, stored.owner))
    .sort((a, b) => (a.id < b.id ? 1 : -1))
    .map(({ id, version, name, amount, owner }) => ({
      id,
      version,
      name,
      amount: actor === 'ann' ? undefined : amount,
      owner:
        owner === null
          ? null
          : {
              id: owner,
              title: Object.values(sales.people).find((person: Sales['people']['ann']) => person.userId === owner)
                ?.name,
            },
    }));
}
