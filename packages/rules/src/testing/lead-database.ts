import { openTestDatabase } from '@tangram/tests/database';
import type { Kysely } from 'kysely';
import { afterAll } from 'vitest';
import { countingIds, createLeadTables, createSalesGroup } from './lead-app.ts';

export interface LeadDatabase {
  readonly db: Kysely<unknown>;
  readonly newId: () => string;
  /** The ids of the team, by name. */
  readonly people: ReadonlyMap<string, string>;
}

/**
 * A test file's own database with the tables of leads, closed after its tests. `team` is the sales group, in the order of
 * its turns.
 */
export async function openLeadDatabase(firstId: number, team: readonly string[] = []): Promise<LeadDatabase> {
  const database = await openTestDatabase();
  afterAll(() => database.close());
  const { db } = database;
  await createLeadTables(db);
  const newId = countingIds(firstId);
  return { db, newId, people: team.length === 0 ? new Map() : await createSalesGroup(db, team, newId) };
}
