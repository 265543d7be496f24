import type { RuleDefinition } from '@tangram/schema';
import { assignment } from './assignment/assignment.ts';
import { decisionTable } from './decision-table/decision-table.ts';
import { duplicate } from './duplicate/duplicate.ts';
import { eventRule } from './event/event-rule.ts';
import type { RuleKind } from './rule-kind.ts';
import { scorecard } from './scorecard/scorecard.ts';
import { validation } from './validation/validation.ts';

/**
 * Every kind of rule, in the order in which they are offered. Each is written for its own documents; past this line a
 * document goes to the kind that its `type` names, hence the one cast.
 */
export const ruleKinds = [
  eventRule,
  assignment,
  validation,
  duplicate,
  scorecard,
  decisionTable,
] as unknown as readonly RuleKind[];

export function ruleKindNamed(type: string): RuleKind | undefined {
  return ruleKinds.find((kind) => kind.type === type);
}

/** The kind of a document whose shape has been checked. */
export function ruleKindOf({ type }: Pick<RuleDefinition, 'type'>): RuleKind {
  const kind = ruleKindNamed(type);
  if (kind === undefined) throw new TypeError(`A rule of the kind "${type}" cannot have been saved.`);
  return kind;
}
