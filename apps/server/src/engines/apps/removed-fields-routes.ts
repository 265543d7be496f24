import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { type Static, Type } from 'typebox';
import { refuseUnlessAdministrator } from '../../http/person-of.ts';
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
      refuseUnlessAdministrator(request);
      const { app, form } = request.params;
      const { rows } = await sql`
        select distinct on (field) field, definition, removed_at as "removedAt" from tangram.column_trash
        where app = ${app} and form = ${form} order by field, removed_at desc`.execute(platform.db);
      return { rows };
    },
  );
}
