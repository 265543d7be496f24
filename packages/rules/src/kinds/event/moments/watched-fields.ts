import { keySchema, type Problem } from '@tangram/schema';
import { findField } from '../../../check/check-names.ts';
import type { RuleContext } from '../../../compile/rule-context.ts';

/** Fields whose change matters to a moment. */
export const watchedFields = {
  type: 'array',
  minItems: 1,
  maxItems: 50,
  items: keySchema,
  widget: 'fields',
} as const;

export function checkFields(fields: readonly string[] | undefined, context: RuleContext, path: string): Problem[] {
  const problems: Problem[] = [];
  for (const [index, key] of (fields ?? []).entries()) findField(context, key, `${path}/${index}`, problems);
  return problems;
}
