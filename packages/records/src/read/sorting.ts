import type { Problem, SortKey } from '@tangram/schema';
import { type RawBuilder, sql } from 'kysely';
import { recordProblem } from '../errors.ts';
import { columnOf } from '../sql/names.ts';
import { Hole } from '../sql/statement.ts';
import { refusal } from './path-resolver.ts';
import type { PathResolver } from './path-resolver.ts';

/** One key of an order: records are told apart by the last one, the id. */
export interface OrderKey {
  /** The path whose value this is; empty for the title of a reference. */
  readonly field: string;
  readonly column: RawBuilder<unknown>;
  readonly sqlType: string;
  readonly isNullable: boolean;
  readonly isDescending: boolean;
}

/**
 * The keys to sort by, the id last. A reference or member sorts by its title. Without a sort the newest records come
 * first: ids are in order of time, so this is a walk along the primary key.
 */
export function orderKeys(
  sort: readonly SortKey[],
  resolver: PathResolver,
): OrderKey[] | { readonly problems: Problem[] } {
  const keys: OrderKey[] = [];
  const problems: Problem[] = [];
  for (const [index, { field, direction }] of sort.entries()) {
    const at = `/sort/${index}`;
    const path = field.split('.');
    problems.push(...refusal(resolver, path, at));
    const resolved = resolver.resolve(path, at);
    if ('code' in resolved) continue;
    if (!resolved.isOrdered) problems.push(recordProblem('RECORD_FIELD_NOT_SORTABLE', at, { field }));
    const isDescending = direction === 'descending';
    if (field === 'id') return problems.length > 0 ? { problems } : [...keys, idKey(resolver, isDescending)];
    const { title } = resolved;
    keys.push(
      title === null
        ? { field, column: resolved.column, sqlType: resolved.sqlType, isNullable: resolved.isNullable, isDescending }
        : { field: '', column: title(), sqlType: 'text', isNullable: true, isDescending },
    );
  }
  if (problems.length > 0) return { problems };
  return [...keys, idKey(resolver, keys.at(-1)?.isDescending ?? true)];
}

function idKey(resolver: PathResolver, isDescending: boolean): OrderKey {
  return { field: 'id', column: columnOf(resolver.alias, 'id'), sqlType: 'uuid', isNullable: false, isDescending };
}

/** Blanks last either way: `"t"."amount" desc nulls last, "t"."id" desc`. An ordinary index serves where no blanks are. */
export function orderBy(keys: readonly OrderKey[], columns = keys.map((key) => key.column)): RawBuilder<unknown> {
  return sql.join(
    keys.map((key, index) => {
      const column = columns[index] as RawBuilder<unknown>;
      if (!key.isDescending) return column;
      return key.isNullable ? sql`${column} desc nulls last` : sql`${column} desc`;
    }),
  );
}

/**
 * The rows that come after a place; `blanks[i]` says that the place's i-th value is null. The values are the holes
 * `after0`, `after1`, ...
 *
 *     (created_at, id) < ($1, $2)                                      all keys of one direction, none nullable
 *     created_at <= $1 and (created_at < $1 or created_at = $1 and id > $2)                             otherwise
 */
export function afterSql(keys: readonly OrderKey[], blanks: readonly boolean[]): RawBuilder<unknown> {
  const place = keys.map((key, index) => sql`${new Hole(`after${index}`)}::text::${sql.raw(key.sqlType)}`);
  const first = keys[0] as OrderKey;
  if (keys.every((key) => !key.isNullable && key.isDescending === first.isDescending)) {
    const columns = sql.join(keys.map((key) => key.column));
    return sql`(${columns}) ${first.isDescending ? sql`<` : sql`>`} (${sql.join(place)})`;
  }
  const equal = (index: number) => {
    const { column } = keys[index] as OrderKey;
    return blanks[index] === true ? sql`${column} is null` : sql`${column} = ${place[index]}`;
  };
  const behind = (index: number) => {
    const { column, isDescending, isNullable } = keys[index] as OrderKey;
    if (blanks[index] === true) return null;
    const compared = isDescending ? sql`${column} < ${place[index]}` : sql`${column} > ${place[index]}`;
    return isNullable ? sql`(${compared} or ${column} is null)` : compared;
  };
  const branches = keys.flatMap((_, index) => {
    const last = behind(index);
    if (last === null) return [];
    return [sql`(${sql.join([...keys.slice(0, index).map((__, before) => equal(before)), last], sql` and `)})`];
  });
  const condition = sql`(${sql.join(branches, sql` or `)})`;
  if (first.isNullable) return condition;
  return sql`${first.column} ${first.isDescending ? sql`<=` : sql`>=`} ${place[0]} and ${condition}`;
}
