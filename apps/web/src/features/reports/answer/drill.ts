import { drillFilter, type QueryResult, type ResultRow } from '@tangram/reports';
import type { ReportQuery } from '@tangram/schema';
import { useCallback } from 'react';
import { useNavigate } from 'react-router';

/** Opens the list of exactly the records behind a row of the answer. */
export function useDrill(app: string, query: ReportQuery, result: QueryResult | undefined): (row: ResultRow) => void {
  const navigate = useNavigate();
  return useCallback(
    (row) => {
      const address = result === undefined ? null : drillAddress(app, query, result, row);
      if (address !== null) void navigate(address);
    },
    [navigate, app, query, result],
  );
}

/** `/apps/crm/forms/deal?filter=stage = "won"`; null for a row of another query. */
export function drillAddress(app: string, query: ReportQuery, result: QueryResult, row: ResultRow): string | null {
  const drilled = drillFilter(query, result, row);
  if ('problems' in drilled) return null;
  const [formApp, form] = query.form.includes('/') ? (query.form.split('/') as [string, string]) : [app, query.form];
  const search = drilled.filter === '' ? '' : `?${new URLSearchParams({ filter: drilled.filter }).toString()}`;
  return `/apps/${encodeURIComponent(formApp)}/forms/${encodeURIComponent(form)}${search}`;
}
