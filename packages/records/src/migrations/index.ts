import type { Migration } from '@tangram/schema';
import { absenceMigration } from './absence.sql.ts';
import { calendarMigration } from './calendar.sql.ts';
import { historyMigration } from './history.sql.ts';
import { outboxMigration } from './outbox.sql.ts';
import { peopleMigration } from './people.sql.ts';

/** The tables of people and records and the outbox, schema `tangram`. */
export const recordsMigrations: readonly Migration[] = [
  peopleMigration,
  historyMigration,
  calendarMigration,
  outboxMigration,
  absenceMigration,
];
