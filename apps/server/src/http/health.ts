import type { FastifyInstance } from 'fastify';
import { serverError } from '../errors.ts';
import type { Platform } from '../platform.ts';

/** `GET /api/health`: 200 when a request could be served, 503 while the database cannot be asked. */
export function healthRoute(server: FastifyInstance, platform: Platform): void {
  const schema = { summary: 'Whether the server can serve', tags: ['health'] };
  server.get('/api/health', { config: { isOpen: true }, schema }, async () => {
    try {
      await platform.pool.query('select 1');
    } catch (error) {
      throw serverError('SERVER_BUSY', {}, '', error);
    }
    return { status: 'ok' };
  });
}
