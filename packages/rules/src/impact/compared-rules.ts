import type { FormModel } from '@tangram/forms';
import type { Actor, Catalog } from '@tangram/records';
import type { JsonValue, RuleDefinition } from '@tangram/schema';
import type { Kysely } from 'kysely';
import { writtenBy } from '../check/written-by.ts';
import { compileRule, type CompiledRule } from '../compile/compile-rule.ts';

/** The published rule and its draft over one form, ready to be held against its records. */
export interface ComparedRules {
  readonly db: Kysely<unknown>;
  readonly form: FormModel;
  readonly actor: Actor;
  readonly catalog: Catalog;
  readonly now: Date;
  /** Null where there is none, or where it is switched off. */
  readonly before: CompiledRule | null;
  readonly after: CompiledRule | null;
  /** The fields that either of them writes. */
  readonly fields: readonly string[];
}

export interface RulesToCompare {
  readonly db: Kysely<unknown>;
  readonly form: FormModel;
  readonly actor: Actor;
  readonly catalog: Catalog;
  readonly now: Date;
  readonly key: string;
  readonly draft: RuleDefinition;
}

/** Days on which a draft is in force are left out: it is looked at as on such a day. */
export function compareRules({ key, draft, ...rest }: RulesToCompare): ComparedRules {
  const { form, catalog } = rest;
  const rules = catalog.app(form.app)?.rules ?? new Map<string, RuleDefinition>();
  const published = rules.get(key);
  const known = published?.form === draft.form ? published : undefined;
  const { effective: _, ...always } = draft;
  const fields = new Set([known, draft].flatMap((one) => (one === undefined ? [] : writtenBy(one, rules))));
  return {
    ...rest,
    before: known === undefined ? null : compiled(known),
    after: compiled(always as RuleDefinition),
    fields: [...fields].filter((field) => form.fields.has(field)),
  };

  function compiled(definition: RuleDefinition): CompiledRule | null {
    return definition.enabled ? compileRule(key, definition, form, rules).rule : null;
  }
}

/** The value as the field would store it; what it refuses leaves `stored` there, as a run does. */
export function normalizedOr(
  stored: JsonValue,
  value: JsonValue,
  field: string,
  { form, catalog }: ComparedRules,
): JsonValue {
  const model = form.fields.get(field);
  if (value === null || model === undefined) return value;
  const outcome = model.type.normalize(value, model.definition, { language: 'en', zone: catalog.workspace.zone });
  return 'value' in outcome ? outcome.value : stored;
}
