import type { RuleDefinition } from '@tangram/schema';
import { assignmentView } from './assignment/assignment-view.ts';
import { decisionTableView } from './decision-table/decision-table-view.ts';
import { duplicateView } from './duplicate/duplicate-view.ts';
import { eventView } from './event/event-view.ts';
import type { RuleView } from './rule-view.ts';
import { scorecardView } from './scorecard/scorecard-view.ts';
import { validationView } from './validation/validation-view.ts';

const ruleViews: Readonly<Record<RuleDefinition['type'], RuleView>> = {
  event: eventView,
  assignment: assignmentView,
  validation: validationView,
  duplicate: duplicateView,
  scorecard: scorecardView,
  'decision-table': decisionTableView,
};

export function ruleViewOf({ type }: RuleDefinition): RuleView {
  return ruleViews[type];
}
