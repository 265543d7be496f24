import type { RuleView } from '../rule-view.ts';
import { DecisionTableCanvas } from './DecisionTableCanvas.tsx';
import { TableProperties } from './TableProperties.tsx';
import { removeTablePart } from './table-edits.ts';

export const decisionTableView: RuleView = {
  type: 'decision-table',
  Canvas: DecisionTableCanvas,
  PartProperties: TableProperties,
  partTitles: {
    inputs: { en: 'Condition', zh: '条件列' },
    outputs: { en: 'Result', zh: '结果列' },
    rows: { en: 'Row', zh: '行' },
  },
  removePart: removeTablePart,
  hasActions: false,
};
