import type { QueryResult } from '@tangram/reports';
import type { ReportQuery } from '@tangram/schema';
import { client } from '../../../app/client.ts';

/** Puts one query to the data of an application, as the signed-in person may see it. */
export function ask(app: string, query: ReportQuery, signal?: AbortSignal): Promise<QueryResult> {
  return client.reports.query(app, query, signal);
}
