import type { Migration } from '@tangram/schema';

/** Addresses at which other systems tell of events. The token itself is kept nowhere: `hash` is its SHA-256. */
export const hooksMigration: Migration = {
  name: 'server-0007-hooks',
  sql: `
create table tangram.hook (
  id uuid primary key,
  app text not null references tangram.app (key) on delete cascade,
  form text not null,
  title text not null,
  hash bytea not null unique,
  created_by uuid,
  created_at timestamptz not null,
  used_at timestamptz
);
create index hook_form on tangram.hook (app, form);
`,
};
