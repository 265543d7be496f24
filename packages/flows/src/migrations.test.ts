import { openTestDatabase } from '@tangram/tests/database';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { flowsMigrations } from './migrations.ts';

it('moves what was still to be delivered into the one outbox, under the key it was ordered with', async () => {
  const database = await openTestDatabase();
  const { db } = database;
  try {
    const [first, second] = flowsMigrations;
    const [table = ''] = /create table flow\.effect \([\s\S]*?\n\);/.exec(first?.sql ?? '') ?? [];
    await sql.raw(table).execute(db);
    const [version, run, record] = [1, 2, 3].map((n) => `00000000-0000-7000-8000-00000000000${n}`) as [
      string,
      string,
      string,
    ];
    await sql`insert into flow.version values (${version}, 'crm', 'new_lead', 'x', '{}', now())`.execute(db);
    await sql`insert into flow.instance (id, version, app, flow, form, record, status, depth, created_at)
      values (${run}, ${version}, 'crm', 'new_lead', 'lead', ${record}, 'running', 0, now())`.execute(db);
    await sql`insert into flow.effect (instance, token, node, visit, name, effect, request, state, attempts, lease_until, created_at)
      values (${run}, 1, 'tell', 2, 'notice', 'notify', '{"title":"x"}', 'pending', 3, '2026-11-22T08:00:00Z', '2026-11-22T07:00:00Z'),
        (${run}, 1, 'tell', 3, 'notice', 'notify', '{}', 'pending', 0, null, '2026-11-22T07:00:00Z'),
        (${run}, 1, 'tell', 1, 'notice', 'notify', '{}', 'done', 1, null, '2026-11-22T07:00:00Z')`.execute(db);
    await sql.raw(second?.sql ?? '').execute(db);
    const { rows } = await sql`select kind, key, request, app, form, record, source, run, state, attempts, due_at
      from tangram.outbox order by id`.execute(db);
    const common = { kind: 'notify', app: 'crm', form: 'lead', record, source: 'new_lead', run, state: 'pending' };
    expect(rows).toEqual([
      { ...common, key: `${run}:1:2:notice`, request: { title: 'x' }, attempts: 3, due_at: '2026-11-22T08:00:00Z' },
      { ...common, key: `${run}:1:3:notice`, request: {}, attempts: 0, due_at: '2026-11-22T07:00:00Z' },
    ]);
    const { rows: left } = await sql<{ gone: boolean }>`select to_regclass('flow.effect') is null as gone`.execute(db);
    expect(left).toEqual([{ gone: true }]);
  } finally {
    await database.close();
  }
});
