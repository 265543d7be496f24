import type { FormModel, RelatedListModel } from '@tangram/forms';
import type { RuleDefinition } from '@tangram/schema';
import { compileRule } from '../compile/compile-rule.ts';

/**
 * The related records that a rule counts without anything waking it when they change: it looks at the count only when
 * something else makes it look. Empty where it runs on a schedule or by a button.
 */
export function unfollowedCounts(
  key: string,
  definition: RuleDefinition,
  form: FormModel,
  rules: ReadonlyMap<string, RuleDefinition>,
): readonly RelatedListModel[] {
  const { rule } = compileRule(key, definition, form, rules);
  const { related, schedule, button } = rule.moment;
  if (schedule !== undefined || button !== undefined) return [];
  const counted = [...rule.aggregates, ...rule.steps.flatMap((step) => step.aggregates)];
  return [...form.lists().values()].filter(({ form: other, field }) => {
    const isCounted = counted.some((each) => each.related.form === other.key && each.related.field === field.key);
    const isFollowed = related?.records.form === other.key && related.records.field === field.key;
    return isCounted && !isFollowed;
  });
}
