import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';

/** Describes every route that has schemas at `GET /api/openapi.json`. To be registered before the routes. */
export async function describeRoutes(server: FastifyInstance, version: string): Promise<void> {
  await server.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Tangram',
        description:
          'Errors are always {"problems": [{code, message, path, hint}]}. Send Accept-Language: zh for Chinese.',
        version,
      },
      components: {
        securitySchemes: {
          key: { type: 'http', scheme: 'bearer' },
          session: { type: 'apiKey', in: 'cookie', name: 'tangram.session_token' },
        },
      },
      security: [{ key: [] }, { session: [] }],
    },
  });
  server.get('/api/openapi.json', { schema: { hide: true }, config: { isOpen: true } }, async () => server.swagger());
}
