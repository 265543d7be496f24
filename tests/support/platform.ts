import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildServer, createPlatform, type Platform, readConfig } from '@tangram/server';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { openTestDatabase, type TestDatabase } from './database.ts';

export interface TestPlatform {
  readonly platform: Platform;
  readonly server: FastifyInstance;
  readonly database: TestDatabase;
  readonly owner: TestPerson;
  /** A further person, signed in. */
  person(name: string, options?: { email?: string; manager?: string; department?: string }): Promise<TestPerson>;
  /** A request by somebody who is not signed in. */
  visit(method: Method, url: string, body?: unknown, headers?: Headers): Promise<Answer>;
  close(): Promise<void>;
}

export interface TestPerson {
  readonly id: string;
  readonly email: string;
  /** The `Cookie` header of the session. */
  readonly cookie: string;
  /** A request by this person. */
  ask(method: Method, url: string, body?: unknown, headers?: Headers): Promise<Answer>;
}

export interface Answer {
  readonly status: number;
  // Tests look into answers of any shape.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly json: any;
  readonly text: string;
  readonly headers: LightMyRequestResponse['headers'];
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type Headers = { readonly [name: string]: string };

export const testPassword = 'correct horse battery';

/**
 * The whole product on a database of its own: `owner` is an administrator who is signed in. `now` makes the clock of
 * engines stand (sessions and the database go by the real time). With `isServing` it listens to other processes and
 * works on flows, as a started server does. `settings` are further environment variables.
 */
export async function openTestPlatform(
  options: { now?: () => Date; isServing?: boolean; settings?: { readonly [name: string]: string } } = {},
): Promise<TestPlatform> {
  const database = await openTestDatabase();
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tangram-data-'));
  const config = readConfig({
    DATABASE_URL: database.url,
    DATA_DIR: folder,
    LOG_LEVEL: 'warn',
    SECRET: 'a secret for tests, long enough.',
    ...options.settings,
  });
  const { now } = options;
  const platform = await createPlatform(config, {
    log: console,
    isServing: options.isServing ?? false,
    connections: 10,
    ...(now === undefined ? {} : { clock: { now } }),
  });
  const server = await buildServer(platform);

  const visit = (method: Method, url: string, body?: unknown, headers: Headers = {}) =>
    send(server, method, url, body, headers);
  async function signIn(id: string, email: string): Promise<TestPerson> {
    const answer = await visit('POST', '/api/session', { email, password: testPassword });
    const cookie = [answer.headers['set-cookie'] ?? []]
      .flat()
      .map((line) => line.split(';')[0])
      .join('; ');
    return { id, email, cookie, ask: (method, url, body, more = {}) => visit(method, url, body, { cookie, ...more }) };
  }

  await platform.auth.setUp({ name: 'Owner', email: 'owner@example.com', password: testPassword });
  const { id } = await platform.people.byEmail('owner@example.com');
  return {
    platform,
    server,
    database,
    owner: await signIn(id, 'owner@example.com'),
    visit,
    async person(
      name,
      { email = `${encodeURIComponent(name).replaceAll('%', '').toLowerCase()}@example.com`, ...rest } = {},
    ) {
      const made = await platform.people.create({ name, email, password: testPassword, ...rest });
      return await signIn(made.id, email);
    },
    async close() {
      await server.close();
      await platform.close();
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function send(
  server: FastifyInstance,
  method: Method,
  url: string,
  body: unknown,
  headers: Headers,
): Promise<Answer> {
  const request: InjectOptions = { method, url, headers, ...(body === undefined ? {} : { payload: body as object }) };
  const response = await server.inject(request);
  const isJson = String(response.headers['content-type']).startsWith('application/json');
  return {
    status: response.statusCode,
    json: isJson ? response.json() : undefined,
    text: response.body,
    headers: response.headers,
  };
}
