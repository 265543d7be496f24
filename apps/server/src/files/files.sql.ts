import type { Migration } from '@tangram/schema';

/** `sha256` names the content on disk; many rows may share one content. */
export const filesMigration: Migration = {
  name: 'server-0004-files',
  sql: `
create table tangram.file (
  id uuid primary key,
  name text not null,
  type text not null,
  size bigint not null,
  sha256 text not null,
  created_at timestamptz not null,
  created_by uuid references tangram.person (id) on delete set null
);
create index file_content on tangram.file (sha256);
`,
};
