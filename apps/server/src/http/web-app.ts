import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/**
 * Serves the built web app. Its assets carry a hash in their names and are kept by browsers for a year; every other
 * address that is not an interface of ours gets the page, whose router shows what belongs there.
 */
export async function serveWebApp(server: FastifyInstance, dist: string): Promise<void> {
  const page = path.join(dist, 'index.html');
  if (!existsSync(page)) return;
  const html = readFileSync(page);
  await server.register(async (files) => {
    // The plugin makes a route per file and has no setting for it: whoever signs in needs the page first.
    files.addHook('onRoute', (route) => {
      route.config = { ...route.config, isOpen: true };
    });
    await files.register(fastifyStatic, {
      root: dist,
      index: false,
      wildcard: false,
      cacheControl: false,
      setHeaders: (reply, file) => {
        const isHashed = file.includes(`${path.sep}assets${path.sep}`);
        reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  });
  server.get('/*', { schema: { hide: true }, config: { isOpen: true } }, async (request, reply) => {
    if (isInterface(request.url)) return reply.callNotFound();
    return reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(html);
  });
}

/** A wrong address of the interface must say so, not answer with a page. */
const isInterface = (url: string) => /^\/(api|public|hooks|assets)(\/|$|\?)/.test(url);
