import { createReports, drillFilter } from '@tangram/reports';
import { PlatformError, type ReportQuery } from '@tangram/schema';
import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import type { Platform } from '../../platform.ts';
import { appPlace, drill, question, reportPlace } from './shapes.ts';

/** Questions to the data and published reports. A dashboard asks once per tile, so that each shows as soon as it can. */
export async function reportRoutes(server: FastifyInstance, platform: Platform): Promise<void> {
  const tags = ['reports'];
  const reports = createReports({ db: platform.reportDb, catalog: () => platform.catalog(), clock: platform.clock });

  server.post<{ Params: Static<typeof appPlace>; Body: Static<typeof question> }>(
    '/api/apps/:app/query',
    { schema: { summary: 'Answers a report query, or a published report', tags, params: appPlace, body: question } },
    async (request) => {
      const { body, actor, params } = request;
      if ('report' in body) return (await reports.report(actor, params.app, body.report)).result;
      return reports.query(actor, params.app, 'query' in body ? body.query : body);
    },
  );

  server.get<{ Params: Static<typeof reportPlace> }>(
    '/api/apps/:app/reports/:report',
    { schema: { summary: 'A published report with its answer', tags, params: reportPlace } },
    async (request) => reports.report(request.actor, request.params.app, request.params.report),
  );

  server.post<{ Params: Static<typeof appPlace>; Body: Static<typeof drill> }>(
    '/api/apps/:app/query/drill',
    {
      schema: {
        summary: 'The filter that finds exactly the records behind a row of an answer',
        tags,
        params: appPlace,
        body: drill,
      },
    },
    async (request) => {
      const { query, row, measure } = request.body;
      // Answering first checks the query and the right to ask it, and tells which groups the rest is beyond.
      const answer = await reports.query(request.actor, request.params.app, query);
      const drilled = drillFilter(query as unknown as ReportQuery, answer, row, measure);
      if ('problems' in drilled) throw new PlatformError('invalid', drilled.problems);
      return { form: (query as unknown as ReportQuery).form, ...drilled };
    },
  );
}
