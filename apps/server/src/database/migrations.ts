import { appsMigrations } from '@tangram/apps';
import { flowsMigrations } from '@tangram/flows';
import { recordsMigrations } from '@tangram/records';
import { rulesMigrations } from '@tangram/rules';
import type { Migration } from '@tangram/schema';
import { serverMigrations } from '../server-migrations.ts';

/** Every change of the platform's own tables, in the order in which one stands on the other. */
export const allMigrations: readonly Migration[] = [
  ...recordsMigrations,
  ...rulesMigrations,
  ...flowsMigrations,
  ...appsMigrations,
  ...serverMigrations,
];
