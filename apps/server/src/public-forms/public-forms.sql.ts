import type { Migration } from '@tangram/schema';

/** One link per form, kept when the page is switched off and on again: printed QR codes go on working. */
export const publicFormsMigration: Migration = {
  name: 'server-0003-public-forms',
  sql: `
create table tangram.public_link (
  token text primary key,
  app text not null references tangram.app (key) on delete cascade,
  form text not null,
  created_at timestamptz not null default now(),
  unique (app, form)
);
`,
};
