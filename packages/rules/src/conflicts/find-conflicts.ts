import { compileSql } from '@tangram/expression';
import type { FormModel } from '@tangram/forms';
import { columnByPath, recordRow, tableOf } from '@tangram/records';
import type { JsonValue, LocalText, RuleDefinition } from '@tangram/schema';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { compileRule, type CompiledRule } from '../compile/compile-rule.ts';
import { type Overlap, overlapOf } from './overlap.ts';

/** What a rule surely sets a field to: a value, or a person found in some way. */
export type SetTo = { readonly value: JsonValue } | { readonly how: JsonValue };

/** Two rules that set one field to different values and may both do so for one record; the later one then wins. */
export interface RuleConflict {
  readonly field: string;
  readonly other: { readonly key: string; readonly title: LocalText };
  readonly overlap: Exclude<Overlap, 'none'>;
  /** What this rule sets, and the other one. */
  readonly sets: SetTo;
  readonly otherSets: SetTo;
  readonly conditions: readonly [CompiledRule['condition'], CompiledRule['condition']];
}

/** The conflicts of a rule with the enabled rules of its form: of values that do not depend on the record. */
export function findConflicts(
  key: string,
  rule: RuleDefinition,
  form: FormModel,
  rules: ReadonlyMap<string, RuleDefinition>,
): RuleConflict[] {
  if (!rule.enabled) return [];
  const own = compileRule(key, rule, form, rules).rule;
  const written = writtenBy(own);
  if (written.size === 0) return [];
  const others = [...rules].filter(([name, { form: of, enabled }]) => name !== key && of === rule.form && enabled);
  return others.flatMap(([name, definition]) => {
    const other = compileRule(name, definition, form, rules).rule;
    if (![...own.moment.kinds].some((kind) => other.moment.kinds.has(kind))) return [];
    const overlap = overlapOf(own.condition?.expression ?? null, other.condition?.expression ?? null, form);
    if (overlap === 'none') return [];
    return [...writtenBy(other)].flatMap(([field, otherSets]): RuleConflict[] => {
      const sets = written.get(field);
      if (sets === undefined || JSON.stringify(sets) === JSON.stringify(otherSets)) return [];
      const conditions = [own.condition, other.condition] as const;
      return [{ field, other: { key: name, title: definition.title }, overlap, sets, otherSets, conditions }];
    });
  });
}

function writtenBy({ steps }: CompiledRule): Map<string, SetTo> {
  return new Map(
    steps.flatMap(({ constants, chooses }) => [
      ...[...(constants ?? [])].map(([field, value]): [string, SetTo] => [field, { value }]),
      ...(chooses?.fields ?? []).map((field): [string, SetTo] => [field, { how: chooses?.how ?? null }]),
    ]),
  );
}

/** A record for which both conditions hold now, of those that PostgreSQL can be asked about; null where there is none. */
export async function conflictExample(
  db: Kysely<unknown>,
  form: FormModel,
  { conditions }: RuleConflict,
  { zone, now }: { readonly zone: string; readonly now: Date },
): Promise<{ readonly id: string; readonly title: string | null } | null> {
  const target = { zone, now, ...recordRow(form, 't') };
  const wheres: RawBuilder<unknown>[] = [];
  for (const condition of conditions) {
    if (condition === null) continue;
    const { inSql, reads } = condition.expression;
    if (!inSql.ok || !reads.every((path) => form.fields.has(path[0] as string))) return null;
    wheres.push(sql`(${compileSql(condition.expression, target)})`);
  }
  const title = form.titleField === null ? sql`null` : columnByPath(form, 't', [form.titleField]);
  const where = sql.join([sql`t.deleted_at is null`, ...wheres], sql` and `);
  const { rows } = await sql<{ id: string; title: string | null }>`
    select t.id, (${title})::text as title from ${tableOf(form)} as t where ${where} limit 1`.execute(db);
  return rows[0] ?? null;
}
