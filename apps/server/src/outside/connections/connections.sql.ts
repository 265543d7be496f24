import type { Migration } from '@tangram/schema';

/** Where rules may send to. `secrets` is sealed with SECRET and never leaves the server; `shown` is what may be shown of it. */
export const connectionsMigration: Migration = {
  name: 'server-0006-connections',
  sql: `
create table tangram.connection (
  key text primary key,
  kind text not null,
  title jsonb not null,
  shown jsonb not null,
  secrets text not null,
  updated_at timestamptz not null
);
`,
};
