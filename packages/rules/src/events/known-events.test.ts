import type { RuleDefinition } from '@tangram/schema';
import { openTestDatabase } from '@tangram/tests/database';
import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { leadCatalog } from '../testing/lead-app.ts';
import { leadDatabase } from '../testing/lead-database.ts';
import { leadScore } from '../testing/score-card.ts';
import { knownEvents } from './known-events.ts';

const { db } = await leadDatabase(await openTestDatabase(), 0x1000);
const lead = { app: 'crm', form: 'lead' };

beforeAll(async () => {
  await sql`insert into tangram.rule_event (app, form, record, name, at, received_at)
    select app, form, gen_random_uuid(), name, now(), now()
    from (values ('crm', 'lead', 'visit'), ('crm', 'lead', 'visit'), ('crm', 'account', 'renewal'), ('other', 'lead', 'far'))
      as told (app, form, name)`.execute(db);
});

const onEvent: RuleDefinition = {
  type: 'event',
  title: 'Opened',
  form: 'lead',
  enabled: true,
  when: { type: 'event', name: 'mail-opened' },
  actions: [],
};

it('are those received for the form, once each, of this application only', async () => {
  expect(await knownEvents(db, leadCatalog(), lead)).toEqual(['visit']);
  expect(await knownEvents(db, leadCatalog(), { app: 'crm', form: 'account' })).toEqual(['renewal']);
});

it('and those that rules of the form wait for, whatever their kind', async () => {
  const card = { ...leadScore, idle: [{ key: 'idle', title: 'Idle', days: 30, points: -15, events: ['call'] }] };
  const moved: RuleDefinition = { ...onEvent, form: 'account', when: { type: 'event', name: 'signed' } };
  expect(await knownEvents(db, leadCatalog({ card, onEvent, moved }), lead)).toEqual([
    'call',
    'mail-opened',
    'pricing_view',
    'trial',
    'visit',
    'website_visit',
    'whitepaper',
  ]);
});
