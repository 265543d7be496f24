import { openPool, startEmbedded } from '@tangram/server/database';
const server = await startEmbedded('/tmp/probe-pg', {});
const pool = openPool(server.url, { max: 2 });
const show = async (text: string, values: unknown[] = []) => {
  const r = await pool.query('explain (analyze, buffers) ' + text, values);
  console.log(r.rows.map((x: any) => x['QUERY PLAN']).join('\n'), '\n');
};
await show(
  `select t.*, a.name as account_title, p.name as o, p2.name as c from sales.lead t left join sales.account a on a.id = t.account and a.deleted_at is null left join tangram.person p on p.id = t.owner left join tangram.person p2 on p2.id = t.created_by where t.deleted_at is null and t.stage = $1 order by t.created_at desc, t.id desc limit 51`,
  ['b'],
);
await show(
  `select t.* from sales.lead t where t.deleted_at is null and t.stage = $1 order by t.created_at desc, t.id desc limit 51`,
  ['b'],
);
console.log((await pool.query(`select indexdef from pg_indexes where schemaname='sales' and tablename='lead'`)).rows);
console.log(
  (
    await pool.query(
      `select name, setting from pg_settings where name in ('shared_buffers','random_page_cost','effective_cache_size','work_mem','jit','max_parallel_workers_per_gather','synchronous_commit','commit_delay')`,
    )
  ).rows,
);
await pool.end();
await server.stop();
