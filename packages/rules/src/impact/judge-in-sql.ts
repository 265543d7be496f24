import { compileSql, type SqlTarget } from '@tangram/expression';
import { recordRow, columnOf, scopedTable } from '@tangram/records';
import type { JsonValue } from '@tangram/schema';
import { type RawBuilder, sql } from 'kysely';
import type { CompiledRule } from '../compile/compile-rule.ts';
import { type ComparedRules, normalizedOr } from './compared-rules.ts';
import type { Verdict } from './verdict.ts';

type Sql = RawBuilder<unknown>;

/** Groups of alike records beyond this are not told apart in one answer: closures count then. */
const mostGroups = 20_000;

/** Value types whose SQL is, once normalised, what the closure writes. */
const plain: ReadonlySet<string> = new Set(['text', 'number', 'boolean', 'date', 'reference']);

/** Whether both rules run in SQL as a whole, record by record and with nothing else to know. */
export function isInSql({ before, after, form, fields }: ComparedRules): boolean {
  return [before, after].every((rule) => rule === null || isRuleInSql(rule)) && fields.every(isPlain);

  function isPlain(key: string): boolean {
    return plain.has(form.fields.get(key)?.valueType ?? '');
  }

  function isRuleInSql({ moment, condition, steps, work, reads }: CompiledRule): boolean {
    // A change that must fit, and what happened outside the record, are not in its row.
    if (moment.fits !== undefined || (moment.kinds.size === 0 && moment.sample === undefined)) return false;
    if (!reads.every((path) => form.fields.has(path[0] as string))) return false;
    const expressions = condition === null ? [] : [condition.expression];
    const written = new Set<string>();
    for (const step of steps) {
      if (step.stage === 'outside') continue;
      if (step.values === undefined || step.reads.some((path) => written.has(path[0] as string))) return false;
      for (const [field, value] of step.values) {
        written.add(field);
        expressions.push(value);
      }
    }
    return expressions.every((each) => each.inSql.ok) && (work === null || (work.inSql ?? null) !== null);
  }
}

interface Group {
  readonly count: string;
  readonly id: string;
  readonly [column: string]: JsonValue;
}

/**
 * All records of the form in one statement, those alike together; null where they are too different from one another.
 *
 *     select count(*), min(id::text), h0, h1, ... from (select t.id, <condition> as h0, ... from <scoped table>) as j
 *     group by h0, h1, ...
 */
export async function judgeAll(rules: ComparedRules): Promise<Verdict[] | null> {
  const { columns } = judgedColumns(rules);
  const names = sql.join([...columns.keys()].map((name) => sql.id('j', name)));
  const { rows } = await sql<Group>`
    select count(*)::text as count, min(j.id::text) as id, ${names} from ${judged(rules, columns)} as j
    group by ${names} limit ${mostGroups + 1}`.execute(rules.db);
  return rows.length > mostGroups ? null : rows.map((row) => verdictOf(row, rules));
}

/** One page of records by id, each by itself. */
export async function judgePage(rules: ComparedRules, after: string | null, limit: number): Promise<Verdict[]> {
  const { columns } = judgedColumns(rules);
  const { rows } = await sql<Group>`
    select '1' as count, j.* from ${judged(rules, columns)} as j
    where ${after}::uuid is null or j.id > ${after}::uuid order by j.id limit ${limit}`.execute(rules.db);
  return rows.map((row) => verdictOf(row, rules));
}

function judged({ actor, form, catalog, now }: ComparedRules, columns: ReadonlyMap<string, Sql>): Sql {
  const list = [...columns].map(([name, value]) => sql`${value} as ${sql.id(name)}`);
  return sql`(select t.id, ${sql.join(list)} from ${scopedTable(actor, form, 't', catalog, now)})`;
}

/** `h0`, `r0` and `v0_...` for the published rule, 1 for its draft, `s_...` for what is stored. */
function judgedColumns({ before, after, form, fields, catalog, now }: ComparedRules): { columns: Map<string, Sql> } {
  const target: SqlTarget = { ...recordRow(form, 't'), zone: catalog.workspace.zone, now };
  const columns = new Map<string, Sql>();
  for (const [side, rule] of [before, after].entries()) {
    const holds = holdsSql(rule, target);
    columns.set(`h${side}`, holds);
    const refuses = rule?.work?.inSql?.refuses(target) ?? null;
    columns.set(`r${side}`, refuses === null ? sql`false` : sql`(${holds} and ${refuses})`);
    const values = rule === null ? new Map<string, Sql>() : valuesSql(rule, target);
    for (const [index, field] of fields.entries()) {
      const stored = columnOf('t', form.fields.get(field)?.column ?? field);
      const value = values.get(field);
      const written = value === undefined ? stored : sql`case when ${holds} then ${value} else ${stored} end`;
      columns.set(`v${side}_${index}`, jsonOf(written, form.fields.get(field)?.valueType));
    }
  }
  for (const [index, field] of fields.entries()) {
    const model = form.fields.get(field);
    columns.set(`s_${index}`, jsonOf(columnOf('t', model?.column ?? field), model?.valueType));
  }
  return { columns };
}

function holdsSql(rule: CompiledRule | null, target: SqlTarget): Sql {
  if (rule === null) return sql`false`;
  return rule.condition === null ? sql`true` : sql`coalesce((${compileSql(rule.condition.expression, target)}), false)`;
}

function valuesSql({ work, steps }: CompiledRule, target: SqlTarget): Map<string, Sql> {
  const values = new Map(work?.inSql?.values(target) ?? []);
  for (const step of steps) {
    for (const [field, value] of step.values ?? []) values.set(field, sql`(${compileSql(value, target)})`);
  }
  return values;
}

/** Numbers travel as text: JSON would be read as a binary fraction. */
function jsonOf(value: Sql, valueType: string | undefined): Sql {
  return valueType === 'number' ? sql`to_jsonb((${value})::numeric::text)` : sql`to_jsonb(${value})`;
}

function verdictOf(row: Group, rules: ComparedRules): Verdict {
  const values = rules.fields.map((field, index) => {
    const raw = row[`s_${index}`] ?? null;
    const stored = normalizedOr(raw, raw, field, rules);
    const value = (side: number) => normalizedOr(stored, row[`v${side}_${index}`] ?? null, field, rules);
    return [field, { before: value(0), after: value(1) }] as const;
  });
  return {
    count: Number(row.count),
    id: row.id,
    holds: { before: row['h0'] === true, after: row['h1'] === true },
    refuses: { before: row['r0'] === true, after: row['r1'] === true },
    values: new Map(values),
  };
}
