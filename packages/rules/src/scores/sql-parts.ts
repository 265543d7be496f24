import type { ScoreRange } from '@tangram/schema';
import { type RawBuilder, sql } from 'kysely';

/** SQL that the parts of `scoreQuery` share. */
type Sql = RawBuilder<unknown>;

/** A column or part of the statement that belongs to the line at a place: `p0`. */
export function name(prefix: string, n: number): Sql {
  return sql.id(`${prefix}${n}`) as Sql;
}

export function numeric(value: number | string): Sql {
  return sql`${String(value)}::numeric`;
}

/** Whether something was heard by an instant; null: whenever. */
export function upTo(at: Sql, until: Date | null): Sql {
  return until === null ? sql`true` : sql`${at} <= ${until}`;
}

export function clamped(value: Sql, { min, max }: ScoreRange): Sql {
  const floored = min === undefined ? value : sql`greatest(${value}, ${numeric(min)})`;
  return max === undefined ? floored : sql`least(${floored}, ${numeric(max)})`;
}
