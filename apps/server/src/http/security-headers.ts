import type { FastifyInstance } from 'fastify';

/**
 * Scripts come from our own files only: nothing inline, no eval. Styles may be inline because the component library
 * writes its rules into the page. Nobody may show the product in a frame.
 */
const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const headers = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(self)',
};

/** One constant set of headers on every answer; a route that already set one keeps its own. */
export function sendSecurityHeaders(server: FastifyInstance, publicUrl: string | undefined): void {
  const all = publicUrl?.startsWith('https:')
    ? { ...headers, 'strict-transport-security': 'max-age=31536000' }
    : headers;
  const entries = Object.entries(all);
  server.addHook('onRequest', async (_, reply) => {
    for (const [name, value] of entries) reply.header(name, value);
  });
}
