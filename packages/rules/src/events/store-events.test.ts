import { openTestDatabase } from '@tangram/tests/database';
import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { leadEngines, person, system } from '../testing/lead-app.ts';
import { leadDatabase } from '../testing/lead-database.ts';
import { countStatements } from '../testing/count-statements.ts';
import { type ReceivedEvent, storeEvents } from './store-events.ts';

const { db, newId } = await leadDatabase(await openTestDatabase(), 0x7000);
const now = new Date('2026-11-22T08:00:00Z');

beforeEach(async () => {
  await sql`truncate crm.lead, crm.account, tangram.rule_event`.execute(db);
});

async function leads(...names: string[]) {
  const engines = leadEngines(db, {}, newId);
  const ids: string[] = [];
  for (const name of names) {
    const row = await engines.records.create(system, { app: 'crm', form: 'lead', values: { name, job: name } });
    ids.push(row.id);
  }
  const receive = (events: readonly ReceivedEvent[], actor = system) =>
    engines.records.transaction((records, trx) =>
      storeEvents(trx, { app: 'crm', actor, catalog: engines.catalog, records, now }, events),
    );
  return { ids, receive };
}

async function stored() {
  const { rows } = await sql<{ name: string; record: string; data: unknown; at: string }>`
    select name, record, data, at from tangram.rule_event order by id`.execute(db);
  return rows;
}

const codes = (outcomes: Awaited<ReturnType<typeof storeEvents>>) =>
  outcomes.map((outcome) =>
    outcome.stored ? null : outcome.problems.map(({ code, path }) => `${code} ${path}`).join(),
  );

describe('received events', () => {
  it('are stored with their record, found by its id or by the value of a field', async () => {
    const { ids, receive } = await leads('Ann', 'Bob');
    const outcomes = await receive([
      { form: 'lead', record: { id: ids[0] as string }, name: 'visit', data: { page: '/pricing' } },
      {
        form: 'lead',
        record: { field: 'name', value: 'Bob' },
        name: 'download',
        at: new Date('2026-11-20T01:02:03Z'),
        source: 'website',
      },
    ]);
    expect(outcomes).toMatchObject([
      { stored: true, record: ids[0], repeated: false },
      { stored: true, record: ids[1], repeated: false },
    ]);
    expect(await stored()).toMatchObject([
      { name: 'visit', record: ids[0], data: { page: '/pricing' } },
      { name: 'download', record: ids[1], data: {} },
    ]);
  });

  it('count once, however often and wherever in a batch they are sent again', async () => {
    const { ids, receive } = await leads('Ann');
    const visit = (id: string): ReceivedEvent => ({
      form: 'lead',
      record: { id: ids[0] as string },
      name: 'visit',
      id,
    });
    const first = await receive([visit('a'), visit('a'), visit('b')]);
    expect(first.map((outcome) => outcome.stored && outcome.repeated)).toEqual([false, true, false]);
    const second = await receive([visit('b'), visit('c')]);
    expect(second.map((outcome) => outcome.stored && outcome.repeated)).toEqual([true, false]);
    expect(second[0]).toMatchObject({ id: first[2]?.stored === true ? first[2].id : '' });
    expect(await stored()).toHaveLength(3);
    const both = await Promise.all([receive([visit('d')]), receive([visit('d')])]);
    expect(both.flat().filter((outcome) => outcome.stored && !outcome.repeated)).toHaveLength(1);
  });

  it('are refused one by one, each saying why', async () => {
    const { ids, receive } = await leads('Ann', 'Twin', 'Twin');
    const ok = { id: ids[0] as string };
    const nobody = '00000000-0000-4000-8000-000000000000';
    const outcomes = await receive([
      { form: 'leed', record: ok, name: 'visit' },
      { form: 'lead', record: { field: 'nmae', value: 'Ann' }, name: 'visit' },
      { form: 'lead', record: { field: 'name', value: 'Zoe' }, name: 'visit' },
      { form: 'lead', record: { field: 'name', value: 'Twin' }, name: 'visit' },
      { form: 'lead', record: { id: nobody }, name: 'visit' },
      { form: 'lead', record: ok, name: 'visit', at: new Date('2026-11-22T08:06:00Z') },
      { form: 'lead', record: ok, name: 'visit', at: new Date('2026-11-22T08:04:00Z') },
    ]);
    expect(codes(outcomes)).toEqual([
      'RULE_FORM_UNKNOWN /form',
      'RULE_FIELD_UNKNOWN /record/field',
      'RULE_EVENT_RECORD_MISSING /record',
      'RULE_EVENT_AMBIGUOUS /record',
      'RECORD_NOT_FOUND ',
      'RULE_EVENT_IN_FUTURE /at',
      null,
    ]);
    expect(await stored()).toHaveLength(1);
  });

  it('are for those who may change the record, and hidden fields find nothing', async () => {
    const { ids, receive } = await leads('Ann');
    const clerk = person(newId(), 'Clerk', [{ app: 'crm', role: 'clerk' }]);
    await expect(
      receive([{ form: 'lead', record: { id: ids[0] as string }, name: 'visit' }], clerk),
    ).rejects.toMatchObject({ problems: [{ code: 'RECORD_FORBIDDEN' }] });
    expect(
      codes(await receive([{ form: 'lead', record: { field: 'amount', value: 5 }, name: 'visit' }], clerk)),
    ).toEqual(['RULE_FIELD_UNKNOWN /record/field']);
    expect(await stored()).toHaveLength(0);
  });

  it('cost as many statements for 300 as for 3', async () => {
    const { ids } = await leads(...Array.from({ length: 300 }, (_, n) => `Lead ${n}`));
    const send = async (many: number) => {
      const counted = countStatements(db);
      const { records, catalog } = leadEngines(counted.db, {}, newId);
      const events = ids.slice(0, many).map((id, n) => ({ form: 'lead', record: { id }, name: 'visit', data: { n } }));
      const outcomes = await records.transaction((within, trx) =>
        storeEvents(trx, { app: 'crm', actor: system, catalog, records: within, now }, events),
      );
      expect(outcomes.every((outcome) => outcome.stored)).toBe(true);
      return counted.count();
    };
    const few = await send(3);
    expect(few).toBeGreaterThan(1);
    expect(await send(300)).toBe(few);
  });
});
