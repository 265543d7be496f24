import type { RuleView } from '../rule-view.ts';
import { ValidationCanvas } from './ValidationCanvas.tsx';

export const validationView: RuleView = {
  type: 'validation',
  Canvas: ValidationCanvas,
  partTitles: {},
  hasActions: false,
};
