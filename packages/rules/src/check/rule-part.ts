import { booleanType } from '@tangram/expression';
import { shapeCheck, didYouMean, nearest, type Problem, problemAt, type RuleAction } from '@tangram/schema';
import { actionTypeNamed, actionTypes } from '../actions/index.ts';
import type { RuleContext } from '../compile/rule-context.ts';
import { ruleProblem } from '../errors.ts';
import { findExpression } from './check-names.ts';

/** What a kind of rule checks its document with: the context, and which parts have the right shape. */
export interface RulePart {
  readonly context: RuleContext;
  /** Whether the part of the document at a path has the right shape, so that its meaning can be checked. */
  readonly sound: (path: string) => boolean;
  /** A condition at a path: what FEEL has against it. */
  readonly condition: (text: string, path: string) => Problem[];
  /** A list of actions; `record` ones are refused where the record is gone by then. */
  readonly actions: (actions: readonly RuleAction[], path: string, isRecordGone?: boolean) => Problem[];
  /** Items of a list that share a key. */
  readonly keysTwice: (items: readonly { readonly key: string }[], path: string) => Problem[];
}

export function rulePart(context: RuleContext, shapeProblems: readonly Problem[]): RulePart {
  const sound = (path: string) =>
    !shapeProblems.some((problem) => problem.path === path || problem.path.startsWith(`${path}/`));
  return {
    context,
    sound,
    condition(text, path) {
      const problems: Problem[] = [];
      findExpression(context, text, booleanType, path, problems);
      return problems;
    },
    actions: (actions, path, isRecordGone = false) =>
      actions.flatMap((action, index) => {
        const at = `${path}/${index}`;
        return sound(at) ? checkAction(action, context, isRecordGone).map((problem) => problemAt(at, problem)) : [];
      }),
    keysTwice(items, path) {
      const seen = new Set<string>();
      return items.flatMap((item, index) => {
        if (!sound(`${path}/${index}`)) return [];
        const isTwice = seen.has(item.key);
        seen.add(item.key);
        return isTwice ? [ruleProblem('RULE_KEY_TWICE', `${path}/${index}/key`, { key: item.key })] : [];
      });
    },
  };
}

function checkAction({ type, settings }: RuleAction, context: RuleContext, isRecordGone: boolean): Problem[] {
  const action = actionTypeNamed(type);
  if (action === undefined) {
    const near = nearest(
      type,
      actionTypes.map((known) => known.type),
    );
    return [ruleProblem('RULE_ACTION_UNKNOWN', '/type', { type }, didYouMean(near))];
  }
  const shape = shapeCheck(actionTypeNamed(type)?.settings ?? {})(settings);
  const found = shape.length > 0 ? shape : action.check(settings, context);
  const problems = found.map((problem) => problemAt('/settings', problem));
  if (isRecordGone && action.stage === 'record') {
    problems.push(ruleProblem('RULE_ACTION_NEEDS_RECORD', '/type', { action: type }));
  }
  return problems;
}
