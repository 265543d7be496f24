import type { RuleView } from '../rule-view.ts';
import { ScorecardCanvas } from './ScorecardCanvas.tsx';
import { ScorecardProperties } from './ScorecardProperties.tsx';

export const scorecardView: RuleView = {
  type: 'scorecard',
  Canvas: ScorecardCanvas,
  PartProperties: ScorecardProperties,
  partTitles: { attributes: { en: 'Line', zh: '计分项' }, bands: { en: 'Band', zh: '分段' } },
  hasActions: true,
};
