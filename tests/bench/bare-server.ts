import { createHash, randomUUID } from 'node:crypto';
import Fastify from 'fastify';
import pg from 'pg';

/**
 * What the records routes are measured against: fastify, a body schema, a token look-up in memory and one named
 * statement of pg per request, written by hand for the one table. No forms, access, formulas, hooks or conflicts.
 */
const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'] as string, max: 20 });
const tokens = new Map([[createHash('sha256').update('bench').digest('hex'), process.env['BENCH_PERSON'] as string]]);
const server = Fastify({ logger: false });

server.decorateRequest('person', '');
server.addHook('onRequest', async (request, reply) => {
  if (request.url === '/ready') return;
  const token = request.headers.authorization?.slice('Bearer '.length) ?? '';
  const person = tokens.get(createHash('sha256').update(token).digest('hex'));
  if (person === undefined) return reply.code(401).send();
  (request as unknown as { person: string }).person = person;
});
server.get('/ready', () => ({ ok: true }));

const titles = `a.name as account_title, o.name as owner_title, c.name as created_by_title, u.name as updated_by_title`;
const joins = `left join bench.account as a on a.id = t.account left join tangram.person as o on o.id = t.owner
  left join tangram.person as c on c.id = t.created_by left join tangram.person as u on u.id = t.updated_by`;

const insert = `with t as (
    insert into bench.lead (id, created_at, created_by, updated_at, updated_by, owner, version, name, company, email, phone, stage, amount, score, due, note, open, source, account)
    values ($1, $2, $3, $2, $3, $3, 1, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) returning *
  ), h as (
    insert into tangram.history (record, app, form, kind, version, at, actor, actor_name, channel, changes)
    select id, 'bench', 'lead', 'create', 1, $2, $3, 'Bench', 'person', $16 from t
  ) select t.*, ${titles} from t ${joins}`;

interface Lead {
  [field: string]: unknown;
}
const text = { type: 'string', maxLength: 1000 };
const number = { type: 'number' };
const body = {
  type: 'object',
  additionalProperties: false,
  required: ['values'],
  properties: {
    values: {
      type: 'object',
      additionalProperties: false,
      properties: {
        name: text,
        company: text,
        email: text,
        phone: text,
        stage: text,
        note: text,
        source: text,
        amount: number,
        score: number,
        due: text,
        open: { type: 'boolean' },
        account: text,
      },
    },
  },
};

server.post<{ Body: { values: Lead } }>('/lead', { schema: { body } }, async (request, reply) => {
  const { values: v } = request.body;
  const changes = JSON.stringify(Object.fromEntries(Object.entries(v).map(([field, value]) => [field, [null, value]])));
  const parameters = [
    randomUUID(),
    new Date(),
    (request as unknown as { person: string }).person,
    v['name'],
    v['company'],
    v['email'],
    v['phone'],
  ];
  parameters.push(
    v['stage'],
    v['amount'],
    v['score'],
    v['due'],
    v['note'],
    v['open'],
    v['source'],
    v['account'],
    changes,
  );
  const { rows } = await pool.query({ name: 'insert', text: insert, values: parameters });
  return reply.code(201).send(rows[0]);
});

const read = `select t.*, ${titles} from bench.lead as t ${joins} where t.id = $1 and t.deleted_at is null`;
server.get<{ Params: { id: string } }>('/lead/:id', async (request) => {
  const { rows } = await pool.query({ name: 'read', text: read, values: [request.params.id] });
  return rows[0];
});

const update = `with old as (
    select id, amount from bench.lead where id = $1 for update
  ), t as (
    update bench.lead as l set amount = $2, version = version + 1, updated_at = $3, updated_by = $4 from old where l.id = old.id returning l.*
  ), h as (
    insert into tangram.history (record, app, form, kind, version, at, actor, actor_name, channel, changes)
    select t.id, 'bench', 'lead', 'update', t.version, $3, $4, 'Bench', 'person', jsonb_build_object('amount', jsonb_build_array(old.amount, t.amount)) from t join old on old.id = t.id
  ) select t.*, ${titles} from t ${joins}`;
server.patch<{ Params: { id: string }; Body: { values: Lead } }>('/lead/:id', { schema: { body } }, async (request) => {
  const values = [
    request.params.id,
    request.body.values['amount'],
    new Date(),
    (request as unknown as { person: string }).person,
  ];
  const { rows } = await pool.query({ name: 'update', text: update, values });
  return rows[0];
});

const list = `select t.*, ${titles} from (
    select * from bench.lead where deleted_at is null and stage = $1 order by created_at desc, id desc limit 51
  ) as t ${joins} order by t.created_at desc, t.id desc`;
server.get<{ Querystring: { stage: string } }>('/lead', async (request) => {
  const { rows } = await pool.query({ name: 'list', text: list, values: [request.query.stage] });
  return { rows: rows.slice(0, 50), next: rows.length > 50 };
});

const aggregate = `select stage, date_trunc('month', created_at at time zone 'UTC') as month, count(*), sum(amount)
  from bench.lead where deleted_at is null group by 1, 2 order by 1, 2`;
server.post('/aggregate', async () => {
  const { rows } = await pool.query({ name: 'aggregate', text: aggregate, values: [] });
  return { rows };
});

await server.listen({ port: Number(process.env['PORT']), host: '127.0.0.1' });
process.once('SIGTERM', () => void server.close().then(() => pool.end()));
