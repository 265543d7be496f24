import type { FormDefinition, JsonObject } from '@tangram/schema';
import type pg from 'pg';

/** Makes the application `bench` through the product's own routes: accounts, and leads of 12 fields. */
export async function makeBenchApp(
  send: (method: string, path: string, body: unknown) => Promise<unknown>,
): Promise<void> {
  await send('POST', '/api/apps', { key: 'bench', title: 'Bench' });
  for (const [key, definition] of [
    ['account', account],
    ['lead', lead],
  ] as const) {
    const path = `/api/apps/bench/definitions/form/${key}`;
    await send('PUT', path, { definition });
    await send('POST', `${path}:publish`, { accept: true });
  }
}

export const stages = ['new', 'contacted', 'proposal', 'negotiation', 'won', 'lost'];
const sources = ['website', 'fair', 'referral'];

/** 1,000 accounts and `count` leads, spread over two years, written by SQL with ids that follow time, as the
 * product makes them. Returns the ids of the accounts and of some leads. */
export async function fillBenchApp(
  pool: pg.Pool,
  person: string,
  count: number,
): Promise<{ accounts: string[]; leads: string[] }> {
  await pool.query(`insert into bench.account (id, created_at, updated_at, name)
    select gen_random_uuid(), now(), now(), 'Account ' || n from generate_series(1, 1000) as n`);
  await pool.query(
    `insert into bench.lead (id, created_at, created_by, updated_at, updated_by, owner, name, company, email, phone, stage, amount, score, due, note, open, source, account)
     select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || substr(md5(n::text), 1, 3)
         || '8' || substr(md5(n::text), 4, 15))::uuid, at, $1, at, $1, $1, 'Lead ' || n, 'Company ' || n % 5000, 'lead' || n || '@example.com', '138' || lpad(n::text, 8, '0'),
       ($2::text[])[1 + n % 6], (n::bigint * 7919) % 100000, n % 100, at::date, 'A note of some words about lead ' || n, n % 2 = 0, ($3::text[])[1 + n % 3],
       (select array_agg(id) from bench.account)[1 + n % 1000]
     from (select n, now() - n * interval '730 days' / $4::int as at from generate_series(1, $4::int) as n) as numbers`,
    [person, stages, sources, count],
  );
  await pool.query('vacuum analyze bench.account');
  await pool.query('vacuum analyze bench.lead');
  const ids = async (text: string) => (await pool.query<{ id: string }>(text)).rows.map((row) => row.id);
  return {
    accounts: await ids('select id from bench.account'),
    leads: await ids('select id from bench.lead order by md5(id::text) limit 10000'),
  };
}

const field = (type: string, title: string, settings?: JsonObject) => ({
  field: { type, title, ...(settings === undefined ? {} : { settings }) },
});
const options = (values: readonly string[]) => ({ options: values.map((value) => ({ value, title: value })) });
const layoutOf = (...fields: string[]) => fields.map((key) => ({ type: 'field', field: key }) as const);

const account: FormDefinition = {
  type: 'object',
  properties: { name: field('text', 'Name') },
  required: ['name'],
  form: { title: 'Account', titleField: 'name', layout: layoutOf('name') },
};

const lead: FormDefinition = {
  type: 'object',
  properties: {
    name: field('text', 'Name'),
    company: field('text', 'Company'),
    email: field('email', 'E-mail'),
    phone: field('mobile', 'Phone'),
    stage: field('select', 'Stage', options(stages)),
    amount: field('number', 'Amount'),
    score: field('number', 'Score'),
    due: field('date', 'Due'),
    note: field('textarea', 'Note'),
    open: field('boolean', 'Open'),
    source: field('select', 'Source', options(sources)),
    account: field('reference', 'Account', { form: 'account' }),
  },
  required: ['name'],
  form: {
    title: 'Lead',
    titleField: 'name',
    layout: layoutOf(
      'name',
      'company',
      'email',
      'phone',
      'stage',
      'amount',
      'score',
      'due',
      'note',
      'open',
      'source',
      'account',
    ),
  },
};
