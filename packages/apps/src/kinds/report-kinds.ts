import { checkDashboard, checkReport } from '@tangram/reports';
import { type Kind, isDocument } from './kind.ts';
import { kindWords } from './kind-words.ts';

export const reportKind: Kind = {
  kind: 'report',
  folder: 'reports',
  title: kindWords.report,
  isShaped: isDocument,
  check: (document, context) => checkReport(document, context),
};

export const dashboardKind: Kind = {
  kind: 'dashboard',
  folder: 'dashboards',
  title: kindWords.dashboard,
  isShaped: isDocument,
  check: (document, { model }) => checkDashboard(document, model.reports),
};
