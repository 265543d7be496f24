import type { Migration } from '@tangram/schema';

/** Which days the workspace works: Monday to Friday, or as in China with public holidays and make-up days. */
export const calendarMigration: Migration = {
  name: 'records-0003-calendar',
  sql: `
alter table tangram.workspace
  add column calendar text not null default 'weekdays' check (calendar in ('weekdays', 'china'));
`,
};
