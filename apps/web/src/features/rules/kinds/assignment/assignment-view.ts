import type { RuleView } from '../rule-view.ts';
import { AssignmentCanvas } from './AssignmentCanvas.tsx';

export const assignmentView: RuleView = {
  type: 'assignment',
  Canvas: AssignmentCanvas,
  partTitles: {},
  hasActions: false,
};
