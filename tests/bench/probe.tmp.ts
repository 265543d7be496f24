import { allMigrations, migrate, openKysely, openPool, startEmbedded } from '@tangram/server/database';
import { createRecords, recordsMigrations } from '@tangram/records';
import {
  salesCatalog,
  createTables,
  countingIds,
  formOf,
  fieldOf,
} from '../../packages/records/src/testing/sales-app.ts';
import { createSalesPeople } from '../../packages/records/src/testing/sales-people.ts';
import { randomUUID } from 'node:crypto';
const server = await startEmbedded('/tmp/probe-pg', { settings: {} });
const pool = openPool(server.url, { max: 20 });
for (const { n } of (
  await pool.query(`select nspname as n from pg_namespace where nspname !~ '^(pg_|information_schema)'`)
).rows)
  await pool.query(`drop schema "${n}" cascade`);
await pool.query('create schema public');
await migrate(pool, allMigrations);
const db = openKysely(pool);
const form = formOf(
  {
    name: fieldOf('text'),
    company: fieldOf('text'),
    email: fieldOf('email'),
    phone: fieldOf('mobile'),
    stage: fieldOf('select', {
      settings: { options: ['a', 'b', 'c', 'd', 'e', 'f'].map((value) => ({ value, title: value })) },
    }),
    amount: fieldOf('number'),
    score: fieldOf('number'),
    due: fieldOf('date'),
    note: fieldOf('textarea'),
    open: fieldOf('boolean'),
    source: fieldOf('select', { settings: { options: ['web', 'fair'].map((value) => ({ value, title: value })) } }),
    account: fieldOf('reference', { settings: { form: 'account' } }),
  },
  { required: ['name'], form: { title: 'Lead', titleField: 'name' } },
);
const catalog = salesCatalog({ lead: form });
await createTables(db, catalog);
const people = await createSalesPeople(db);
const records = createRecords({
  db,
  catalog: () => catalog,
  clock: { now: () => new Date() },
  newId: randomUUID,
  hooks: [],
});
await pool.query(
  `insert into sales.account (id, created_at, updated_at, name, sector) select gen_random_uuid(), now(), now(), 'Account ' || n, 'retail' from generate_series(1,1000) n`,
);
const accounts = (await pool.query('select id from sales.account')).rows.map((r: any) => r.id);
await pool.query(
  `insert into sales.lead (id, created_at, updated_at, owner, name, company, email, phone, stage, amount, score, due, note, open, source, account) select gen_random_uuid(), now() - n * interval '1 minute', now(), $1, 'Lead ' || n, 'Company', 'a' || n || '@x.com', '13800000000', (array['a','b','c','d','e','f'])[1 + n % 6], n % 1000, n % 100, current_date, 'note', n % 2 = 0, 'web', ($2::uuid[])[1 + n % 1000] from generate_series(1, 100000) n`,
  [people.dora.userId, accounts],
);
await pool.query('analyze');
const leads = (await pool.query('select id from sales.lead limit 5000')).rows.map((r: any) => r.id);
const pick = (list: any[]) => list[Math.floor(Math.random() * list.length)];
const values = () => ({
  name: 'New lead',
  company: 'Acme',
  email: 'x@y.com',
  phone: '13812345678',
  stage: pick(['a', 'b', 'c', 'd', 'e', 'f']),
  amount: 1234.5,
  score: 3,
  due: '2026-02-03',
  note: 'hello',
  open: true,
  source: 'web',
  account: pick(accounts),
});
const address = { app: 'sales', form: 'lead' };
const dora = people.dora;
const cases: Record<string, [() => Promise<unknown>, () => Promise<unknown>]> = {
  create: [
    () => records.create(dora, { ...address, values: values() }),
    () => {
      const v = values();
      return pool.query(
        `with w as (insert into sales.lead (id, created_at, created_by, updated_at, updated_by, owner, version, name, company, email, phone, stage, amount, score, due, note, open, source, account) values ($1,$2,$3,$2,$3,$3,1,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15) returning *), h as (insert into tangram.history (record, app, form, kind, version, at, actor, actor_name, channel, changes) select id, 'sales','lead','create',1,$2,$3,'Dora','person',$16 from w) select w.*, a.name as account_title from w left join sales.account a on a.id = w.account`,
        [
          randomUUID(),
          new Date().toISOString(),
          dora.userId,
          v.name,
          v.company,
          v.email,
          v.phone,
          v.stage,
          v.amount,
          v.score,
          v.due,
          v.note,
          v.open,
          v.source,
          v.account,
          JSON.stringify({ name: [null, v.name] }),
        ],
      );
    },
  ],
  read: [
    () => records.get(dora, { ...address, id: pick(leads) }),
    () =>
      pool.query(
        `select t.*, a.name as account_title, p.name as o, p2.name as c from sales.lead t left join sales.account a on a.id = t.account and a.deleted_at is null left join tangram.person p on p.id = t.owner left join tangram.person p2 on p2.id = t.created_by where t.id = $1 and t.deleted_at is null`,
        [pick(leads)],
      ),
  ],
  update: [
    () => records.update(dora, { ...address, id: pick(leads), values: { amount: Math.floor(Math.random() * 1e6) } }),
    () =>
      pool.query(
        `with o as (select id, amount from sales.lead where id = $1), w as (update sales.lead t set amount = $2, version = version + 1, updated_at = $3, updated_by = $4 from o where t.id = o.id returning t.*), h as (insert into tangram.history (record, app, form, kind, version, at, actor, actor_name, channel, changes) select w.id, 'sales','lead','update',w.version,$3,$4,'Dora','person',jsonb_build_object('amount', jsonb_build_array(o.amount, w.amount)) from w join o on o.id = w.id) select w.*, a.name as account_title from w left join sales.account a on a.id = w.account`,
        [pick(leads), Math.floor(Math.random() * 1e6), new Date().toISOString(), dora.userId],
      ),
  ],
  list: [
    () =>
      records.list(dora, {
        ...address,
        filter: 'stage = "b"',
        sort: [{ field: 'created_at', direction: 'descending' }],
      }),
    () =>
      pool.query(
        `select t.*, a.name as account_title, p.name as o, p2.name as c from sales.lead t left join sales.account a on a.id = t.account and a.deleted_at is null left join tangram.person p on p.id = t.owner left join tangram.person p2 on p2.id = t.created_by where t.deleted_at is null and t.stage = $1 order by t.created_at desc, t.id desc limit 51`,
        ['b'],
      ),
  ],
};
async function run(work: () => Promise<unknown>, ms: number) {
  const end = performance.now() + ms;
  let n = 0;
  const cpu = process.cpuUsage();
  await Promise.all(
    Array.from({ length: 16 }, async () => {
      while (performance.now() < end) {
        await work();
        n++;
      }
    }),
  );
  const used = process.cpuUsage(cpu);
  return { rate: n / (ms / 1000), cpu: (used.user + used.system) / 1000 / n };
}
const only = process.argv[2];
import { Session } from 'node:inspector/promises';
import { writeFileSync, mkdirSync } from 'node:fs';
const session = new Session();
session.connect();
for (const [name, [ours, bare]] of Object.entries(cases)) {
  if (only && only !== name) continue;
  await run(ours, 500);
  await run(bare, 500);
  const a = [],
    b = [];
  if (process.argv[3]) {
    await session.post('Profiler.enable');
    await session.post('Profiler.start');
    await run(ours, 4000);
    const { profile } = await session.post('Profiler.stop');
    mkdirSync('/tmp/prof', { recursive: true });
    writeFileSync('/tmp/prof/' + name + '.cpuprofile', JSON.stringify(profile));
  }
  for (let round = 0; round < 3; round++) {
    a.push(await run(ours, 1500));
    b.push(await run(bare, 1500));
  }
  const median = (list: any[], key: string) => list.map((x) => x[key]).sort((x, y) => x - y)[1];
  console.log(
    name,
    'ours',
    Math.round(median(a, 'rate')),
    '/s cpu',
    median(a, 'cpu').toFixed(3),
    'bare',
    Math.round(median(b, 'rate')),
    'cpu',
    median(b, 'cpu').toFixed(3),
    'ratio',
    (median(a, 'rate') / median(b, 'rate')).toFixed(2),
  );
}
await pool.end();
await server.stop();
