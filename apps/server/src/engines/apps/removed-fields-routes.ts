import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import type { Platform } from '../../platform.ts';

const byForm = Type.Object({ app: Type.String(), form: Type.String() }, { additionalProperties: false });

/** What the form designer can restore: columns that publishing moved to the trash, the last one of each key. */
export async function removedFieldsRoutes(server: FastifyInstance, platform: Platform): Promise<void> {
  server.get<{ Params: Static<typeof byForm> }>(
    '/api/apps/:app/forms/:form/removed-fields',
    {
      schema: {
        summary: 'Fields of a form that can be restored with their values',
        tags: ['applications'],
        params: byForm,
      },
    },
    async (request) => {
      const { app, form } = request.params;
      return { rows: await platform.apps.removedFields(request.actor, app, form) };
    },
  );
}
