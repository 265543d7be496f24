import { compileClosure, type Environment, fromFeel } from '@tangram/expression';
import type { FormModel } from '@tangram/forms';
import { didYouMean, type JsonValue, nearest, type Problem, type RecordValues } from '@tangram/schema';
import { checkConstant } from '../check/constant.ts';
import { findExpression, titleOf } from '../check/check-names.ts';
import type { RuleContext } from '../compile/rule-context.ts';
import { ruleProblem } from '../errors.ts';

/** Values for a record of another form: each is FEEL over the record that the rule runs on. */
export type FieldValues = readonly { readonly field: string; readonly value: string }[];

export const fieldValues = {
  type: 'array',
  maxItems: 50,
  title: { en: 'Fields', zh: '字段' },
  items: {
    type: 'object',
    required: ['field', 'value'],
    additionalProperties: false,
    properties: {
      field: { type: 'string', format: 'tangram-key', title: { en: 'Field', zh: '字段' }, widget: 'other-field' },
      value: { type: 'string', minLength: 1, maxLength: 10_000, title: { en: 'Value', zh: '值' }, widget: 'feel' },
    },
  },
} as const;

/** A form of the rule's own application. */
export function findForm(key: string, { form, app }: RuleContext, path: string, problems: Problem[]): FormModel | null {
  const found = form.formNamed(key);
  if (found !== undefined && found.app === app) return found;
  problems.push(ruleProblem('RULE_FORM_UNKNOWN', path, { form: key }));
  return null;
}

export function checkFieldValues(values: FieldValues, of: FormModel, context: RuleContext): Problem[] {
  const problems: Problem[] = [];
  for (const [index, { field: key, value }] of values.entries()) {
    const field = of.fields.get(key);
    const path = `/fields/${index}`;
    if (field === undefined) {
      const params = { form: of.definition.form.title, field: key };
      problems.push(
        ruleProblem('RULE_FIELD_UNKNOWN', `${path}/field`, params, didYouMean(nearest(key, of.fields.keys()))),
      );
      continue;
    }
    if (field.isComputed || (field.isSystem && key !== 'owner')) {
      problems.push(ruleProblem('RULE_FIELD_READ_ONLY', `${path}/field`, { field: titleOf(field) }));
      continue;
    }
    const expression = findExpression(context, value, field.feelType, `${path}/value`, problems);
    if (expression !== null) problems.push(...checkConstant(expression, field, `${path}/value`));
  }
  return problems;
}

export function compileFieldValues(
  values: FieldValues,
  of: FormModel,
  context: RuleContext,
): { readonly reads: readonly (readonly string[])[]; readonly valuesFrom: (environment: Environment) => RecordValues } {
  const steps = values.flatMap(({ field: key, value }) => {
    const expects = of.fields.get(key)?.feelType ?? { type: 'any' as const };
    const expression = findExpression(context, value, expects, '', []);
    return expression === null ? [] : [{ key, reads: expression.reads, evaluate: compileClosure(expression) }];
  });
  return {
    reads: steps.flatMap((step) => step.reads),
    valuesFrom: (environment) =>
      Object.fromEntries(steps.map(({ key, evaluate }) => [key, bareId(fromFeel(evaluate(environment)))])),
  };
}

/** A reference is written by its id. */
function bareId(value: JsonValue): JsonValue {
  if (value === null || typeof value !== 'object' || Array.isArray(value) || !('id' in value)) return value;
  return value['id'] as JsonValue;
}
