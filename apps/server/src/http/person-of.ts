import type { FastifyRequest } from 'fastify';
import { serverError } from '../errors.ts';

/** The id of the signed-in person. */
export function personOf(request: FastifyRequest): string {
  if (request.actor.userId === null) throw serverError('AUTH_REQUIRED');
  return request.actor.userId;
}

export function refuseUnlessAdministrator(request: FastifyRequest): void {
  if (!request.actor.isAdministrator) throw serverError('AUTH_ADMINISTRATOR_ONLY');
}
