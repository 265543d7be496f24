import { type Actor, createPerson } from '@tangram/records';
import type { DuplicateRule } from '@tangram/schema';
import { openTestDatabase } from '@tangram/tests/database';
import { sql } from 'kysely';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { leadEngines, person, system } from '../testing/lead-app.ts';
import { leadDatabase } from '../testing/lead-database.ts';

let ann: Actor;
const { db, newId } = await leadDatabase(await openTestDatabase(), 0x2000);
const at = { app: 'crm', form: 'lead' } as const;

beforeAll(async () => {
  const id = await createPerson(db, { name: 'Ann', email: 'ann@example.com' }, { newId, now: new Date(0) });
  ann = person(id, 'Ann');
});
beforeEach(async () => {
  await sql`truncate crm.lead, tangram.rule_trace, tangram.history`.execute(db);
});

const samePhone: DuplicateRule = {
  type: 'duplicate',
  title: 'One lead per number',
  form: 'lead',
  enabled: true,
  match: [[{ field: 'job', how: 'phone' }]],
  answer: 'warn',
};

describe('what duplicate rules tell while a record is typed', () => {
  it('names the record that is there, and the fields that the answer hangs on', async () => {
    const { records, rules } = leadEngines(db, { same: { ...samePhone, if: 'source != "展会"' } }, newId);
    const first = await records.create(ann, { ...at, values: { name: 'A', job: '13800138000' } });
    const told = await rules.tellEarly(ann, records, { ...at, values: { job: '138-0013-8000' } });
    expect(told.problems).toMatchObject([
      { code: 'RULE_DUPLICATE_LIKELY', path: '/job', params: { record: first.id, name: 'A' } },
    ]);
    expect(told.fields.toSorted()).toEqual(['job', 'source']);
    const fair = await rules.tellEarly(ann, records, { ...at, values: { job: '13800138000', source: '展会' } });
    expect(fair.problems).toEqual([]);
    // A value that its field would refuse is not looked at yet.
    const broken = await rules.tellEarly(ann, records, { ...at, values: { job: '13800138000', source: 'nowhere' } });
    expect(broken.problems).toHaveLength(1);
  });

  it('holds a stored record with what is typed against the others, not against itself', async () => {
    const { records, rules } = leadEngines(db, { same: samePhone }, newId);
    const first = await records.create(ann, { ...at, values: { name: 'A', job: '13800138000' } });
    const other = await records.create(ann, { ...at, values: { name: 'B', job: '13900139000' } });
    const ask = (id: string, job: string) => rules.tellEarly(ann, records, { ...at, id, values: { job } });
    expect((await ask(first.id, '138 0013 8000')).problems).toEqual([]);
    expect((await ask(other.id, '138 0013 8000')).problems).toMatchObject([{ params: { record: first.id } }]);
  });

  it('leaves nothing behind', async () => {
    const { records, rules } = leadEngines(db, { same: { ...samePhone, answer: 'refuse' } }, newId);
    await records.create(ann, { ...at, values: { name: 'A', job: '13800138000' } });
    const before = await sql`select * from tangram.rule_trace`.execute(db);
    const told = await rules.tellEarly(ann, records, { ...at, values: { name: 'B', job: '13800138000' } });
    expect(told.problems).toMatchObject([{ code: 'RULE_DUPLICATE' }]);
    expect((await sql`select * from tangram.rule_trace`.execute(db)).rows).toEqual(before.rows);
    const { rows } = await sql`select id from crm.lead`.execute(db);
    expect(rows).toHaveLength(1);
  });

  it('tells no more than saving would: nothing of hidden records, nothing to who may not save', async () => {
    const { records, rules } = leadEngines(db, { same: samePhone }, newId);
    const secret = await records.create(system, { ...at, values: { name: 'Secret', job: '13800138000' } });
    const as = (role: string): Actor => ({ ...ann, isAdministrator: false, roles: [{ app: 'crm', role }] });
    const unsaved = { ...at, values: { job: '13800138000' } };
    const told = await rules.tellEarly(as('typist'), records, unsaved);
    expect(told.problems).toMatchObject([{ code: 'RULE_DUPLICATE_LIKELY_HIDDEN' }]);
    expect(JSON.stringify(told)).not.toContain(secret.id);
    expect(JSON.stringify(told)).not.toContain('Secret');
    expect(await rules.tellEarly(as('clerk'), records, unsaved)).toEqual({ problems: [], fields: [] });
    expect(await rules.tellEarly(as('nobody'), records, unsaved)).toEqual({ problems: [], fields: [] });
    await expect(rules.tellEarly(as('typist'), records, { ...unsaved, id: secret.id })).resolves.toEqual({
      problems: [],
      fields: [],
    });
    await expect(
      rules.tellEarly(as('manager'), records, { ...unsaved, id: '00000000-0000-7000-8000-00000000abcd' }),
    ).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('tells nothing of a record that may be read and not changed', async () => {
    const { records, rules } = leadEngines(db, { same: samePhone }, newId);
    await records.create(ann, { ...at, values: { name: 'A', job: '13800138000' } });
    const theirs = await records.create(system, { ...at, values: { name: 'B', job: '13900139000' } });
    const own = await records.create(ann, { ...at, values: { name: 'C', job: '13700137000' } });
    const roles = ['clerk', 'keeper'].map((role) => ({ app: 'crm', role }));
    const keeper: Actor = { ...ann, isAdministrator: false, roles };
    const ask = (id: string) => rules.tellEarly(keeper, records, { ...at, id, values: { job: '13800138000' } });
    expect((await ask(own.id)).problems).toHaveLength(1);
    expect(await ask(theirs.id)).toEqual({ problems: [], fields: [] });
  });

  it('says that there is nothing to ask where no rule looks at others', async () => {
    const { records, rules } = leadEngines(db, { same: { ...samePhone, enabled: false } }, newId);
    const told = await rules.tellEarly(ann, records, { ...at, values: { job: '13800138000' } });
    expect(told).toEqual({ problems: [], fields: [] });
  });
});
