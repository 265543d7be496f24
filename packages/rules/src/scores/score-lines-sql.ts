import type { ScoreRange } from '@tangram/schema';
import { type RawBuilder, sql } from 'kysely';
import type { CompiledScore } from './score.ts';
import { clamped, name } from './sql-parts.ts';

type Sql = RawBuilder<unknown>;

/**
 * What each line gave, as JSON of the shape of `StoredLines`. It is put together as text: the functions of PostgreSQL that
 * build JSON took more than half of the time of a recomputation.
 */
export function linesSql(score: CompiledScore): Sql {
  const { attributes, idle, events, definition } = score;
  const number = (value: Sql) => sql`trim_scale(${value})::text`;
  const limit = (key: string, sum: Sql, range: ScoreRange) => {
    const difference = sql`(${clamped(sum, range)} - ${sum})`;
    return lineSql(key, sql`${difference} <> 0`, [sql`'"points":'`, number(difference)]);
  };
  const lines = [
    ...attributes.map((line, n) => {
      const { key, points } = line.definition;
      const value = typeof points === 'string' ? number(name('a', n)) : text(String(points));
      return lineSql(key, sql`${name('a', n)} is not null`, [sql`'"points":'`, value]);
    }),
    ...events.map((line, n) => {
      const points = [sql`'"points":'`, number(name('p', n)), sql`',"count":'`, sql`${name('c', n)}::text`];
      const [first, last] = [name('b', n), name('l', n)];
      const later = sql`case when ${last} <> ${first} then ',"last":' || ${jsonOf(last)} else '' end`;
      const span = [sql`',"first":'`, jsonOf(first), later];
      return lineSql(line.definition.key, sql`${name('p', n)} <> 0`, [...points, ...span]);
    }),
    ...idle.map((line, n) => {
      const parts = [sql`'"points":'`, number(name('i', n)), sql`',"from":'`, jsonOf(name('d', n))];
      return lineSql(line.key, sql`${name('i', n)} is not null`, parts);
    }),
    ...(definition.groups ?? []).map((group, n) => limit(group.key, sql`${name('g', n)}`, group)),
    ...(definition.range === undefined ? [] : [limit('', sql`raw`, definition.range)]),
  ];
  const blocks: Sql[] = [];
  for (let start = 0; start < lines.length; start += linesAtOnce) {
    blocks.push(sql`nullif(concat_ws(',', ${sql.join(lines.slice(start, start + linesAtOnce))}), '')`);
  }
  return blocks.length === 0 ? sql`'{}'::json` : sql`('{' || concat_ws(',', ${sql.join(blocks)}) || '}')::json`;
}

/** A function of PostgreSQL takes 100 arguments. */
const linesAtOnce = 90;

/** `"key":{...}` where the line is there, else null. */
function lineSql(key: string, isThere: Sql, parts: readonly Sql[]): Sql {
  return sql`case when ${isThere} then ${text(`${JSON.stringify(key)}:{`)} || ${sql.join(parts, sql` || `)} || '}' end`;
}

function text(value: string): Sql {
  return sql`${value}::text`;
}

/** An instant as a JSON text, ISO 8601. */
function jsonOf(at: Sql): Sql {
  return sql`to_json(${at})::text`;
}
