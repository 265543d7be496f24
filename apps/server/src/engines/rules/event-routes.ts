import { storeEvents } from '@tangram/rules';
import { refuseIfAny } from '@tangram/schema';
import { refuseUnlessDesigner } from '@tangram/apps';
import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import { errorTables } from '../../error-tables.ts';
import type { Platform } from '../../platform.ts';
import { appPlace, type EventBody, eventBody, readEvents } from './event-shapes.ts';
import { formPlace } from './shapes.ts';

/** What happens to records elsewhere, told by other systems: rules answer it, scorecards count it. */
export async function eventRoutes(
  server: FastifyInstance,
  { catalog, clock, records, rules }: Platform,
): Promise<void> {
  server.post<{ Params: Static<typeof appPlace>; Body: EventBody }>(
    '/api/apps/:app/events',
    {
      schema: {
        summary: 'Events that happened to records: one, or up to 1,000 with an outcome for each',
        tags: ['rules'],
        params: appPlace,
        body: eventBody,
      },
    },
    async (request, reply) => {
      const { app } = request.params;
      const { actor, body } = request;
      const outcomes = await records.transaction((within, trx) =>
        storeEvents(trx, { app, actor, catalog: catalog(), records: within, now: clock.now() }, readEvents(body)),
      );
      if ('events' in body)
        return { rows: outcomes.map((outcome) => (outcome.stored ? outcome : request.localize(outcome))) };
      const [outcome] = outcomes;
      if (outcome?.stored === false) refuseIfAny(outcome.problems, errorTables);
      return reply.code(outcome?.stored === true && !outcome.repeated ? 201 : 200).send(outcome);
    },
  );

  server.get<{ Params: Static<typeof formPlace> }>(
    '/api/apps/:app/forms/:form/event-names',
    {
      schema: {
        summary: 'The names of events that records of a form got lately, or that its published rules wait for',
        tags: ['rules'],
        params: formPlace,
      },
    },
    async (request) => {
      refuseUnlessDesigner(request.actor);
      return { names: await rules.knownEvents(request.params) };
    },
  );
}
