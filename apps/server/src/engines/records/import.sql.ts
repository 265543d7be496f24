import type { Migration } from '@tangram/schema';

/** Imports under way and done, so that any process can say how far one is. */
export const importMigration: Migration = {
  name: 'server-0005-imports',
  sql: `
create table tangram.import_run (
  id uuid primary key,
  app text not null,
  form text not null,
  started_by uuid references tangram.person (id) on delete set null,
  state text not null check (state in ('running', 'done', 'failed', 'cancelled')),
  dry_run boolean not null,
  total integer not null,
  done integer not null default 0,
  created integer not null default 0,
  updated integer not null default 0,
  unchanged integer not null default 0,
  failed integer not null default 0,
  problems jsonb not null default '[]',
  error_file uuid references tangram.file (id) on delete set null,
  started_at timestamptz not null,
  touched_at timestamptz not null
);
`,
};
