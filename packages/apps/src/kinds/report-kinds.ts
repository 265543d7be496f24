import { checkDashboard, checkReport } from '@tangram/reports';
import { type Kind, isDocument } from './kind.ts';

export const reportKind: Kind = {
  kind: 'report',
  folder: 'reports',
  title: { en: 'report', zh: '报表' },
  isShaped: isDocument,
  check: (document, context) => checkReport(document, context),
};

export const dashboardKind: Kind = {
  kind: 'dashboard',
  folder: 'dashboards',
  title: { en: 'dashboard', zh: '仪表盘' },
  isShaped: isDocument,
  check: (document, { model }) => checkDashboard(document, model.reports),
};
