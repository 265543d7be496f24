import type { EventRule } from '@tangram/schema';
import { openTestDatabase } from '@tangram/tests/database';
import { expect, it } from 'vitest';
import { leadEngines, person, system } from '../testing/lead-app.ts';
import { leadDatabase } from '../testing/lead-database.ts';

const { db, newId } = await leadDatabase(await openTestDatabase(), 0xb000);

const large: EventRule = {
  type: 'event',
  title: 'Large',
  form: 'lead',
  enabled: true,
  when: { type: 'saved' },
  if: 'amount >= 1000',
  actions: [{ type: 'set-fields', settings: { fields: [{ field: 'note', value: '"large"' }] } }],
};

it('tells how far a value is from the limit only to those who may read it', async () => {
  const { records, rules } = leadEngines(db, { large }, newId);
  const place = { app: 'crm', form: 'lead' } as const;
  const { id } = await records.create(system, { ...place, values: { name: 'Ann', amount: 800 } });
  const flipFor = async (actor: typeof system) =>
    (await rules.explain(actor, records, { ...place, id })).rules[0]?.now.condition?.flip;
  expect(await flipFor(system)).toEqual({
    to: true,
    changes: [{ path: 'amount', text: 'amount >= 1000', short: 200 }],
  });
  // The clerk's role hides the amount.
  const clerk = person('00000000-0000-7000-8000-0000000000c1', 'Clerk', [{ app: 'crm', role: 'clerk' }]);
  expect(await flipFor(clerk)).toEqual({ to: true, changes: [{ path: 'amount', text: 'amount >= 1000' }] });
});
