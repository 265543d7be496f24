import type { EventRule, RuleDefinition, RuleMoment } from '@tangram/schema';
import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '@tangram/records';
import { openTestDatabase } from '@tangram/tests/database';
import { checkRule } from '../check/check-rule.ts';
import { storeEvents } from '../events/store-events.ts';
import { countStatements } from '../testing/count-statements.ts';
import { createSalesGroup, leadEngines, person, system } from '../testing/lead-app.ts';
import { leadDatabase } from '../testing/lead-database.ts';

const { db, newId } = await leadDatabase(await openTestDatabase(), 0xa000);
const leads = { app: 'crm', form: 'lead' } as const;
const accounts = { app: 'crm', form: 'account' } as const;

beforeEach(async () => {
  await sql`truncate crm.lead, crm.account, tangram.rule_event, tangram.rule_trace, tangram.history`.execute(db);
});

const rule = (when: RuleMoment, more: Partial<EventRule> = {}): RuleDefinition => ({
  type: 'event',
  title: 'Rule',
  form: 'lead',
  enabled: true,
  when,
  actions: [{ type: 'add-points', settings: { field: 'score', points: 1 } }],
  ...more,
});
const set = (field: string, value: string) => [{ type: 'set-fields', settings: { fields: [{ field, value }] } }];

describe('a change from and to certain values', () => {
  it('wakes its rule only there, also when another rule makes it', async () => {
    const { records } = leadEngines(
      db,
      {
        won: rule({ type: 'changed', fields: ['stage'], from: ['新线索', null], to: ['方案报价'] }),
        offer: rule({ type: 'changed', fields: ['visits'] }, { if: 'visits > 9', actions: set('stage', '"方案报价"') }),
      },
      newId,
    );
    const { id } = await records.create(system, { ...leads, values: { name: 'A', stage: '新线索' } });
    const to = async (values: object) =>
      (await records.update(system, { ...leads, id, values: { ...values } }))['score'];
    expect(await to({ stage: '初步沟通' })).toBeNull();
    expect(await to({ stage: '方案报价' })).toBeNull();
    expect(await to({ stage: null })).toBeNull();
    expect(await to({ stage: '方案报价' })).toBe(1);
    expect(await to({ stage: '新线索' })).toBe(1);
    expect(await to({ visits: 10 })).toBe(2);
  });
});

describe('a related record', () => {
  const onAccount = (when: Partial<RuleMoment>, actions = set('name', 'name + "!"')) =>
    rule({ type: 'related', records: { form: 'lead', field: 'account' }, ...when } as RuleMoment, {
      form: 'account',
      actions,
    });
  const name = async (id: string) =>
    (await sql<{ name: string }>`select name from crm.account where id = ${id}`.execute(db)).rows[0]?.name;

  it('that is created, changed, moved or deleted takes along the record it refers to', async () => {
    const { records } = leadEngines(db, { touched: onAccount({ fields: ['stage', 'account'] }) }, newId);
    const { id: a } = await records.create(system, { ...accounts, values: { name: 'A' } });
    const { id: b } = await records.create(system, { ...accounts, values: { name: 'B' } });
    const { id } = await records.create(system, { ...leads, values: { name: 'x', account: a } });
    expect(await name(a)).toBe('A!');
    await records.update(system, { ...leads, id, values: { note: 'not watched' } });
    expect(await name(a)).toBe('A!');
    await records.update(system, { ...leads, id, values: { stage: '新线索' } });
    expect(await name(a)).toBe('A!!');
    await records.update(system, { ...leads, id, values: { account: b } });
    expect([await name(a), await name(b)]).toEqual(['A!!!', 'B!']);
    await records.remove(system, { ...leads, id });
    expect([await name(a), await name(b)]).toEqual(['A!!!', 'B!!']);
  });

  it('counts only where it meets the condition, which sees how it was; the writer needs no right to the other form', async () => {
    const { records } = leadEngines(
      db,
      {
        grown: onAccount({
          kinds: ['changed'],
          where: 'visits > 5 and previous.visits <= 5 and account.sector = "retail"',
        }),
      },
      newId,
    );
    const { id: a } = await records.create(system, { ...accounts, values: { name: 'A', sector: 'retail' } });
    const { id } = await records.create(system, { ...leads, values: { name: 'x', account: a, visits: 9 } });
    expect(await name(a)).toBe('A');
    await records.update(system, { ...leads, id, values: { visits: 5 } });
    expect(await name(a)).toBe('A');
    await records.update(system, { ...leads, id, values: { visits: 6 } });
    expect(await name(a)).toBe('A!');
    await records.update(system, { ...leads, id, values: { visits: 7 } });
    expect(await name(a)).toBe('A!');
    const history = await records.history(system, { ...accounts, id: a });
    expect(history.entries[0]).toMatchObject({ channel: 'rule' });
  });

  it('costs as many statements for 60 of 60 accounts as for 2 of 2', async () => {
    const counted = countStatements(db);
    const { records } = leadEngines(counted.db, { touched: onAccount({}) }, newId);
    const made = await records.writeMany(system, {
      ...accounts,
      rows: Array.from({ length: 60 }, (_, n) => ({ kind: 'create' as const, values: { name: `A${n}` } })),
    });
    const ids = made.flatMap((row) => (row.saved ? [row.id] : []));
    const write = async (many: number) => {
      const before = counted.count();
      const rows = ids.slice(0, many).map((account) => ({ kind: 'create' as const, values: { name: 'x', account } }));
      await records.writeMany(system, { ...leads, rows });
      return counted.count() - before;
    };
    const few = await write(2);
    expect(await write(60)).toBe(few);
    expect(await name(ids[59] as string)).toBe('A59!');
    expect(await name(ids[0] as string)).toBe('A0!!');
  });

  it('that sets off others in a circle is stopped, and the write stands', async () => {
    const circle = rule(
      { type: 'related', records: { form: 'account', field: 'parent' } },
      { form: 'account', actions: set('name', 'name + "!"') },
    );
    const { records } = leadEngines(db, { circle }, newId);
    const { id: a } = await records.create(system, { ...accounts, values: { name: 'A' } });
    const { id: b } = await records.create(system, { ...accounts, values: { name: 'B', parent: a } });
    await records.update(system, { ...accounts, id: a, values: { parent: b } });
    expect((await name(a))?.length).toBeLessThan(12);
    const { rows } = await sql<{
      n: string;
    }>`select count(*) as n from tangram.rule_trace where outcome = 'stopped'`.execute(db);
    expect(Number(rows[0]?.n)).toBe(1);
  });
});

describe('a received event', () => {
  it('wakes the rules of its name, which may ask what it tells, each record its own', async () => {
    const { records, catalog } = leadEngines(
      db,
      {
        pricing: rule({ type: 'event', name: 'visit' }, { if: 'event.page = "/pricing" and event.seconds > 30' }),
        other: rule({ type: 'event', name: 'download' }, { actions: set('note', '"has " + event.file') }),
      },
      newId,
    );
    const ids: string[] = [];
    for (const name of ['A', 'B', 'C']) ids.push((await records.create(system, { ...leads, values: { name } })).id);
    const event = (n: number, name: string, data: { [key: string]: string | number }) => ({
      form: 'lead',
      record: { id: ids[n] as string },
      name,
      data,
    });
    await records.transaction((within, trx) =>
      storeEvents(trx, { app: 'crm', actor: system, catalog, records: within, now: new Date('2026-11-22T08:00:00Z') }, [
        event(0, 'visit', { page: '/pricing', seconds: 31 }),
        event(1, 'visit', { page: '/pricing', seconds: 3 }),
        event(0, 'visit', { page: '/pricing', seconds: 99 }),
        event(2, 'download', { file: 'guide.pdf' }),
        event(2, 'visit', {}),
      ]),
    );
    const { rows } = await sql<{ score: string | null; note: string | null }>`
      select score, note from crm.lead order by name`.execute(db);
    expect(rows.map(({ score, note }) => [score === null ? 0 : Number(score), note])).toEqual([
      [2, null],
      [0, null],
      [0, 'has guide.pdf'],
    ]);
  });
});

describe('a button', () => {
  it('runs its rule for who may change the record, and says when its condition did not hold', async () => {
    const { records, rules } = leadEngines(
      db,
      {
        win: rule(
          { type: 'button', title: { en: 'Win', zh: '赢单' }, confirm: 'Sure?' },
          { if: 'stage != "方案报价"', actions: set('stage', '"方案报价"') },
        ),
        later: rule({ type: 'button', title: 'Later' }, { effective: { from: '2027-01-01' } }),
      },
      newId,
    );
    const { id } = await records.create(system, { ...leads, values: { name: 'A', stage: '新线索' } });
    const people = await createSalesGroup(db, ['Ann'], newId);
    const administrator = person(people.get('Ann') as string, 'Ann');
    expect(rules.buttons(administrator, leads)).toEqual([
      { rule: 'win', title: { en: 'Win', zh: '赢单' }, confirm: 'Sure?' },
    ]);
    expect(await rules.press(administrator, records, { ...leads, id, rule: 'win' })).toEqual({ ran: true });
    expect((await records.get(system, { ...leads, id }))['stage']).toBe('方案报价');
    expect(await rules.press(administrator, records, { ...leads, id, rule: 'win' })).toEqual({ ran: false });
    await expect(rules.press(administrator, records, { ...leads, id, rule: 'wni' })).rejects.toMatchObject({
      kind: 'not-found',
      problems: [{ code: 'RULE_BUTTON_UNKNOWN', hint: 'Did you mean "win"?' }],
    });
    const clerk = person(newId(), 'Clerk', [{ app: 'crm', role: 'clerk' }]);
    expect(rules.buttons(clerk, leads)).toEqual([]);
    await expect(rules.press(clerk, records, { ...leads, id, rule: 'win' })).rejects.toMatchObject({
      kind: 'forbidden',
    });
  });

  it('is there only for the roles it names, and for administrators', async () => {
    const win = rule({ type: 'button', title: 'Win', roles: ['seller'] }, { actions: set('stage', '"方案报价"') });
    const { records, rules, catalog } = leadEngines(db, { win }, newId);
    const { id } = await records.create(system, { ...leads, values: { name: 'A' } });
    const people = await createSalesGroup(db, ['Sue', 'Max', 'Root'], newId);
    const actor = (name: string, ...roles: string[]) =>
      person(
        people.get(name) as string,
        name,
        roles.map((role) => ({ app: 'crm', role })),
      );
    const [seller, manager, administrator] = [actor('Sue', 'seller'), actor('Max', 'manager'), actor('Root')] as const;
    expect([seller, manager, administrator].map((actor) => rules.buttons(actor, leads).length)).toEqual([1, 0, 1]);
    const press = (actor: Actor) => rules.press(actor, records, { ...leads, id, rule: 'win' });
    await expect(press(manager)).rejects.toMatchObject({
      kind: 'forbidden',
      problems: [{ code: 'RULE_BUTTON_NOT_YOURS' }],
    });
    expect((await records.get(system, { ...leads, id }))['stage']).toBeNull();
    expect(await press(seller)).toEqual({ ran: true });
    const roles = ['clerk', 'seller', 'manager'];
    const check = (definition: RuleDefinition) =>
      checkRule(definition, { app: 'crm', key: 'win', form: catalog.form, roles }).map(({ code, path }) => [
        code,
        path,
      ]);
    expect(check(win)).toEqual([]);
    expect(check(rule({ type: 'button', title: 'Win', roles: ['seler'] }))).toEqual([
      ['RULE_ROLE_UNKNOWN', '/when/roles/0'],
    ]);
  });

  it('can be tried like any other rule', async () => {
    const { records, rules } = leadEngines(db, {}, newId);
    await records.create(system, { ...leads, values: { name: 'A' } });
    for (const when of [
      { type: 'button', title: 'x' },
      { type: 'idle', days: 5, fields: ['stage'] },
      { type: 'schedule', cron: '0 9 * * 1' },
      { type: 'event', name: 'visit' },
    ] as const) {
      const trial = await rules.test(system, records, {
        app: 'crm',
        rule: 'draft',
        definition: rule(when),
        sample: { type: 'latest', limit: 5 },
      });
      expect([when.type, trial.matched]).toEqual([when.type, 1]);
    }
  });
});
