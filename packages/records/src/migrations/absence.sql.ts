import type { Migration } from '@tangram/schema';

/** The days on which a person is away, both included, of the workspace's time zone; without an end until further notice. */
export const absenceMigration: Migration = {
  name: 'records-0005-absence',
  sql: `
alter table tangram.person
  add column absent_from date,
  add column absent_until date,
  add check (absent_until >= absent_from and (absent_from is not null or absent_until is null));
`,
};
