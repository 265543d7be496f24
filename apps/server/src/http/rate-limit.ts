import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { serverError } from '../errors.ts';

/** Routes ask for a limit with `config: { rateLimit: attempts(...) }`; all others have none. */
export async function limitAttempts(server: FastifyInstance): Promise<void> {
  await server.register(rateLimit, {
    global: false,
    hook: 'preValidation',
    errorResponseBuilder: (_, context) =>
      serverError('SERVER_TOO_MANY_REQUESTS', { seconds: Math.ceil(context.ttl / 1000) }),
  });
}

/** At most `max` requests a minute for each address, and for each `account` named in the body if there is one. */
export function attempts(max: number) {
  return {
    max,
    timeWindow: 60_000,
    keyGenerator: (request: FastifyRequest) => {
      const { email } = (request.body ?? {}) as { email?: unknown };
      return typeof email === 'string' ? `${request.ip} ${email.toLowerCase()}` : request.ip;
    },
  };
}
