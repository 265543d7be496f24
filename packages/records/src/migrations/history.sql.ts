import type { Migration } from '@tangram/schema';

/**
 * `history`: one row per write to a record; `changes` is `{ field: [old, new] }`, `because` holds the reasons of the
 * fields that a rule or flow set. Ids of records are uuids, unique over all forms, so (record, id) is the one index:
 * every index here is paid for by every write.
 */
export const historyMigration: Migration = {
  name: 'records-0002-history',
  sql: `
create table tangram.history (
  record uuid not null,
  id bigint generated always as identity,
  app text not null,
  form text not null,
  kind text not null check (kind in ('create', 'update', 'delete', 'restore')),
  version integer not null,
  at timestamptz not null,
  actor uuid,
  actor_name text not null,
  channel text not null,
  origin text,
  changes jsonb not null,
  because jsonb,
  primary key (record, id)
);

create table tangram.column_trash (
  id uuid primary key,
  app text not null,
  form text not null,
  field text not null,
  column_name text not null,
  definition jsonb not null,
  removed_at timestamptz not null,
  removed_by uuid,
  unique (app, form, column_name)
);

create table tangram.workspace (
  only_one boolean primary key default true check (only_one),
  zone text not null default 'UTC',
  week_start smallint not null default 1 check (week_start in (1, 6, 7)),
  language text not null default 'en',
  currency text not null default 'CNY'
);
insert into tangram.workspace default values;
`,
};
