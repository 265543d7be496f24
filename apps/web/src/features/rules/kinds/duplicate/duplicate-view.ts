import type { RuleView } from '../rule-view.ts';
import { DuplicateCanvas } from './DuplicateCanvas.tsx';

export const duplicateView: RuleView = {
  type: 'duplicate',
  Canvas: DuplicateCanvas,
  partTitles: {},
  hasActions: false,
};
