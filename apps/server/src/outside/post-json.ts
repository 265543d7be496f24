import { lookup } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { FinalFailure } from '@tangram/records';
import { PlatformError } from '@tangram/schema';
import { serverProblem } from '../errors.ts';
import { isPrivateAddress } from './private-address.ts';

/** A message for a receiver outside. */
export interface Posting {
  readonly url: string;
  readonly headers?: { readonly [name: string]: string };
  /** JSON text. */
  readonly body: string;
}

export interface PostOptions {
  /** Whether receivers on this machine and in one's own network may be talked to: ALLOW_PRIVATE_HOOKS. */
  readonly allowsPrivate: boolean;
  /** The whole exchange, milliseconds. */
  readonly timeoutMs?: number;
}

/** Receivers answer in a second or two; a claim of the outbox lasts a minute. */
const patienceMs = 10_000;
/** What is read of an answer, bytes: enough for any receipt, too little to fill memory. */
const mostRead = 64 * 1024;

/**
 * Posts JSON and gives back the answer's text, when its status is 2xx. Redirects are not followed: the receiver that was
 * named is the receiver. The address is judged as the connection is made, the very one that is connected to, so that a
 * name that resolves to another address a moment later gains nothing.
 *
 * Throws OUTSIDE_ADDRESS, OUTSIDE_PRIVATE and most OUTSIDE_ANSWER as final; OUTSIDE_UNREACHABLE and answers that say
 * "later" (408, 425, 429, 5xx) to be tried again.
 */
export async function postJson({ url, headers = {}, body }: Posting, options: PostOptions): Promise<string> {
  const target = readAddress(url);
  const host = target.hostname.replace(/^\[|\]$/g, '');
  // An address written as numbers is connected to without being looked up.
  if (!options.allowsPrivate && isIP(host) !== 0 && isPrivateAddress(host)) throw privateRefused(host);
  const { status, text } = await exchange(target, headers, body, options);
  if (status >= 200 && status < 300) return text;
  const problems = [serverProblem('OUTSIDE_ANSWER', '', { status, text: text.slice(0, 200) })];
  const isPassing = status >= 500 || [408, 425, 429].includes(status);
  throw isPassing ? new PlatformError('conflict', problems) : new FinalFailure('conflict', problems);
}

/** The address of a receiver. Throws OUTSIDE_ADDRESS when it is none, or not of http or https. */
export function readAddress(url: string): URL {
  const target = URL.canParse(url) ? new URL(url) : undefined;
  if (target === undefined || !['http:', 'https:'].includes(target.protocol)) {
    throw new FinalFailure('invalid', [serverProblem('OUTSIDE_ADDRESS', '/url')]);
  }
  return target;
}

function exchange(
  target: URL,
  headers: NonNullable<Posting['headers']>,
  body: string,
  { allowsPrivate, timeoutMs = patienceMs }: PostOptions,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error) =>
      reject(
        error instanceof PlatformError
          ? error
          : unreachable(signal.aborted ? `no answer within ${timeoutMs / 1000} s` : reasonOf(error)),
      );
    const signal = AbortSignal.timeout(timeoutMs);
    const { request } = target.protocol === 'https:' ? https : http;
    const asked = request(
      target,
      {
        method: 'POST',
        // A connection of its own: one kept alive would have been judged by another setting.
        agent: false,
        signal,
        ...(allowsPrivate ? {} : { lookup: publicLookup }),
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'content-length': Buffer.byteLength(body),
          'user-agent': 'Tangram',
          ...headers,
        },
      },
      (answer) => {
        const chunks: Buffer[] = [];
        let size = 0;
        const finish = () =>
          resolve({
            status: answer.statusCode ?? 0,
            text: Buffer.concat(chunks).subarray(0, mostRead).toString('utf8'),
          });
        answer.on('data', (chunk: Buffer) => {
          chunks.push(chunk);
          size += chunk.length;
          if (size < mostRead) return;
          finish();
          answer.destroy();
        });
        answer.on('end', finish);
        answer.on('error', fail);
      },
    );
    asked.on('error', fail);
    asked.end(body);
  });
}

/** Looks a name up and refuses it when any of its addresses is private. */
const publicLookup: LookupFunction = (hostname, options, done) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error !== null) return done(error, '');
    if (addresses.some(({ address }) => isPrivateAddress(address))) return done(privateRefused(hostname), '');
    const [first] = addresses;
    return options.all === true ? done(null, addresses) : done(null, first?.address ?? '', first?.family);
  });
};

function privateRefused(host: string): FinalFailure {
  return new FinalFailure('forbidden', [serverProblem('OUTSIDE_PRIVATE', '', { host })]);
}

function unreachable(reason: string): PlatformError {
  return new PlatformError('conflict', [serverProblem('OUTSIDE_UNREACHABLE', '', { reason })]);
}

/** The code where there is one: messages of failed connections are long lists of addresses. */
function reasonOf(error: Error): string {
  const { code } = error as NodeJS.ErrnoException;
  return error.message === '' ? (code ?? 'unknown') : error.message;
}
