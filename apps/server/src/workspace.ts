import { isRegion } from '@tangram/expression';
import type { Workspace } from '@tangram/records';
import type { Language } from '@tangram/schema';
import { type Kysely, sql } from 'kysely';
import { serverError } from './errors.ts';

type Tables = {
  'tangram.workspace': {
    only_one: boolean;
    zone: string;
    week_start: number;
    language: string;
    currency: string;
    calendar: string;
  };
};

/** The settings of the whole deployment that change what data mean. */
export async function readWorkspace(db: Kysely<unknown>): Promise<Workspace> {
  const row = await db.withTables<Tables>().selectFrom('tangram.workspace').selectAll().executeTakeFirstOrThrow();
  return {
    zone: row.zone,
    weekStart: row.week_start as Workspace['weekStart'],
    language: row.language as Language,
    currency: row.currency,
    calendar: row.calendar as NonNullable<Workspace['calendar']>,
  };
}

/**
 * Changes what is given; every process reads its catalog again. `WORKSPACE_ZONE_UNKNOWN` for a zone that the database or
 * this process does not know.
 */
export async function saveWorkspace(db: Kysely<unknown>, changes: Partial<Workspace>): Promise<void> {
  const { weekStart, ...others } = changes;
  const row = { ...others, ...(weekStart === undefined ? {} : { week_start: weekStart }) };
  if (Object.keys(row).length === 0) return;
  if (changes.zone !== undefined) await refuseUnknownZone(db, changes.zone);
  await db.transaction().execute(async (trx) => {
    await trx.withTables<Tables>().updateTable('tangram.workspace').set(row).execute();
    // The workspace is part of the catalog: a higher version makes everybody read it again.
    await sql`update tangram.catalog set version = version + 1`.execute(trx);
    await sql`select pg_notify('tangram_catalog', '')`.execute(trx);
  });
}

async function refuseUnknownZone(db: Kysely<unknown>, zone: string): Promise<void> {
  const { rows } = await sql`select from pg_timezone_names where name = ${zone}`.execute(db);
  if (rows.length === 0 || !isRegion(zone)) throw serverError('WORKSPACE_ZONE_UNKNOWN', { zone }, '/zone');
}
