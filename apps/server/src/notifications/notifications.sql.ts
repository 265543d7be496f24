import type { Migration } from '@tangram/schema';

export const notificationsMigration: Migration = {
  name: 'server-0002-notifications',
  sql: `
create table tangram.notification (
  id uuid primary key,
  person_id uuid not null references tangram.person (id) on delete cascade,
  title jsonb not null,
  body jsonb,
  link text,
  created_at timestamptz not null,
  read_at timestamptz
);
create index notification_person on tangram.notification (person_id, created_at desc);
`,
};
