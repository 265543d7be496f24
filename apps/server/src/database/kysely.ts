import { Kysely, PostgresDialect } from 'kysely';
import type pg from 'pg';

/** Kysely on a pool. Ending the pool is the pool owner's business: `destroy()` would end it too. */
export function openKysely(pool: pg.Pool): Kysely<unknown> {
  return new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
}
