import type { RuleView } from '../rule-view.ts';
import { ScorecardCanvas } from './ScorecardCanvas.tsx';
import { ScorecardProperties } from './ScorecardProperties.tsx';
import { ScorecardSettings } from './ScorecardSettings.tsx';

export const scorecardView: RuleView = {
  type: 'scorecard',
  Canvas: ScorecardCanvas,
  PartProperties: ScorecardProperties,
  RuleSettings: ScorecardSettings,
  partTitles: {
    attributes: { en: 'Attribute', zh: '属性' },
    events: { en: 'Event', zh: '行为' },
    idle: { en: 'Idleness', zh: '闲置' },
    bands: { en: 'Band', zh: '分段' },
  },
  hasActions: true,
};
