import type { JsonObject, RuleAction, RuleDefinition } from '@tangram/schema';
import { openTestDatabase } from '@tangram/tests/database';
import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { checkRule } from '../check/check-rule.ts';
import { connectionsOf } from '../kinds/connections-of.ts';
import { countStatements } from '../testing/count-statements.ts';
import { leadCatalog, leadEngines, system } from '../testing/lead-app.ts';
import { leadDatabase } from '../testing/lead-database.ts';

const { db, newId, people } = await leadDatabase(await openTestDatabase(), 0xd000, ['Ann', 'Bob']);

beforeEach(async () => {
  await sql`truncate crm.lead, tangram.rule_trace, tangram.history`.execute(db);
});

const rule = (...actions: RuleAction[]): RuleDefinition => ({
  type: 'event',
  title: { en: 'Rule', zh: '规则' },
  form: 'lead',
  enabled: true,
  when: { type: 'created' },
  actions,
});
const check = (...actions: RuleAction[]) =>
  checkRule(rule(...actions), { app: 'crm', key: 'r', form: leadCatalog().form, forms: ['lead', 'account'] }).map(
    ({ code, path }) => `${code} ${path}`,
  );
const call = (values: JsonObject[], connection = 'erp'): RuleAction => ({
  type: 'call-webhook',
  settings: { connection, values },
});
const chat: RuleAction = {
  type: 'send-chat',
  settings: { connection: 'sales', text: { en: 'New {name}', zh: '新：{name}' } },
};
const mail = (...to: JsonObject[]): RuleAction => ({
  type: 'send-mail',
  settings: { to, subject: 'About {name}', text: 'Dear {name}' },
});
const address = { type: 'address', field: 'note' };

async function createLead(action: RuleAction, values: JsonObject) {
  const { records, sent } = leadEngines(db, { r: rule(action) }, newId);
  const { id } = await records.create(system, { app: 'crm', form: 'lead', values });
  return { id, sent };
}

describe('an action that sends', () => {
  it('is told what is wrong with its names and expressions', () => {
    expect(
      check(
        call([
          { name: 'a', value: 'nonsense' },
          { name: 'a', value: '1 +' },
        ]),
      ),
    ).toEqual([
      'EXPR_NAME_UNKNOWN /actions/0/settings/values/0/value',
      'RULE_KEY_TWICE /actions/0/settings/values/1/name',
      'EXPR_SYNTAX_END /actions/0/settings/values/1/value',
    ]);
    expect(check({ ...chat, settings: { connection: 'sales', text: '{nonsense}' } })).toEqual([
      'EXPR_NAME_UNKNOWN /actions/0/settings/text',
    ]);
    expect(check(mail({ type: 'address', field: 'amount' }, { type: 'field', field: 'name' }, address))).toEqual([
      'RULE_FIELD_WRONG_TYPE /actions/0/settings/to/0/field',
      'RULE_FIELD_WRONG_TYPE /actions/0/settings/to/1/field',
    ]);
    expect(check({ ...chat, settings: { connection: '', text: 'x' } })).not.toEqual([]);
    expect(check(call([{ name: 'a', value: 'name' }]), chat, mail(address))).toEqual([]);
  });

  it('orders a call with the values as the save leaves them', async () => {
    const { id, sent } = await createLead(
      call([
        { name: 'customer', value: 'name' },
        { name: 'double', value: 'amount * 2' },
        { name: 'none', value: 'region' },
      ]),
      { name: 'A "quoted"', amount: 20 },
    );
    expect(sent).toEqual([
      {
        kind: 'web-call',
        app: 'crm',
        form: 'lead',
        record: id,
        source: 'r',
        request: {
          connection: 'erp',
          body: {
            app: 'crm',
            form: 'lead',
            record: id,
            rule: 'r',
            at: '2026-11-22T08:00:00.000Z',
            values: { customer: 'A "quoted"', double: 40, none: null },
          },
        },
      },
    ]);
  });

  it('orders a message in all languages, and keeps its text out of the trace', async () => {
    const { id, sent } = await createLead(chat, { name: 'Secret name' });
    expect(sent).toMatchObject([
      {
        kind: 'chat',
        request: {
          connection: 'sales',
          text: { en: 'New Secret name', zh: '新：Secret name' },
          link: `/apps/crm/forms/lead/${id}`,
        },
      },
    ]);
    const { rows } = await sql<{ done: string }>`select detail->>'done' as done from tangram.rule_trace`.execute(db);
    expect(rows[0]?.done).toContain('sales');
    expect(rows[0]?.done).not.toContain('Secret name');
  });

  it('writes to everybody once and by himself: who is named twice, has a blank address or is inactive', async () => {
    const [ann, bob] = [people.get('Ann') as string, people.get('Bob') as string];
    const to = mail(
      { type: 'field', field: 'salesperson' },
      { type: 'manager', field: 'salesperson' },
      { type: 'group', group: 'sales_a' },
      { type: 'person', person: 'nobody@example.com' },
      address,
    );
    const { sent } = await createLead(to, { name: 'A', salesperson: bob, note: ' buyer@example.com ' });
    const requests = sent.map(({ request }) => request);
    const told = requests.flatMap(({ person }) => (typeof person === 'string' ? [person] : []));
    expect(told.toSorted()).toEqual([ann, bob].toSorted());
    expect(requests.flatMap(({ address: one }) => one ?? [])).toEqual(['buyer@example.com']);
    expect(requests.find(({ address: one }) => one !== undefined)).toEqual({
      address: 'buyer@example.com',
      subject: 'About A',
      text: 'Dear A',
    });
    expect((await createLead(mail(address), { name: 'A', note: '' })).sent).toEqual([]);
  });

  it('asks the database no more often for 400 records than for 4', async () => {
    const counted = countStatements(db);
    const all = rule(
      call([{ name: 'a', value: 'name' }]),
      chat,
      mail({ type: 'field', field: 'salesperson' }, address),
    );
    const { records, sent } = leadEngines(counted.db, { r: all }, newId);
    const write = async (many: number) => {
      const before = counted.count();
      const rows = Array.from({ length: many }, (_, n) => ({
        kind: 'create' as const,
        values: { name: `Lead ${n}`, note: `l${n}@example.com`, salesperson: people.get('Bob') as string },
      }));
      await records.writeMany(system, { app: 'crm', form: 'lead', rows });
      expect(sent.splice(0)).toHaveLength(many * 4);
      return counted.count() - before;
    };
    const few = await write(4);
    expect(await write(400)).toBe(few);
  });
});

it('names the connections of a rule, of whatever shape it is', () => {
  expect(connectionsOf(rule(call([]), chat, mail(address), call([], 'erp')))).toEqual(['erp', 'sales']);
  for (const odd of [
    null,
    1,
    [],
    {},
    { type: 'event' },
    { type: 'event', actions: [null, 1, { type: 'send-chat' }] },
  ]) {
    expect(connectionsOf(odd)).toEqual([]);
  }
});
