import path from 'node:path';
import compress from '@fastify/compress';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import { authRoutes } from '../auth/routes.ts';
import type { Config } from '../config.ts';
import { engineRoutes } from '../engines/index.ts';
import { errorTables } from '../error-tables.ts';
import { fileRoutes } from '../files/routes.ts';
import { hookRoutes } from '../hooks/routes.ts';
import { liveRoutes } from '../live/routes.ts';
import { notificationRoutes } from '../notifications/routes.ts';
import { connectionRoutes } from '../outside/connections/routes.ts';
import { deliveryRoutes } from '../outside/deliveries/routes.ts';
import { peopleRoutes } from '../people/routes.ts';
import type { Platform } from '../platform.ts';
import { publicFormRoutes } from '../public-forms/routes.ts';
import { healthRoute } from './health.ts';
import { describeRoutes } from './openapi.ts';
import { answerWithProblems } from './problems.ts';
import { limitAttempts } from './rate-limit.ts';
import { identifyActors } from './request-actor.ts';
import { checkRequestsByShape } from './request-shape.ts';
import { sendSecurityHeaders } from './security-headers.ts';
import { serveWebApp } from './web-app.ts';

/** 5 MB of JSON: a page of a thousand wide records. Files have a limit of their own. */
const largestBody = 5_000_000;

/** Fastify without routes: what the log, bodies, names in addresses and ids of requests look like. */
export function bareServer({ logLevel, publicUrl }: Pick<Config, 'logLevel' | 'publicUrl'>): FastifyInstance {
  return Fastify({
    logger: { level: logLevel, redact: ['req.headers.authorization', 'req.headers.cookie'] },
    // One line per request costs more than a small read; failures are logged by the error handler.
    logController: new LogController({ disableRequestLogging: logLevel !== 'debug' && logLevel !== 'trace' }),
    // Behind a proxy of one's own network the sender's address is the one the proxy names; limits go by it.
    trustProxy: publicUrl === undefined ? false : ['loopback', 'linklocal', 'uniquelocal'],
    bodyLimit: largestBody,
    // Keys have up to 63 bytes: three times that when escaped; tokens and cursors are longer.
    routerOptions: { maxParamLength: 600 },
    forceCloseConnections: 'idle',
    requestTimeout: 120_000,
  });
}

/** The whole server on a platform; not yet listening. */
export async function buildServer(
  platform: Platform,
  server: FastifyInstance = bareServer(platform.config),
): Promise<FastifyInstance> {
  const { publicUrl, root } = platform.config;
  answerWithProblems(server, errorTables);
  checkRequestsByShape(server);
  sendSecurityHeaders(server, publicUrl);
  await server.register(compress, {
    global: true,
    threshold: 2048,
    encodings: ['gzip', 'deflate'],
    requestEncodings: ['identity'],
  });
  await limitAttempts(server);
  await describeRoutes(server, '0.1.0');
  identifyActors(server, platform.auth, publicUrl);
  healthRoute(server, platform);
  await authRoutes(server, platform);
  await peopleRoutes(server, platform);
  await notificationRoutes(server, platform);
  await liveRoutes(server, platform);
  await fileRoutes(server, platform);
  await publicFormRoutes(server, platform);
  await hookRoutes(server, platform);
  await connectionRoutes(server, platform);
  await deliveryRoutes(server, platform);
  for (const routes of engineRoutes) await server.register((scope) => routes(scope, platform));
  await serveWebApp(server, path.join(root, 'apps/web/dist'));
  return server;
}
