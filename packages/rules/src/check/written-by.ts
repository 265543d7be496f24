import type { RuleAction, RuleDefinition } from '@tangram/schema';
import { actionTypeNamed } from '../actions/index.ts';
import { ruleKindOf } from '../kinds/index.ts';

/** The fields of the record that a rule may write: by itself and by its actions; `rules` are those it may call. */
export function writtenBy(definition: RuleDefinition, rules: ReadonlyMap<string, RuleDefinition>): string[] {
  const kind = ruleKindOf(definition);
  const byActions = kind
    .actions(definition)
    .flatMap(({ actions }) => actions.flatMap((action) => writtenByAction(action, rules)));
  return [...kind.writes(definition), ...byActions];
}

export function writtenByAction(
  { type, settings }: RuleAction,
  rules: ReadonlyMap<string, RuleDefinition>,
): readonly string[] {
  return actionTypeNamed(type)?.writes(settings, rules) ?? [];
}
