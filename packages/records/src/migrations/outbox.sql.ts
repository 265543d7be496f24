import type { Migration } from '@tangram/schema';

/**
 * What is to leave the database, whoever ordered it: written in the transaction of the write that causes it.
 * `due_at`: not to be claimed before: the end of a lease, or of the pause after a failure. A claim raises the epoch; only
 * who holds the current one may write an outcome. `source` is the rule or flow that ordered it, `run` the flow's run.
 */
export const outboxMigration: Migration = {
  name: 'records-0004-outbox',
  sql: `
create table tangram.outbox (
  id bigint generated always as identity primary key,
  kind text not null,
  key text not null unique,
  request jsonb not null,
  app text not null,
  form text not null,
  record uuid,
  source text not null,
  run uuid,
  state text not null default 'pending' check (state in ('pending', 'done', 'failed', 'given-up')),
  epoch integer not null default 0,
  attempts integer not null default 0,
  is_claimed boolean not null default false,
  due_at timestamptz not null,
  problem jsonb,
  created_at timestamptz not null,
  settled_at timestamptz
);
create index outbox_due on tangram.outbox (due_at, id) where state = 'pending';
create index outbox_state on tangram.outbox (state, id) where state <> 'done';
create index outbox_settled on tangram.outbox (settled_at) where state in ('done', 'given-up');
`,
};
