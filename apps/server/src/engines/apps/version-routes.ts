import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import type { Platform } from '../../platform.ts';
import { byAddress, byVersion, versionPage } from './shapes.ts';

const one = '/api/apps/:app/definitions/:kind/:key/versions';

/** The published versions of a definition: who, when, what changed; and the document of each. */
export async function versionRoutes(server: FastifyInstance, { apps }: Platform): Promise<void> {
  const tags = ['definitions'];

  server.get<{ Params: Static<typeof byAddress>; Querystring: Static<typeof versionPage> }>(
    one,
    {
      schema: {
        summary: 'Who published when, and what changed each time; newest first',
        tags,
        params: byAddress,
        querystring: versionPage,
      },
    },
    async (request) => await apps.versions(request.actor, request.params, request.query.before),
  );

  server.get<{ Params: Static<typeof byVersion> }>(
    `${one}/:version`,
    { schema: { summary: 'The document of one version', tags, params: byVersion } },
    async (request) => {
      const { version, ...address } = request.params;
      return { version, definition: await apps.version(request.actor, address, version) };
    },
  );
}
