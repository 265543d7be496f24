import type { Grain } from '@tangram/schema';
import { type RawBuilder, sql } from 'kysely';

/** How a deployment cuts time. */
export interface TimeCut {
  /** IANA name: a fixed offset would be wrong for half of the year. */
  readonly zone: string;
  readonly weekStart: 1 | 6 | 7;
}

/**
 * The bucket of a date or an instant: a date, its first day in the zone; for hours the instant at which the hour begins,
 * so that the hour a clock shows twice in autumn stays two hours.
 *
 *     month of an instant -> date_trunc('month', x at time zone 'Asia/Shanghai')::date
 *     week from Sunday    -> (date_trunc('week', x + 1)::date - 1)
 */
export function bucketSql(
  value: RawBuilder<unknown>,
  grain: Grain,
  of: 'date' | 'date-time',
  { zone, weekStart }: TimeCut,
): RawBuilder<unknown> {
  if (grain === 'hour') return sql`date_trunc('hour', ${value}, ${sql.lit(zone)})`;
  const local = of === 'date' ? sql`${value}::timestamp` : sql`(${value} at time zone ${sql.lit(zone)})`;
  if (grain === 'day') return sql`${local}::date`;
  // PostgreSQL's week begins on Monday: move the wanted first day onto it and back.
  const shift = grain === 'week' ? (8 - weekStart) % 7 : 0;
  if (shift === 0) return sql`date_trunc(${sql.lit(grain)}, ${local})::date`;
  return sql`(date_trunc('week', ${local} + ${sql.lit(`${shift} days`)}::interval)::date - ${sql.lit(shift)}::int)`;
}
