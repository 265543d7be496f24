import type { FormModel } from '@tangram/forms';
import type { Problem, RuleDefinition } from '@tangram/schema';
import { ruleProblem } from '../errors.ts';
import { ruleKindOf } from '../kinds/index.ts';
import { circlePath, circlesAmong, type Part, partsOf, type Rules } from './rule-circles.ts';
import { writtenByAction } from './written-by.ts';

/**
 * What can be proven about rules that set each other off:
 * - `RULE_SCORE_SHARED`: an action writes the field of a scorecard, which computes it anew on every save;
 * - `RULE_CYCLE`: rules that set each other off without end, whatever the record. Circles that a record's values can end
 *   are left to the bound at run time (`maxRounds`).
 */
export function checkCycles(key: string, rule: RuleDefinition, form: FormModel, others: Rules): Problem[] {
  const parts = partsOf(key, rule, form, others);
  const own = parts.find((part) => part.rule.key === key);
  if (own === undefined || !rule.enabled) return [];
  const endless = circlesAmong(own, parts, form).find(({ ends }) => ends === 'never');
  return [
    ...sharedScores(own, parts, others),
    ...(endless === undefined ? [] : [ruleProblem('RULE_CYCLE', '', { path: circlePath(endless) })]),
  ];
}

function sharedScores({ rule }: Part, parts: readonly Part[], rules: Rules): Problem[] {
  const { definition } = rule;
  return ruleKindOf(definition)
    .actions(definition)
    .flatMap(({ path, actions }) => actions.map((action, index) => ({ path: `${path}/${index}`, action })))
    .flatMap(({ path, action }) => {
      const written = writtenByAction(action, rules);
      return parts.flatMap((other) => {
        const field = other.rule.work?.owns ?? null;
        if (field === null || !written.includes(field)) return [];
        return [ruleProblem('RULE_SCORE_SHARED', path, { field, rule: other.rule.definition.title })];
      });
    });
}
