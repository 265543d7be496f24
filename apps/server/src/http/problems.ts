import {
  type ErrorKind,
  type ErrorTable,
  type Language,
  PlatformError,
  type Problem,
  localizeProblem,
} from '@tangram/schema';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { serverError, serverProblem } from '../errors.ts';
import { InvalidRequest } from './request-shape.ts';

/** The one place where a kind of error becomes an HTTP status. */
const statuses: Readonly<Record<ErrorKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  limited: 429,
  unavailable: 503,
  internal: 500,
};

declare module 'fastify' {
  interface FastifyRequest {
    /** What the reader asked for with Accept-Language. */
    readonly language: Language;
    /** Says every problem in `part`, however deep, in that language; an answer's own `problems` are said so unasked. */
    localize<Part>(part: Part): Part;
  }
}

/**
 * Makes every refusal `{ "problems": [...] }`, and says the `problems` of every answer, refused or not, in the language
 * that the request asks for.
 */
export function answerWithProblems(server: FastifyInstance, tables: ErrorTable): void {
  server.decorateRequest('language', {
    getter() {
      return languageOf(this.headers['accept-language']);
    },
  });
  server.decorateRequest('localize', function localize<Part>(this: FastifyRequest, part: Part) {
    return localized(part, tables, this.language) as Part;
  });
  server.addHook('preSerialization', (request, _, payload, done) => {
    done(null, hasProblems(payload) ? { ...payload, problems: request.localize(payload.problems) } : payload);
  });
  server.setErrorHandler(async (error: FastifyError, request, reply) => {
    const known = toPlatformError(error, request);
    const refusal = known ?? serverError('SERVER_INTERNAL', { request: request.id }, '', error);
    if (statuses[refusal.kind] >= 500)
      request.log.error({ err: error.cause ?? error, problems: refusal.problems }, 'request failed');
    return answer(reply, refusal);
  });
  server.setNotFoundHandler(async (request, reply) => {
    const { method, url } = request;
    return answer(reply, serverError('SERVER_ROUTE_UNKNOWN', { method, url: url.slice(0, 200) }));
  });
}

/** `zh` when the header prefers any Chinese to English; else `en`. */
export function languageOf(header: string | undefined): Language {
  const wanted = (header ?? '')
    .split(',')
    .map((part, place) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const quality = Number(/^\s*q=([\d.]+)/.exec(parameters.join(';'))?.[1] ?? 1);
      return { language: tag.split('-')[0], quality: Number.isNaN(quality) ? 0 : quality, place };
    })
    .filter((entry) => (entry.language === 'zh' || entry.language === 'en') && entry.quality > 0)
    .sort((a, b) => b.quality - a.quality || a.place - b.place);
  return wanted[0]?.language === 'zh' ? 'zh' : 'en';
}

function answer(reply: FastifyReply, { kind, problems }: PlatformError) {
  return reply.code(statuses[kind]).header('content-type', 'application/json; charset=utf-8').send({ problems });
}

function hasProblems(payload: unknown): payload is { readonly problems: readonly unknown[] } {
  return payload !== null && typeof payload === 'object' && 'problems' in payload && Array.isArray(payload.problems);
}

function localized(part: unknown, tables: ErrorTable, language: Language): unknown {
  if (Array.isArray(part)) return part.map((item) => localized(item, tables, language));
  if (part === null || typeof part !== 'object' || part instanceof Date) return part;
  if (isProblem(part, tables)) return { ...part, ...localizeProblem(part, tables, language) };
  return Object.fromEntries(Object.entries(part).map(([name, value]) => [name, localized(value, tables, language)]));
}

/** A record may have a field called `problems` too: what stands in it has no code of ours. */
function isProblem(part: object, tables: ErrorTable): part is Problem {
  const { code, message } = part as Partial<Problem>;
  return typeof code === 'string' && typeof message === 'string' && Object.hasOwn(tables, code);
}

/** null for what is nobody's fault but ours. */
function toPlatformError(error: FastifyError, request: FastifyRequest): PlatformError | null {
  if (error instanceof PlatformError) return error;
  if (error instanceof InvalidRequest) return new PlatformError('invalid', error.problems);
  const ofFastify = frameworkErrors[error.code];
  if (ofFastify !== undefined) return ofFastify(error, request);
  const ofDatabase = databaseRefusals[error.code];
  if (ofDatabase !== undefined) return serverError(ofDatabase, {}, '', error);
  if (typeof error.statusCode === 'number' && error.statusCode >= 400 && error.statusCode < 500) {
    return new PlatformError('invalid', [serverProblem('SERVER_REQUEST', '', { reason: error.message })]);
  }
  return null;
}

const megabytes = (bytes: number) => Math.round(bytes / 1_000_000);

const frameworkErrors: { readonly [code: string]: (error: FastifyError, request: FastifyRequest) => PlatformError } = {
  FST_ERR_CTP_BODY_TOO_LARGE: (_, request) =>
    serverError('SERVER_BODY_TOO_LARGE', { limit: megabytes(request.routeOptions.bodyLimit ?? 0) }),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: (_, request) =>
    serverError('SERVER_BODY_TYPE', { type: request.headers['content-type'] ?? '' }),
  FST_ERR_CTP_INVALID_JSON_BODY: (error) => serverError('SERVER_BODY_UNREADABLE', { reason: error.message }),
  FST_ERR_CTP_EMPTY_JSON_BODY: () => serverError('SERVER_BODY_UNREADABLE', { reason: 'it is empty.' }),
  FST_REQ_FILE_TOO_LARGE: () => serverError('FILE_TOO_LARGE', { limit: '' }),
};

/** By SQLSTATE or Node's code: what the database says when it is not our statement that was wrong. */
const databaseRefusals: {
  readonly [code: string]:
    | 'SERVER_TEXT_UNSTORABLE'
    | 'SERVER_VALUE_UNSTORABLE'
    | 'SERVER_REFERENCE_MISSING'
    | 'SERVER_RETRY'
    | 'SERVER_BUSY';
} = {
  '22021': 'SERVER_TEXT_UNSTORABLE', // invalid byte sequence: NUL in a text
  '22P05': 'SERVER_TEXT_UNSTORABLE', // \u0000 in jsonb
  '22003': 'SERVER_VALUE_UNSTORABLE', // number out of range
  '22008': 'SERVER_VALUE_UNSTORABLE', // date out of range
  '23503': 'SERVER_REFERENCE_MISSING', // foreign key
  '23505': 'SERVER_RETRY', // the same thing made twice at once
  '0A000': 'SERVER_RETRY', // a table changed under a prepared statement
  '40001': 'SERVER_RETRY', // serialization failure
  '40P01': 'SERVER_RETRY', // deadlock
  '53300': 'SERVER_BUSY', // too many connections
  '57P01': 'SERVER_BUSY', // the database is being shut down
  '57P03': 'SERVER_BUSY', // the database is starting up
  ECONNREFUSED: 'SERVER_BUSY',
  ECONNRESET: 'SERVER_BUSY',
  ENOENT: 'SERVER_BUSY', // the socket of the built-in database is not there
};
