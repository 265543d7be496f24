import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { ScorePart } from './score-part.ts';

type Sql = RawBuilder<unknown>;

/**
 * A block of records is taken in turns, each turn every so-manieth of them. A page of the table holds some twenty records
 * and room for a few more: a turn changes no more of them than fit into that room, and the next one finds the room again,
 * for what the last one left behind is gone by then. So hardly any need be told to an index, and neither table nor indexes
 * grow (PostgreSQL's heap-only tuples). Which records a block holds is kept with the part, in the order of the turns.
 */
const mostTurns = 8;

/** Begins the block after the one before, in turns of some `turnSize` records; says whether there are any left. */
export async function beginBlock(
  trx: Kysely<unknown>,
  table: Sql,
  part: ScorePart,
  turnSize: number,
): Promise<boolean> {
  const { last_record: after, until_record: until } = part;
  const { rows } = await sql<{ isThere: boolean }>`
    with block as (
      select id from ${table} where id > ${after ?? firstId}::uuid and id <= ${until ?? lastId}::uuid and deleted_at is null
      order by id limit ${turnSize * mostTurns}
    ),
    counted as (select least(${mostTurns}::integer, ceil(count(*) / ${turnSize}::numeric)::integer) as turns from block),
    numbered as (select id, row_number() over (order by id) as n from block)
    update tangram.score_job set (ids, turns, turn) = (
      select array_agg(id order by n % turns, n), coalesce(max(turns), 1), 0 from numbered, counted
    )
    where ${isPart(part)} returning ids is not null as "isThere"`.execute(trx);
  return rows[0]?.isThere === true;
}

/** The records of the block whose turn it is, as an array of their ids. */
export function idsOfTurn(part: ScorePart): Sql {
  const size = sql`cardinality(ids)`;
  return sql`(select ids[${size} * turn / turns + 1 : ${size} * (turn + 1) / turns] from tangram.score_job where ${isPart(part)})`;
}

/** Locks the records of the turn, in the order of their ids; those in the trash too, so that none comes back meanwhile. */
export async function lockTurn(trx: Kysely<unknown>, table: Sql, part: ScorePart): Promise<void> {
  await sql`select count(*) from (
    select id from ${table} where id = any(${idsOfTurn(part)}::uuid[]) order by id for update
  ) as locked`.execute(trx);
}

/** The records of the turn that are still there. */
export async function readTurn(trx: Kysely<unknown>, table: Sql, part: ScorePart): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from ${table} where id = any(${idsOfTurn(part)}::uuid[]) and deleted_at is null order by id`.execute(trx);
  return rows.map(({ id }) => id);
}

/** Keeps that the turn is done, and with the last one the block. */
export async function endTurn(trx: Kysely<unknown>, part: ScorePart): Promise<void> {
  const isLast = sql`turn + 1 = turns`;
  await sql`
    update tangram.score_job set
      done = done + cardinality(${idsOfTurn(part)}::uuid[]),
      last_record = case when ${isLast} then (select id from unnest(ids) as id order by id desc limit 1) else last_record end,
      ids = case when ${isLast} then null else ids end,
      turn = case when ${isLast} then 0 else turn + 1 end
    where ${isPart(part)}`.execute(trx);
}

export function isPart({ app, rule, part }: ScorePart): RawBuilder<boolean> {
  return sql<boolean>`app = ${app} and rule = ${rule} and part = ${part}`;
}

const firstId = '00000000-0000-0000-0000-000000000000';
const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
