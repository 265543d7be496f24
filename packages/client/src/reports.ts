import type { JsonValue, Problem, ReportQuery } from '@tangram/schema';
import { type Http, path } from './http.ts';

export interface QueryAnswer {
  readonly rows: readonly { readonly [key: string]: JsonValue }[];
  readonly total?: { readonly [key: string]: JsonValue } | null;
  readonly notes?: readonly Problem[];
  readonly [more: string]: unknown;
}

export function reportRoutes({ send }: Http) {
  return {
    query: (app: string, query: ReportQuery, signal?: unknown) =>
      send<QueryAnswer>('POST', path('api', 'apps', app, 'query'), { json: query, signal }),
  };
}
