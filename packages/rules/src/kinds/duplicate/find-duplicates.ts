import { compileSql, similarity, toDouble } from '@tangram/expression';
import type { FormModel } from '@tangram/forms';
import { recordRow, columnOf, tableOf } from '@tangram/records';
import type { RecordValues } from '@tangram/schema';
import { sql } from 'kysely';
import type { Condition } from '../../compile/condition.ts';
import type { RuleRecord } from '../../run/rule-record.ts';
import type { Run } from '../../run/run.ts';
import { type CompiledWay, keyOf, keySql } from './compile-match.ts';

/** A record that is the same as another one, by one way of the rule. */
export interface Match {
  readonly id: string;
  readonly way: CompiledWay;
  /** It is saved in the same batch, before the other. */
  readonly isInBatch: boolean;
}

export interface Finding {
  readonly form: FormModel;
  readonly ways: readonly CompiledWay[];
  readonly condition: Condition | null;
}

/** Records with one key that are held against one record, the earliest first; beyond that a key says nothing. */
export const mostCandidates = 200;

/** Of these a person is told. */
export const mostTold = 5;

interface Asked {
  readonly way: number;
  readonly keys: readonly string[];
  readonly records: RuleRecord[];
}

/**
 * The records that each of these is the same as: stored ones, earliest first, and earlier ones of the batch. One
 * statement for all of them:
 *
 *     select 0 as way, x.n, (array_agg(jsonb_build_array(t.id, t."name") order by t.id))[1:200] as found
 *     from json_to_recordset($1) as x(n integer, k0 text) join "crm"."lead" as t on <key of t."mobile"> = x.k0
 *     where t.deleted_at is null and <scope> and t.id <> all ($2) group by x.n
 *     union all ...
 */
export async function findDuplicates(
  finding: Finding,
  records: readonly RuleRecord[],
  run: Run,
): Promise<ReadonlyMap<RuleRecord, readonly Match[]>> {
  const asked = askedOf(finding.ways, records);
  const found = new Map<RuleRecord, Match[]>();
  const note = (record: RuleRecord, match: Match) => {
    const known = found.get(record) ?? [];
    if (known.length < mostTold && !known.some(({ id }) => id === match.id)) found.set(record, [...known, match]);
  };
  for (const { n, found: rows } of await storedMatches(finding, asked, records, run)) {
    const { way: at, records: all } = asked[n] as Asked;
    const way = finding.ways[at] as CompiledWay;
    for (const record of all) {
      for (const [id, ...texts] of rows) {
        if (id !== null && isAlike(way, textsOf(way, record.change.values), texts)) {
          note(record, { id, way, isInBatch: false });
        }
      }
    }
  }
  for (const { way: at, records: all } of asked) {
    const way = finding.ways[at] as CompiledWay;
    for (const [later, record] of all.entries()) {
      for (const other of all.slice(0, Math.min(later, mostCandidates))) {
        const [own, theirs] = [textsOf(way, record.change.values), textsOf(way, other.change.values)];
        if (isAlike(way, own, theirs)) note(record, { id: other.change.id, way, isInBatch: true });
      }
    }
  }
  return found;
}

/** Equal keys are asked once, however many records have them. */
function askedOf(ways: readonly CompiledWay[], records: readonly RuleRecord[]): Asked[] {
  const asked = new Map<string, Asked>();
  for (const record of records) {
    for (const [way, { exact }] of ways.entries()) {
      const keys = exact.flatMap((one) => keyOf(one, record.change.values[one.field.key]) ?? []);
      if (keys.length < exact.length) continue;
      const name = JSON.stringify([way, keys]);
      const known = asked.get(name);
      if (known === undefined) asked.set(name, { way, keys, records: [record] });
      else known.records.push(record);
    }
  }
  return [...asked.values()];
}

/** The keys that are compared, as text: what writers of the same thing wait for one another by. */
export function keysOf(ways: readonly CompiledWay[], records: readonly RuleRecord[]): string[] {
  return askedOf(ways, records).map(({ way, keys }) => JSON.stringify([way, keys]));
}

interface Stored {
  readonly n: number;
  readonly found: readonly (readonly [string, ...(string | null)[]])[];
}

async function storedMatches(
  { form, ways, condition }: Finding,
  asked: readonly Asked[],
  records: readonly RuleRecord[],
  { trx, workspace, now }: Run,
): Promise<readonly Stored[]> {
  if (asked.length === 0) return [];
  const ids = records.map(({ change }) => change.id);
  const target = { ...recordRow(form, 't'), zone: workspace.zone, now };
  const scope = condition === null ? sql`true` : sql`coalesce((${compileSql(condition.expression, target)}), false)`;
  const parts = ways.flatMap(({ exact, similar }, way) => {
    const rows = asked.flatMap((one, n) =>
      one.way === way ? [{ n, ...Object.fromEntries(one.keys.map((key, at) => [`k${at}`, key])) }] : [],
    );
    if (rows.length === 0) return [];
    const names = exact.map((_, at) => sql`${sql.id(`k${at}`)} text`);
    const same = exact.map((one, at) => sql`${keySql(one, 't')} = ${sql.id('x', `k${at}`)}`);
    const texts = similar.map(({ field }) => sql`${columnOf('t', field.column)}::text`);
    return [
      sql`(select x.n, to_jsonb((array_agg(jsonb_build_array(${sql.join([sql`t.id`, ...texts])}) order by t.id))[1:${sql.lit(mostCandidates)}]) as found
        from json_to_recordset(${JSON.stringify(rows)}::json) as x(${sql.join([sql`n integer`, ...names])})
        join ${tableOf(form)} as t on ${sql.join(same, sql` and `)}
        where t.deleted_at is null and ${scope} and t.id <> all (${ids}::uuid[]) group by x.n)`,
    ];
  });
  const { rows } = await sql<Stored>`${sql.join(parts, sql` union all `)}`.execute(trx);
  return rows;
}

function textsOf({ similar }: CompiledWay, values: RecordValues): (string | null)[] {
  return similar.map(({ field }) => {
    const value = values[field.key];
    return typeof value === 'string' ? value : null;
  });
}

function isAlike({ similar }: CompiledWay, ours: readonly (string | null)[], theirs: readonly (string | null)[]) {
  return similar.every(({ least }, at) => {
    const [a, b] = [ours[at] ?? null, theirs[at] ?? null];
    return a !== null && b !== null && toDouble(similarity(a, b)) >= least;
  });
}
