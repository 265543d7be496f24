import { openTestDatabase, type TestDatabase } from '@tangram/tests/database';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createOutbox } from './create-outbox.ts';
import { type Courier, type Delivery, FinalFailure, type NewDelivery } from './delivery.ts';

let database: TestDatabase;
let now = new Date('2026-11-22T01:00:00Z');
let ids = 0;
let couriers: { [kind: string]: Courier } = {};
const failures: [string, string][] = [];
const taken: Delivery[] = [];

const open = () =>
  createOutbox({
    db: database.db,
    clock: { now: () => now },
    newId: () => `id ${++ids}`,
    couriers: () => couriers,
    failed: async (_trx, { key }, problem) => void failures.push([key, problem.code]),
  });
const letter = (more: Partial<NewDelivery> = {}): NewDelivery => ({
  kind: 'web-call',
  request: { text: '你好 "quoted"' },
  app: 'crm',
  form: 'lead',
  record: '00000000-0000-7000-8000-000000000001',
  source: 'hot_lead',
  ...more,
});
const states = async () =>
  (
    await sql<{ state: string; attempts: number }>`select state, attempts from tangram.outbox order by id`.execute(
      database.db,
    )
  ).rows;
const later = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000);
};

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await sql`delete from tangram.outbox`.execute(database.db);
  failures.length = 0;
  taken.length = 0;
  couriers = {
    'web-call': { guarantee: 'once-by-key', deliver: async (delivery) => void taken.push(delivery) },
  };
});

describe('the outbox', () => {
  it('delivers what was ordered once, and nothing of a write that was rolled back', async () => {
    const outbox = open();
    await database.db.transaction().execute((trx) => outbox.enqueue(trx, [letter(), letter({ record: null })]));
    const undone = database.db.transaction().execute(async (trx) => {
      await outbox.enqueue(trx, [letter()]);
      throw new Error('changed my mind');
    });
    await expect(undone).rejects.toThrow('changed my mind');
    expect(await outbox.work()).toBe(2);
    expect(await outbox.work()).toBe(0);
    expect(taken).toHaveLength(2);
    expect(taken.find(({ record }) => record !== null)).toMatchObject({ ...letter(), run: null });
    expect(await states()).toEqual([
      { state: 'done', attempts: 1 },
      { state: 'done', attempts: 1 },
    ]);
  });

  it('takes the same key once', async () => {
    const outbox = open();
    await outbox.enqueue(database.db, [letter({ key: 'a' }), letter({ key: 'a' }), letter({ key: 'b' })]);
    await outbox.enqueue(database.db, [letter({ key: 'b' })]);
    await outbox.work();
    expect(taken.map(({ key }) => key).sort()).toEqual(['a', 'b']);
  });

  it('shares the work of many among processes without doing any twice', async () => {
    const outboxes = [open(), open(), open()];
    await outboxes[0]?.enqueue(
      database.db,
      Array.from({ length: 60 }, (_, n) => letter({ key: `k${n}` })),
    );
    const counts = await Promise.all(outboxes.map((outbox) => outbox.work()));
    expect(counts.reduce((sum, count) => sum + count)).toBe(60);
    expect(new Set(taken.map(({ key }) => key)).size).toBe(60);
    expect(taken).toHaveLength(60);
  });

  it('tries again, ever later and under the same key, and at last says why it stopped', async () => {
    const keys: string[] = [];
    couriers['web-call'] = {
      guarantee: 'once-by-key',
      async deliver({ key }) {
        keys.push(key);
        throw new Error('nobody there');
      },
    };
    const outbox = open();
    await outbox.enqueue(database.db, [letter({ key: 'again' })]);
    const pauses: number[] = [];
    for (let round = 0; round < 8; round++) {
      await outbox.work();
      expect(await outbox.work()).toBe(0);
      const next = await outbox.nextTimer();
      if (next === null) break;
      pauses.push((Date.parse(next) - now.getTime()) / 1000);
      now = new Date(next);
    }
    expect(pauses).toEqual([4, 16, 64, 256, 1024, 4096, 16384]);
    expect(keys).toEqual(Array.from({ length: 8 }, () => 'again'));
    expect(failures).toEqual([['again', 'OUTBOX_FAILED']]);
    const [listed] = await outbox.list();
    expect(listed).toMatchObject({ state: 'failed', attempts: 8, problem: { code: 'OUTBOX_FAILED' } });
    expect(listed?.problem?.message).toContain('nobody there');
  });

  it('does not repeat what can only fail again, until somebody asks for it', async () => {
    let isSetUp = false;
    couriers['mail'] = {
      guarantee: 'may-repeat',
      async deliver(delivery) {
        if (!isSetUp) {
          throw new FinalFailure('conflict', [{ code: 'MAIL_NOT_SET_UP', message: 'not set up', path: '' }]);
        }
        taken.push(delivery);
      },
    };
    const outbox = open();
    await outbox.enqueue(database.db, [letter({ kind: 'mail' })]);
    await outbox.work();
    later(100_000);
    expect(await outbox.work()).toBe(0);
    const [failed] = await outbox.list();
    expect(failed).toMatchObject({ state: 'failed', attempts: 1, problem: { code: 'MAIL_NOT_SET_UP' } });
    isSetUp = true;
    await outbox.retry(failed?.id as string);
    await outbox.work();
    expect(taken).toHaveLength(1);
    expect(await outbox.list()).toEqual([]);
    await expect(outbox.retry(failed?.id as string)).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('leaves alone what was given up, even when it is under way', async () => {
    const outbox = open();
    await outbox.enqueue(database.db, [letter()]);
    const [{ id } = { id: '' }] = await outbox.list();
    couriers['web-call'] = {
      guarantee: 'once-by-key',
      async deliver() {
        await outbox.giveUp(id);
        throw new Error('too late');
      },
    };
    await outbox.work();
    later(1_000_000);
    expect(await outbox.work()).toBe(0);
    expect(await states()).toEqual([{ state: 'given-up', attempts: 1 }]);
    expect(failures).toEqual([]);
  });

  it('says so when nothing can deliver it', async () => {
    const outbox = open();
    await outbox.enqueue(database.db, [letter({ kind: 'pigeon' })]);
    await outbox.work();
    expect((await outbox.list())[0]).toMatchObject({ state: 'failed', problem: { code: 'OUTBOX_KIND_UNKNOWN' } });
  });

  it('lets another process take over from one that died, and drops the outcome of one that was only slow', async () => {
    const outbox = open();
    await outbox.enqueue(database.db, [letter({ key: 'slow' })]);
    let wake = () => {};
    const isSlow = new Promise<void>((resolve) => (wake = resolve));
    couriers['web-call'] = {
      guarantee: 'once-by-key',
      async deliver(delivery) {
        taken.push(delivery);
        if (taken.length > 1) return;
        await isSlow;
        throw new Error('the slow one fails');
      },
    };
    const slow = outbox.work();
    await expect.poll(() => taken.length).toBe(1);
    // While the lease lasts nobody else touches it, not even when asked to.
    const [{ id } = { id: '' }] = await outbox.list();
    await outbox.retry(id);
    expect(await open().work()).toBe(0);
    later(61);
    expect(await open().work()).toBe(1);
    wake();
    await slow;
    expect(taken.map(({ key }) => key)).toEqual(['slow', 'slow']);
    expect((await states())[0]?.state).toBe('done');
  });

  it('does what is part of the transaction once, though it fails half way', async () => {
    await sql`create table if not exists public.sink (key text)`.execute(database.db);
    let isFirst = true;
    couriers['notify'] = {
      guarantee: 'once',
      async deliver(trx, { key }) {
        await sql`insert into public.sink values (${key})`.execute(trx);
        if (isFirst) {
          isFirst = false;
          throw new Error('died half way');
        }
      },
    };
    const outbox = open();
    await outbox.enqueue(database.db, [letter({ kind: 'notify', key: 'inside' })]);
    await outbox.work();
    later(4);
    await outbox.work();
    expect((await sql`select key from public.sink`.execute(database.db)).rows).toEqual([{ key: 'inside' }]);
  });

  it('forgets after a month what is settled, and keeps what failed', async () => {
    const outbox = open();
    await outbox.enqueue(database.db, [letter(), letter({ kind: 'pigeon' })]);
    await outbox.work();
    later(29 * 86_400);
    await outbox.work();
    expect(await states()).toHaveLength(2);
    later(2 * 86_400);
    await outbox.work();
    expect(await states()).toEqual([{ state: 'failed', attempts: 1 }]);
  });
});
