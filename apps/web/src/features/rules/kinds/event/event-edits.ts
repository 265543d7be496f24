import type { EventRule, RuleMoment } from '@tangram/schema';
import type { RuleEdit } from '../../rule-edits.ts';

export function setMoment(when: RuleMoment): RuleEdit {
  return onEventRule((rule) => ({ ...rule, when }));
}

/** Blank takes the condition away: the rule then always runs. */
export function setCondition(text: string): RuleEdit {
  return onEventRule((rule) => {
    const { if: _, ...rest } = rule;
    return text.trim() === '' ? rest : { ...rest, if: text };
  });
}

function onEventRule(edit: (rule: EventRule) => EventRule): RuleEdit {
  return (rule) => (rule.type === 'event' ? edit(rule) : rule);
}
