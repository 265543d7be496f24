import { booleanType } from '@tangram/expression';
import type { Problem } from '@tangram/schema';
import { findExpression } from '../check/check-names.ts';
import { compileCondition, type Condition } from './condition.ts';
import type { RuleContext } from './rule-context.ts';

/** A condition of a rule, compiled; null where there is none, or where it has problems, which are added. */
export function findCondition(
  context: RuleContext,
  text: string | undefined,
  path: string,
  problems: Problem[],
): Condition | null {
  if (text === undefined) return null;
  const expression = findExpression(context, text, booleanType, path, problems);
  return expression === null ? null : compileCondition(expression, text, context.scope);
}
