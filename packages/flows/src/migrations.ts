import type { Migration } from '@tangram/schema';

/**
 * The state of every run. What a run is waiting for, has decided and has been told is in these tables and nowhere else:
 * a process that dies at any moment leaves them as its last commit left them, and any other process goes on from there.
 */
export const flowsMigrations: readonly Migration[] = [
  {
    name: 'flows-0001-runs',
    sql: `
create schema flow;

-- A published flow as runs began with it. Rows are never changed, so a run keeps the version it began with.
create table flow.version (
  id uuid primary key,
  app text not null,
  flow text not null,
  hash text not null,
  definition jsonb not null,
  created_at timestamptz not null,
  unique (app, flow, hash)
);

create table flow.instance (
  id uuid primary key,
  version uuid not null references flow.version (id),
  app text not null,
  flow text not null,
  form text not null,
  record uuid not null,
  status text not null check (status in ('running', 'done', 'cancelled')),
  -- All of the run but its tokens; null until its first fact is taken.
  state jsonb,
  -- Number of the last history entry.
  seq integer not null default 0,
  -- How many flows and rules caused one another up to this run.
  depth integer not null,
  starter uuid,
  created_at timestamptz not null,
  finished_at timestamptz,
  -- Transactions of this run that failed in a row, and when to try again; null: at once.
  failures integer not null default 0,
  retry_at timestamptz
);
create index instance_record on flow.instance (record, created_at desc);
create index instance_flow on flow.instance (app, flow, created_at desc);

create table flow.token (
  instance uuid not null references flow.instance (id) on delete cascade,
  id integer not null,
  node text not null,
  visit integer not null,
  state text not null check (state in ('ready', 'waiting', 'gathered', 'stuck')),
  memory jsonb not null,
  holds boolean not null,
  problem jsonb,
  primary key (instance, id)
);

-- Every fact from outside, once by its key, taken in the order of its id.
create table flow.inbox (
  id bigint generated always as identity primary key,
  instance uuid not null references flow.instance (id) on delete cascade,
  key text not null,
  fact jsonb not null,
  taken boolean not null default false,
  unique (instance, key)
);
create index inbox_open on flow.inbox (instance, id) where not taken;

create table flow.history (
  instance uuid not null references flow.instance (id) on delete cascade,
  seq integer not null,
  at timestamptz not null,
  kind text not null,
  node text,
  visit integer,
  by_person uuid,
  by_name text,
  data jsonb not null,
  problem jsonb,
  primary key (instance, seq)
);

create table flow.task (
  id uuid primary key,
  instance uuid not null references flow.instance (id) on delete cascade,
  token integer not null,
  node text not null,
  visit integer not null,
  name text not null,
  app text not null,
  flow text not null,
  form text not null,
  record uuid not null,
  person uuid not null,
  title jsonb not null,
  note jsonb,
  actions text[] not null,
  closing text[] not null,
  explained text[] not null,
  is_bound boolean not null,
  due_at timestamptz,
  state text not null default 'open' check (state in ('open', 'done', 'closed')),
  -- Who acted on this seat, or on the seat whose action closed it.
  outcome text,
  comment text,
  handled_by uuid,
  handled_by_name text,
  handled_at timestamptz,
  created_at timestamptz not null,
  unique (instance, token, visit, name)
);
create index task_open on flow.task (person, due_at) where state = 'open';
create index task_done on flow.task (handled_by, handled_at desc) where state = 'done';
create index task_record on flow.task (record) where state = 'open';

-- What people did with tasks. A request that is sent twice (a phone in a lift) is done once.
create table flow.task_action (
  task uuid not null references flow.task (id) on delete cascade,
  request text not null,
  action text not null,
  person uuid not null,
  at timestamptz not null,
  data jsonb not null,
  primary key (task, request)
);

create table flow.timer (
  instance uuid not null references flow.instance (id) on delete cascade,
  token integer not null,
  node text not null,
  visit integer not null,
  name text not null,
  due_at timestamptz not null,
  state text not null default 'pending' check (state in ('pending', 'fired', 'closed')),
  primary key (instance, token, visit, name)
);
create index timer_due on flow.timer (due_at) where state = 'pending';

-- The outbox. A claim raises the epoch; only who holds the current one may write the outcome.
create table flow.effect (
  id bigint generated always as identity primary key,
  instance uuid not null references flow.instance (id) on delete cascade,
  token integer not null,
  node text not null,
  visit integer not null,
  name text not null,
  effect text not null,
  request jsonb not null,
  state text not null default 'pending' check (state in ('pending', 'done', 'failed')),
  epoch integer not null default 0,
  lease_until timestamptz,
  attempts integer not null default 0,
  result jsonb,
  problem jsonb,
  created_at timestamptz not null,
  unique (instance, token, visit, name)
);
create index effect_pending on flow.effect (lease_until nulls first, id) where state = 'pending';

-- A change of a record starts a flow once, however often the change is looked at.
create table flow.trigger_event (
  version uuid not null references flow.version (id),
  record uuid not null,
  record_version integer not null,
  instance uuid,
  primary key (version, record, record_version)
);

create table flow.incident (
  id uuid primary key,
  app text not null,
  flow text not null,
  instance uuid references flow.instance (id) on delete cascade,
  token integer,
  node text,
  record uuid,
  problem jsonb not null,
  opened_at timestamptz not null,
  closed_at timestamptz
);
create index incident_open on flow.incident (app, flow) where closed_at is null;
`,
  },
  {
    // Effects go through the one outbox, which rules use too. What was still to be delivered moves there.
    name: 'flows-0002-one-outbox',
    sql: `
insert into tangram.outbox (kind, key, request, app, form, record, source, run, state, attempts, due_at, problem, created_at)
select effect.effect, concat_ws(':', run.id, effect.token, effect.visit, effect.name), effect.request, run.app, run.form,
  run.record, run.flow, run.id, effect.state, effect.attempts, coalesce(effect.lease_until, effect.created_at), effect.problem,
  effect.created_at
from flow.effect as effect join flow.instance as run on run.id = effect.instance
where effect.state <> 'done' order by effect.id;
drop table flow.effect;
`,
  },
];
