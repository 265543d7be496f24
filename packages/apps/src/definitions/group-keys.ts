import { readGroups } from '@tangram/records';
import type { Kysely } from 'kysely';

/** The groups of people that definitions of an application may speak of, beside those it brings itself. */
export type GroupKeys = (app: string) => ReadonlySet<string>;

export async function readGroupKeys(db: Kysely<unknown>): Promise<GroupKeys> {
  const groups = await readGroups(db);
  return (app) => new Set(groups.filter((group) => group.app === null || group.app === app).map((group) => group.key));
}

/** Where there is no database to ask: an application's own groups only. */
export const noGroups: GroupKeys = () => new Set();
