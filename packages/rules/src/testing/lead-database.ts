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
 * Makes a test file's own database one with the tables of leads, to be closed after its tests. `team` is the sales group, in
 * the order of its turns.
 */
export async function leadDatabase(
  { db, close }: { readonly db: Kysely<unknown>; readonly close: () => Promise<void> },
  firstId: number,
  team: readonly string[] = [],
): Promise<LeadDatabase> {
  afterAll(close);
  await createLeadTables(db);
  const newId = countingIds(firstId);
  return { db, newId, people: team.length === 0 ? new Map() : await createSalesGroup(db, team, newId) };
}
