import { drillFilter, type QueryResult, type ResultRow } from '@tangram/reports';
import type { ReportQuery } from '@tangram/schema';
import { useCallback } from 'react';
import { useNavigate } from 'react-router';

/** Opens the list of exactly the records behind a row of the answer, or behind one measure of it. */
export function useDrill(
  app: string,
  query: ReportQuery,
  result: QueryResult | undefined,
): (row: ResultRow, measure?: string) => void {
  const navigate = useNavigate();
  return useCallback(
    (row, measure) => {
      const address = result === undefined ? null : drillAddress(app, query, result, row, measure);
      if (address !== null) void navigate(address);
    },
    [navigate, app, query, result],
  );
}

/** `/apps/crm/forms/deal?filter=stage = "won"`; null for a row of another query. */
export function drillAddress(
  app: string,
  query: ReportQuery,
  result: QueryResult,
  row: ResultRow,
  measure?: string,
): string | null {
  const drilled = drillFilter(query, result, row, measure);
  if ('problems' in drilled) return null;
  const [formApp, form] = query.form.includes('/') ? (query.form.split('/') as [string, string]) : [app, query.form];
  const search = drilled.filter === '' ? '' : `?${new URLSearchParams({ filter: drilled.filter }).toString()}`;
  return `/apps/${encodeURIComponent(formApp)}/forms/${encodeURIComponent(form)}${search}`;
}
