import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { ScorePart } from './score-part.ts';

/**
 * Records by id that a recomputation takes in turns, each turn every so-manieth of them. A page of the table holds some
 * twenty records and room for a few more: a turn changes no more of them than fit into that room, and the next one finds
 * the room again, for what the last one left behind is gone by then. So hardly any need be told to an index, and neither
 * table nor indexes grow (PostgreSQL's heap-only tuples).
 */
export interface ScoreBlock {
  /** The last record of it. */
  readonly until: string;
  /** In how many turns it is taken, and which is the next; from 0. */
  readonly turns: number;
  readonly turn: number;
}

const mostTurns = 8;

/** The block that a part has under way, else the one after it, in turns of some `turnSize` records; null when there is none. */
export async function currentBlock(
  trx: Kysely<unknown>,
  table: RawBuilder<unknown>,
  { last_record, until_record, block_until, turns, turn }: ScorePart,
  turnSize: number,
): Promise<ScoreBlock | null> {
  if (block_until !== null) return { until: block_until, turns, turn };
  const { rows } = await sql<{ count: number; until: string | null }>`
    with block as (
      select id from ${table} where ${isBetween(last_record, until_record)} and deleted_at is null
      order by id limit ${turnSize * mostTurns}
    )
    select (select count(*)::integer from block) as count, (select id from block order by id desc limit 1) as until`.execute(
    trx,
  );
  const { count = 0, until = null } = rows[0] ?? {};
  return until === null ? null : { until, turns: Math.min(mostTurns, Math.ceil(count / turnSize)), turn: 0 };
}

/** Locks the records of the block whose turn it is, and answers their ids. */
export async function lockTurn(
  trx: Kysely<unknown>,
  table: RawBuilder<unknown>,
  { last_record }: ScorePart,
  { until, turns, turn }: ScoreBlock,
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from ${table} where ${isBetween(last_record, until)} and deleted_at is null
      and get_byte(uuid_send(id), 15) % ${sql.lit(turns)} = ${sql.lit(turn)}
    order by id for update`.execute(trx);
  return rows.map(({ id }) => id);
}

/** Keeps that a turn of so many records is done. */
export async function endTurn(
  trx: Kysely<unknown>,
  { app, rule, part }: ScorePart,
  { until, turns, turn }: ScoreBlock,
  count: number,
): Promise<void> {
  const isLast = turn + 1 === turns;
  const place = isLast
    ? sql`last_record = ${until}::uuid, block_until = null, turn = 0`
    : sql`block_until = ${until}::uuid, turns = ${turns}, turn = ${turn + 1}`;
  await sql`update tangram.score_job set ${place}, done = done + ${count}
    where app = ${app} and rule = ${rule} and part = ${part}`.execute(trx);
}

const firstId = '00000000-0000-0000-0000-000000000000';
const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

function isBetween(after: string | null, until: string | null): RawBuilder<boolean> {
  return sql<boolean>`id > ${after ?? firstId}::uuid and id <= ${until ?? lastId}::uuid`;
}
