import type { RuleDefinition } from '@tangram/schema';
import { eventView } from './event/event-view.ts';
import type { RuleView } from './rule-view.ts';
import { scorecardView } from './scorecard/scorecard-view.ts';

const ruleViews: Readonly<Record<RuleDefinition['type'], RuleView>> = {
  event: eventView,
  scorecard: scorecardView,
};

export function ruleViewOf({ type }: RuleDefinition): RuleView {
  return ruleViews[type];
}
