import type { Workspace } from '@tangram/records';
import type { Language } from '@tangram/schema';
import type { Kysely } from 'kysely';

type Tables = {
  'tangram.workspace': { only_one: boolean; zone: string; week_start: number; language: string; currency: string };
};

/** The settings of the whole deployment that change what data mean. */
export async function readWorkspace(db: Kysely<unknown>): Promise<Workspace> {
  const row = await db.withTables<Tables>().selectFrom('tangram.workspace').selectAll().executeTakeFirstOrThrow();
  return {
    zone: row.zone,
    weekStart: row.week_start as Workspace['weekStart'],
    language: row.language as Language,
    currency: row.currency,
  };
}

/** Changes what is given. The catalog must be read again afterwards. */
export async function saveWorkspace(db: Kysely<unknown>, changes: Partial<Workspace>): Promise<void> {
  const { weekStart, ...others } = changes;
  const row = { ...others, ...(weekStart === undefined ? {} : { week_start: weekStart }) };
  if (Object.keys(row).length === 0) return;
  await db.withTables<Tables>().updateTable('tangram.workspace').set(row).execute();
}
