import { openKysely, openPool, startEmbedded } from '@tangram/server/database';
import { createRecords, loadActor } from '@tangram/records';
import { salesCatalog } from '../../packages/records/src/testing/sales-app.ts';
import { randomUUID } from 'node:crypto';
import { form } from './form.tmp.ts';
const server = await startEmbedded('/tmp/probe-pg', {});
const pool = openPool(server.url, { max: 1 });
const db = openKysely(pool);
const catalog = salesCatalog({ lead: form });
const dora = (await loadActor(db, (await pool.query(`select id from tangram.person where name='Dora'`)).rows[0].id))!;
const records = createRecords({
  db,
  catalog: () => catalog,
  clock: { now: () => new Date() },
  newId: randomUUID,
  hooks: [],
});
const account = (await pool.query('select id from sales.account limit 1')).rows[0].id;
const leadId = (await pool.query('select id from sales.lead limit 1')).rows[0].id;
const client = await pool.connect();
client.release();
const original = (client as any).query.bind(client);
let last: [string, unknown[]] | null = null;
(client as any).query = (...args: any[]) => {
  if (typeof args[0] === 'string' && Array.isArray(args[1]) && args[1].length) last = [args[0], args[1]];
  return original(...args);
};
const values = {
  name: 'New lead',
  company: 'Acme',
  email: 'x@y.com',
  phone: '13812345678',
  stage: 'a',
  amount: 1234.5,
  score: 3,
  due: '2026-02-03',
  note: 'hello',
  open: true,
  source: 'web',
  account,
};
await records.create(dora, { app: 'sales', form: 'lead', values });
const show = async () => {
  const text = last![0];
  const params = [...last![1]];
  if (process.argv[4]) console.log(text);
  for (const [i, p] of params.entries())
    if (typeof p === 'string' && p.startsWith('['))
      params[i] = p.replace(/"id":"[^"]+"/, `"id":"${process.argv[2] === 'create' ? randomUUID() : leadId}"`);
  await pool.query(`set plan_cache_mode = ${process.argv[3] ?? 'auto'}`);
  await pool.query(`prepare x as ${text}`);
  const lit = params.map((p) => (p === null ? 'null' : `'${String(p).replaceAll("'", "''")}'`)).join(',');
  for (let i = 0; i < 8; i++) await pool.query('begin; explain (analyze, buffers) execute x(' + lit + '); rollback');
  const r = (await pool.query('begin; explain (analyze, buffers) execute x(' + lit + '); rollback')) as any;
  console.log(r[1].rows.map((x: any) => x['QUERY PLAN']).join('\n'));
  await pool.query('deallocate x');
};
if (process.argv[2] === 'create') await show();
if (process.argv[2] === 'update') {
  await records.update(dora, { app: 'sales', form: 'lead', id: leadId, values: { amount: Math.random() } });
  await show();
}
if (process.argv[2] === 'list') {
  await records.list(dora, {
    app: 'sales',
    form: 'lead',
    filter: 'stage = "b"',
    sort: [{ field: 'created_at', direction: 'descending' }],
  });
  await show();
}
await pool.end();
await server.stop();
