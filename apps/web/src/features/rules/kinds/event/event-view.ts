import type { RuleView } from '../rule-view.ts';
import { EventRuleCanvas } from './EventRuleCanvas.tsx';

export const eventView: RuleView = { type: 'event', Canvas: EventRuleCanvas, partTitles: {}, hasActions: true };
