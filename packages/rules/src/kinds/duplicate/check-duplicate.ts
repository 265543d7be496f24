import { booleanType } from '@tangram/expression';
import type { DuplicateComparison, DuplicateRule, Problem } from '@tangram/schema';
import { findExpression, findField, findWritableField, titleOf } from '../../check/check-names.ts';
import type { RulePart } from '../../check/rule-part.ts';
import { ruleProblem } from '../../errors.ts';

/** What is wrong with a duplicate rule beyond its shape. */
export function checkDuplicate(rule: DuplicateRule, part: RulePart): Problem[] {
  return [...checkMatch(rule, part), ...checkScope(rule, part), ...checkMark(rule, part)];
}

function checkMatch({ match }: DuplicateRule, part: RulePart): Problem[] {
  if (!part.sound('/match')) return [];
  if (match.length === 0) return [ruleProblem('RULE_DUPLICATE_NO_WAY', '/match')];
  return match.flatMap((comparisons, at) => {
    const path = `/match/${at}`;
    const problems = comparisons.flatMap((each, index) => checkComparison(each, `${path}/${index}`, part));
    const isAlone = comparisons.every(({ how }) => how === 'similar');
    return isAlone ? [...problems, ruleProblem('RULE_DUPLICATE_SIMILAR_ALONE', path)] : problems;
  });
}

function checkComparison({ field: key, how }: DuplicateComparison, path: string, { context }: RulePart): Problem[] {
  const problems: Problem[] = [];
  const field = findField(context, key, `${path}/field`, problems);
  if (field === null) return problems;
  const isText = field.valueType === 'text' && field.references === undefined;
  const isReference = field.valueType === 'reference' && how === 'exact';
  if (isText || isReference) return problems;
  return [ruleProblem('RULE_DUPLICATE_NOT_COMPARED', `${path}/how`, { field: titleOf(field) })];
}

/** The database asks it of a million records, so it must be said of the record itself and run there. */
function checkScope({ if: scope }: DuplicateRule, { sound, context }: RulePart): Problem[] {
  if (scope === undefined || !sound('/if')) return [];
  const problems: Problem[] = [];
  const expression = findExpression(context, scope, booleanType, '/if', problems);
  if (expression === null) return problems;
  const isOwn = expression.reads.every((path) => context.form.fields.has(path[0] as string));
  return isOwn && expression.inSql.ok ? [] : [ruleProblem('RULE_DUPLICATE_SCOPE', '/if')];
}

function checkMark({ answer, mark }: DuplicateRule, { sound, context }: RulePart): Problem[] {
  if (answer !== 'mark' || !sound('/mark')) return [];
  const problems: Problem[] = [];
  const field = findWritableField(context, mark ?? '', '/mark', problems);
  if (field === null) return problems;
  const { references } = field;
  const { app, key, definition } = context.form;
  const isOwn = typeof references === 'object' && references.app === app && references.form === key;
  if (isOwn || field.valueType === 'boolean') return [];
  return [ruleProblem('RULE_DUPLICATE_MARK', '/mark', { form: definition.form.title || key })];
}
