import type { Migration } from '@tangram/schema';
import type pg from 'pg';
import { databaseError, reasonOf } from './database-error.ts';

/** What every engine's tables stand on: the platform's schema, and the extension behind search in text. */
export const preamble: readonly Migration[] = [
  {
    name: 'database-0001-preamble',
    sql: 'create extension if not exists pg_trgm',
  },
];

/** A number of ours for PostgreSQL's advisory locks. */
const migrationLock = 7_110_002;

/**
 * Brings the platform's own tables up to date: runs those of `migrations` that have not run yet, in order, all in one
 * transaction. Processes that start at once wait for one another; the later ones find nothing to do.
 * Returns the names of what ran. Throws `DATABASE_NEWER` and `DATABASE_MIGRATION`.
 */
export async function migrate(pool: pg.Pool, migrations: readonly Migration[]): Promise<string[]> {
  const client = await pool.connect();
  let failed: Error | undefined;
  try {
    await client.query('begin');
    await client.query(`select pg_advisory_xact_lock(${migrationLock})`);
    const ran = await migrateWith(client, [...preamble, ...migrations]);
    await client.query('commit');
    return ran;
  } catch (error) {
    failed = error as Error;
    await client.query('rollback').catch(() => {});
    throw error;
  } finally {
    client.release(failed);
  }
}

/**
 * The same inside the caller's transaction. `expected` are the names that the tables are said to come from, when they are
 * still to be made: refused when one is not among `migrations`.
 */
export async function migrateWith(
  client: pg.ClientBase,
  migrations: readonly Migration[],
  expected: readonly string[] = [],
): Promise<string[]> {
  await client.query(`
    create schema if not exists tangram;
    create table if not exists tangram.migration (
      name text primary key,
      applied_at timestamptz not null default now()
    )`);
  const { rows } = await client.query<{ name: string }>('select name from tangram.migration');
  const applied = new Set(rows.map((row) => row.name));
  refuseNewer([...applied, ...expected], migrations);
  const pending = migrations.filter((migration) => !applied.has(migration.name));
  for (const migration of pending) {
    try {
      await client.query(migration.sql);
    } catch (error) {
      throw databaseError('DATABASE_MIGRATION', { name: migration.name, reason: reasonOf(error) }, error);
    }
    await client.query('insert into tangram.migration (name) values ($1)', [migration.name]);
  }
  return pending.map((migration) => migration.name);
}

function refuseNewer(applied: readonly string[], migrations: readonly Migration[]): void {
  const known = new Set(migrations.map((migration) => migration.name));
  const unknown = applied.filter((name) => !known.has(name)).sort();
  if (unknown[0] !== undefined) throw databaseError('DATABASE_NEWER', { name: unknown.at(-1) as string });
}
