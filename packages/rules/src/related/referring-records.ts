import type { FieldModel, FormModel } from '@tangram/forms';
import { didYouMean, keySchema, nearest, type Problem, type ReferringRecords } from '@tangram/schema';
import type { RuleContext } from '../compile/rule-context.ts';
import { ruleProblem } from '../errors.ts';

/** Which form, and by which of its fields its records refer to the rule's record. */
export const referringRecords = {
  type: 'object',
  required: ['form', 'field'],
  additionalProperties: false,
  properties: { form: keySchema, field: keySchema },
  widget: 'referring-records',
} as const;

/** The form and the field; null with a problem where there are none, or the field leads elsewhere. */
export function findReferring(
  { form: key, field: fieldKey }: ReferringRecords,
  { form }: RuleContext,
  path: string,
  problems: Problem[],
): { readonly form: FormModel; readonly field: FieldModel } | null {
  const other = form.formNamed(key);
  if (other === undefined || other.app !== form.app) {
    problems.push(ruleProblem('RULE_FORM_UNKNOWN', `${path}/form`, { form: key }));
    return null;
  }
  const field = other.fields.get(fieldKey);
  const to = field?.references;
  const isRight = to !== undefined && to !== 'person' && to.app === form.app && to.form === form.key;
  if (field !== undefined && isRight && field.valueType === 'reference') return { form: other, field };
  const fitting = [...other.fields.values()].filter(
    ({ references }) => typeof references === 'object' && references.form === form.key && references.app === form.app,
  );
  const near = nearest(
    fieldKey,
    fitting.map((one) => one.key),
  );
  const params = { form: other.definition.form.title, field: fieldKey, to: form.definition.form.title };
  problems.push(ruleProblem('RULE_NOT_REFERRING', `${path}/field`, params, didYouMean(near)));
  return null;
}
