import type { Actor } from '@tangram/records';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Auth } from '../auth/auth.ts';
import { serverError } from '../errors.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks. Reading it on a route that is open to everybody throws `AUTH_REQUIRED` when nobody is signed in. */
    readonly actor: Actor;
    /** The same, or null when nobody is signed in. */
    signedIn: Actor | null;
  }
  interface FastifyContextConfig {
    /** Answers also to somebody who is not signed in. */
    isOpen?: boolean;
  }
}

/** Finds out who asks, by key or session cookie, before any route below `/api` runs; refuses others with 401. */
export function identifyActors(server: FastifyInstance, auth: Auth, publicUrl: string | undefined): void {
  server.decorateRequest('signedIn', null);
  server.decorateRequest('actor', {
    getter(this: FastifyRequest) {
      if (this.signedIn === null) throw serverError('AUTH_REQUIRED');
      return this.signedIn;
    },
  });
  server.addHook('onRequest', async (request, reply) => {
    const { authorization, cookie } = request.headers;
    if (authorization !== undefined) {
      request.signedIn = await auth.actorOfKey(/^Bearer\s+(.+)$/i.exec(authorization)?.[1] ?? '');
    } else if (cookie !== undefined) {
      refuseOtherSites(request, publicUrl);
      request.signedIn = await auth.actorOfCookie(cookie, (cookies) => void reply.header('set-cookie', [...cookies]));
    }
    if (request.signedIn === null && request.routeOptions.config.isOpen !== true && !request.is404)
      throw serverError('AUTH_REQUIRED');
  });
}

const reading = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * A write that carries our cookie must come from our own pages. The cookie is SameSite=Lax, which already keeps it from
 * forms of other sites; this holds for other ports of the same host and for old browsers too. Programs send no Origin.
 */
export function refuseOtherSites(request: FastifyRequest, publicUrl: string | undefined): void {
  if (reading.has(request.method)) return;
  const { origin, host } = request.headers;
  if (origin === undefined) return;
  const allowed =
    publicUrl === undefined ? [`http://${host}`, `https://${host}`] : [new URL(publicUrl).origin, `http://${host}`];
  if (!allowed.includes(origin)) throw serverError('AUTH_CROSS_SITE', { origin });
}
