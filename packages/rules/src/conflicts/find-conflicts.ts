import { compileSql } from '@tangram/expression';
import type { FormModel } from '@tangram/forms';
import { columnByPath, recordRow, tableOf } from '@tangram/records';
import type { JsonValue, LocalText, RuleDefinition } from '@tangram/schema';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { compileRule, type CompiledRule } from '../compile/compile-rule.ts';
import { type Overlap, overlapOf } from './overlap.ts';

/** Two rules that set one field to different values and may both do so for one record; the later one then wins. */
export interface RuleConflict {
  readonly field: string;
  readonly other: { readonly key: string; readonly title: LocalText };
  readonly overlap: Exclude<Overlap, 'none'>;
  /** What this rule sets, and the other one. */
  readonly value: JsonValue;
  readonly otherValue: JsonValue;
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
  const values = constantsOf(own);
  if (values.size === 0) return [];
  const others = [...rules].filter(([name, { form: of, enabled }]) => name !== key && of === rule.form && enabled);
  return others.flatMap(([name, definition]) => {
    const other = compileRule(name, definition, form, rules).rule;
    if (![...own.moment.kinds].some((kind) => other.moment.kinds.has(kind))) return [];
    const overlap = overlapOf(own.condition?.expression ?? null, other.condition?.expression ?? null, form);
    if (overlap === 'none') return [];
    return [...constantsOf(other)].flatMap(([field, otherValue]): RuleConflict[] => {
      const value = values.get(field);
      if (value === undefined || JSON.stringify(value) === JSON.stringify(otherValue)) return [];
      const conditions = [own.condition, other.condition] as const;
      return [{ field, other: { key: name, title: definition.title }, overlap, value, otherValue, conditions }];
    });
  });
}

function constantsOf({ steps }: CompiledRule): Map<string, JsonValue> {
  return new Map(steps.flatMap((step) => [...(step.constants ?? [])]));
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
