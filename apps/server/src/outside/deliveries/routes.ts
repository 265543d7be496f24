import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import { refuseUnlessAdministrator } from '../../http/person-of.ts';
import type { Platform } from '../../platform.ts';

const place = Type.Object({ id: Type.String({ pattern: '^\\d{1,19}$' }) }, { additionalProperties: false });

/** What rules and flows send, where it did not arrive: by whom, why, and what to do with it. */
export async function deliveryRoutes(server: FastifyInstance, { outbox }: Platform): Promise<void> {
  const tags = ['deliveries'];

  server.get(
    '/api/deliveries',
    { schema: { summary: 'Deliveries that failed or wait, failed ones first, at most 200', tags } },
    async (request) => {
      refuseUnlessAdministrator(request);
      return request.localize({ rows: await outbox.list() });
    },
  );

  server.post<{ Params: Static<typeof place> }>(
    '/api/deliveries/:id/retry',
    { schema: { summary: 'Tries it again now, with all its attempts', tags, params: place } },
    async (request) => {
      refuseUnlessAdministrator(request);
      await outbox.retry(request.params.id);
      return {};
    },
  );

  server.post<{ Params: Static<typeof place> }>(
    '/api/deliveries/:id/give-up',
    { schema: { summary: 'Never tries it again', tags, params: place } },
    async (request) => {
      refuseUnlessAdministrator(request);
      await outbox.giveUp(request.params.id);
      return {};
    },
  );
}
