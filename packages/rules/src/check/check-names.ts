import { type Expression, type FeelType, readExpression } from '@tangram/expression';
import type { FieldModel } from '@tangram/forms';
import { didYouMean, nearest, type LocalText, type Problem } from '@tangram/schema';
import { ruleProblem } from '../errors.ts';
import { noteCounts, type RuleContext } from '../compile/rule-context.ts';

/** The field of the rule's form with this key, or what is wrong: `RULE_FIELD_UNKNOWN`, with a "did you mean". */
export function findField(context: RuleContext, key: string, path: string, problems: Problem[]): FieldModel | null {
  const field = context.form.fields.get(key);
  if (field !== undefined) return field;
  const near = nearest(key, context.form.fields.keys());
  const form = context.form.definition.form.title;
  problems.push(ruleProblem('RULE_FIELD_UNKNOWN', path, { form, field: key }, didYouMean(near)));
  return null;
}

/** The field, when a rule may write it; else also `RULE_FIELD_READ_ONLY`. */
export function findWritableField(
  context: RuleContext,
  key: string,
  path: string,
  problems: Problem[],
): FieldModel | null {
  const field = findField(context, key, path, problems);
  if (field === null) return null;
  if (!field.isComputed && (!field.isSystem || key === 'owner')) return field;
  problems.push(ruleProblem('RULE_FIELD_READ_ONLY', path, { field: titleOf(field) }));
  return null;
}

/** Reads FEEL in the rule's scope and adds its problems; null when it cannot be used. */
export function findExpression(
  context: RuleContext,
  text: string,
  expects: FeelType,
  path: string,
  problems: Problem[],
): Expression | null {
  const read = readExpression(text, context.scope, { expects, path });
  problems.push(...read.problems);
  if (read.problems.length > 0) return null;
  noteCounts(context, read.expression);
  return read.expression;
}

export function checkGroup(context: RuleContext, group: string, path: string): Problem[] {
  if (context.groups === null || context.groups.includes(group)) return [];
  const near = nearest(group, context.groups);
  return [ruleProblem('RULE_GROUP_UNKNOWN', path, { group }, didYouMean(near))];
}

export function titleOf(field: FieldModel): LocalText {
  return field.definition.title || field.key;
}
