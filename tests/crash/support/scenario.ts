import { createFlows, type Flows } from '@tangram/flows';
import { modelForm, planTable, stepSql } from '@tangram/forms';
import {
  type Actor,
  type Catalog,
  type Courier,
  createOutbox,
  createPerson,
  createRecords,
  loadActor,
  type Outbox,
  type Records,
  systemActor,
} from '@tangram/records';
import type { AppModel, FlowDefinition, FormDefinition } from '@tangram/schema';
import { type Kysely, sql } from 'kysely';

/** Leads per run of the scenario; each is taken through the whole flow. */
export const leads = 12;

const lead: FormDefinition = {
  type: 'object',
  properties: {
    name: { field: { type: 'text', title: 'Name' } },
    stage: { field: { type: 'text', title: 'Stage' } },
    touched: { field: { type: 'number', title: 'Touched' } },
  },
  form: { title: 'Lead', titleField: 'name', layout: [] },
};

/**
 * Every kind of step, two branches at the same time, a circle, and a record written by both branches:
 *
 *     start -+-> count -> ask -+-> approved: won --------------+-> gather -> copy -> tell -> last
 *            |                 +-> rejected: again -> ask ...  |
 *            +-> todo -> pause -> count2 ----------------------+
 *
 * `touched` counts each write, so that one done twice is seen.
 */
const flow: FlowDefinition = {
  title: 'Crash',
  form: 'lead',
  enabled: true,
  nodes: [
    { id: 'start', type: 'record-created', settings: { condition: 'stage = "new"' } },
    { id: 'count', type: 'update-record', settings: { values: { touched: 'touched + 1' } } },
    {
      id: 'ask',
      type: 'approval',
      settings: { title: 'Quote {name}', assignees: [{ type: 'field', field: 'owner' }], mode: 'any' },
    },
    { id: 'again', type: 'update-record', settings: { values: { touched: 'touched + 100', stage: '"again"' } } },
    { id: 'won', type: 'update-record', settings: { values: { stage: '"won"', touched: 'touched + 1' } } },
    {
      id: 'todo',
      type: 'create-task',
      settings: { title: 'Call {name}', assignees: [{ type: 'field', field: 'owner' }], waits: true },
    },
    { id: 'pause', type: 'wait', settings: { mode: 'span', span: { amount: 1, unit: 'minutes' } } },
    { id: 'count2', type: 'update-record', settings: { values: { touched: 'touched + 1' } } },
    { id: 'gather', type: 'join', settings: {} },
    {
      id: 'copy',
      type: 'create-record',
      settings: { form: 'lead', values: { name: '"copy of " + name', stage: '"copy"', touched: 'touched' } },
    },
    {
      id: 'tell',
      type: 'notify',
      settings: { title: '{name} is won', assignees: [{ type: 'field', field: 'owner' }] },
    },
    { id: 'last', type: 'end', settings: { ends: 'run' } },
  ],
  edges: [
    ['start', 'next', 'count'],
    ['start', 'next', 'todo'],
    ['count', 'next', 'ask'],
    ['ask', 'approved', 'won'],
    ['ask', 'rejected', 'again'],
    ['again', 'next', 'ask'],
    ['todo', 'next', 'pause'],
    ['pause', 'next', 'count2'],
    ['won', 'next', 'gather'],
    ['count2', 'next', 'gather'],
    ['gather', 'next', 'copy'],
    ['copy', 'next', 'tell'],
    ['tell', 'next', 'last'],
  ].map(([source = '', output = '', target = '']) => ({ id: `${source}-${output}-${target}`, source, output, target })),
};

export function crashCatalog(): Catalog {
  const form = modelForm('crash', 'lead', lead, () => undefined);
  const app: AppModel = {
    app: { key: 'crash', title: 'Crash', version: '1.0.0', menu: [] },
    forms: new Map([['lead', lead]]),
    roles: new Map(),
    rules: new Map(),
    flows: new Map([['crash', flow]]),
    reports: new Map(),
    dashboards: new Map(),
  };
  return {
    form: (appKey, key) => (appKey === 'crash' && key === 'lead' ? form : undefined),
    app: (key) => (key === 'crash' ? app : undefined),
    apps: () => [app],
    workspace: { zone: 'Asia/Shanghai', weekStart: 1, language: 'en', currency: 'CNY' },
    version: '1',
  };
}

/**
 * The form's table, one person, and two sinks: `sink_once` counts what an effect inside the transaction wrote, `sink_by_key`
 * what arrived outside under its key, and how often it was tried.
 */
export async function createCrashTables(db: Kysely<unknown>): Promise<void> {
  await sql`create schema crash`.execute(db);
  const form = crashCatalog().form('crash', 'lead');
  if (form === undefined) throw new Error('The catalog has no leads.');
  for (const step of planTable(null, form).steps) {
    for (const statement of stepSql(step)) await sql.raw(statement).execute(db);
  }
  await sql`create table public.sink_by_key (key text primary key, title text not null, tries integer not null default 1)`.execute(
    db,
  );
  await sql`create table public.sink_once (key text not null)`.execute(db);
  await createPerson(db, { name: 'Owner', email: null }, { newId: () => owner, now: new Date() });
}

const owner = '00000000-0000-7000-8000-000000000001';

export interface CrashEngines {
  readonly flows: Flows;
  readonly records: Records;
  readonly outbox: Outbox;
}

/** `byKey`: the effect goes outside the transaction, to a sink that knows keys; else into the transaction that marks it done. */
export function crashEngines(db: Kysely<unknown>, options: { now: () => Date; byKey: boolean }): CrashEngines {
  const catalog = crashCatalog();
  const clock = { now: options.now };
  const newId = () => crypto.randomUUID();
  const outside: Courier = {
    guarantee: 'once-by-key',
    async deliver({ request, key }) {
      await sql`insert into public.sink_by_key (key, title) values (${key}, ${JSON.stringify(request['title'])})
        on conflict (key) do update set tries = sink_by_key.tries + 1`.execute(db);
    },
  };
  const inside: Courier = {
    guarantee: 'once',
    async deliver(trx, { key }) {
      await sql`insert into public.sink_once (key) values (${key})`.execute(trx);
    },
  };
  const outbox = createOutbox({
    db,
    clock,
    newId,
    couriers: () => ({ notify: options.byKey ? outside : inside }),
    failed: (trx, delivery, problem) => flows.effectFailed(trx, delivery, problem),
  });
  const flows: Flows = createFlows({
    db,
    catalog: () => catalog,
    records: () => records,
    clock,
    newId,
    dispatcher: { wake: async () => {}, committed: () => {} },
    inboxChanged: () => {},
    outbox,
  });
  const records = createRecords({ db, catalog: () => catalog, clock, newId, hooks: [flows.hooks] });
  return { flows, records, outbox };
}

/**
 * Does the next thing there is to do, as users and workers would: make a lead that is missing, answer a task, take runs
 * on. True when all runs are over. It remembers nothing: killed and started anew, it goes on with what the tables say.
 */
export async function goOn(
  db: Kysely<unknown>,
  { flows, records, outbox }: CrashEngines,
  count: number,
): Promise<boolean> {
  const { rows } = await sql<{ name: string }>`select name from crash.lead where stage <> 'copy'`.execute(db);
  const there = new Set(rows.map((row) => row.name));
  const missing = Array.from({ length: count }, (_, index) => `lead ${index}`).find((name) => !there.has(name));
  if (missing !== undefined) {
    await records.create(systemActor('system'), {
      app: 'crash',
      form: 'lead',
      values: { name: missing, stage: 'new', touched: 0, owner },
    });
  }
  await flows.work();
  await outbox.work();
  const person = (await loadActor(db, owner)) as Actor;
  const [task] = await flows.tasks(person, { state: 'open', limit: 1 });
  if (task !== undefined) await flows.act(person, task.id, await answerTo(db, task), { request: 'the only one' });
  return missing === undefined && task === undefined && (await isOver(db, count));
}

/** Every third lead is rejected the first time. */
async function answerTo(
  db: Kysely<unknown>,
  task: { readonly kind: string; readonly record: { readonly id: string; readonly title: string | null } },
) {
  if (task.kind !== 'approval') return 'complete';
  const { rows } = await sql<{ stage: string }>`select stage from crash.lead where id = ${task.record.id}`.execute(db);
  return Number(task.record.title?.split(' ')[1]) % 3 === 0 && rows[0]?.stage === 'new' ? 'reject' : 'approve';
}

async function isOver(db: Kysely<unknown>, count: number): Promise<boolean> {
  const { rows } = await sql<{ over: number; effects: number }>`
    select (select count(*) from flow.instance where status = 'done')::int as over,
      (select count(*) from tangram.outbox where state <> 'done')::int as effects`.execute(db);
  return rows[0]?.over === count && rows[0].effects === 0;
}
