import { type Actor, systemActor } from '@tangram/records';
import { sql } from 'kysely';
import type { Config } from '../config.ts';
import type { DatabaseServer } from '../database/database-server.ts';
import { serverError } from '../errors.ts';
import type { Log } from '../log.ts';
import { type Platform, createPlatform } from '../platform.ts';

/** The engines for the length of one command. */
export function openPlatform(config: Config, log: Log, databaseServer: Promise<DatabaseServer>): Promise<Platform> {
  return createPlatform(config, { log, isServing: false, connections: 4, databaseServer });
}

/** The person with the e-mail address `as`, else the first administrator, else the system itself. */
export async function actorFor(platform: Platform, as: string | boolean | undefined): Promise<Actor> {
  if (typeof as === 'string') {
    const person = await platform.people.byEmail(as);
    const actor = await platform.auth.actor(person.id);
    if (actor === null) throw serverError('COMMAND_USAGE', { reason: `${as} is no active person.` });
    return actor;
  }
  const { rows } = await sql<{ id: string }>`
    select id from tangram.person where is_administrator and is_active order by created_at, id limit 1`.execute(
    platform.db,
  );
  const first = rows[0] === undefined ? null : await platform.auth.actor(rows[0].id);
  return first ?? systemActor();
}
