import { refuseUnlessDesigner } from '@tangram/apps';
import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import type { Platform } from '../../platform.ts';
import { recordPlace, rulePlace, scorePage } from './shapes.ts';

/** What scores are made of, how they came to be, and how far a recomputation is. */
export async function scoreRoutes(server: FastifyInstance, { rules, records }: Platform): Promise<void> {
  const tags = ['rules'];

  server.get<{ Params: Static<typeof recordPlace>; Querystring: Static<typeof scorePage> }>(
    '/api/apps/:app/records/:form/:id/score',
    {
      schema: {
        summary: 'The scores of a record: each line now, what would reach the next band, and every change so far',
        tags,
        params: recordPlace,
        querystring: scorePage,
      },
    },
    async (request) => {
      const { limit = 50, after } = request.query;
      const page = { limit, ...(after === undefined ? {} : { after }) };
      return request.localize(await rules.explainScores(request.actor, records, request.params, page));
    },
  );

  server.get<{ Params: Static<typeof rulePlace> }>(
    '/api/apps/:app/rules/:rule/recomputation',
    {
      schema: {
        summary: 'How far the records are that a published scorecard scores anew; null when none are',
        tags,
        params: rulePlace,
      },
    },
    async (request) => {
      refuseUnlessDesigner(request.actor);
      return { recomputation: await rules.scores.progress(request.params.app, request.params.rule) };
    },
  );
}
