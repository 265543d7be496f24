import type { Occasion } from '@tangram/records';
import type { RuleContext } from '../compile/rule-context.ts';
import type { Moment } from '../kinds/rule-kind.ts';

/** What the platform tells one rule of by itself: its instant has come, its schedule, its button. */
export type OwnOccasion = '~timer' | '~schedule' | '~button';

export function ownOccasion(name: OwnOccasion, rule: string): Occasion {
  return { name, data: { rule } };
}

/** A moment that is no change of a record, and wakes on its own occasion. */
export function wokenBy(name: OwnOccasion, { rule }: RuleContext): Moment {
  return {
    kinds: new Set(),
    fields: null,
    occasion: (occasion) => occasion.name === name && occasion.data['rule'] === rule,
    sample: ownOccasion(name, rule),
  };
}
