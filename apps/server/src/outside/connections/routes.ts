import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import { personOf, refuseUnlessAdministrator } from '../../http/person-of.ts';
import { attempts } from '../../http/rate-limit.ts';
import type { Platform } from '../../platform.ts';
import { connectionKinds } from './kinds/index.ts';
import { connectionChanges, connectionPlace } from './shapes.ts';

type Place = { Params: Static<typeof connectionPlace> };

/** Where rules may send to. Secrets go in and never come out. */
export async function connectionRoutes(server: FastifyInstance, platform: Platform): Promise<void> {
  const { connections, outside, newId } = platform;
  const tags = ['connections'];
  const url = '/api/connections/:key';

  server.get(
    '/api/connections',
    { schema: { summary: 'Connections without their secrets, the kinds there are, and whether mail is set up', tags } },
    async (request) => {
      refuseUnlessAdministrator(request);
      const kinds = connectionKinds.map(({ kind, title, help, use, secretTitle }) => ({
        kind,
        title,
        help,
        use,
        secret_title: secretTitle,
      }));
      return { rows: await connections.list(), kinds, mail: { is_set_up: outside.mailer.isSetUp } };
    },
  );

  server.put<Place & { Body: Static<typeof connectionChanges> }>(
    url,
    {
      schema: {
        summary: 'Makes a connection or changes it; secrets that are left out stay as they were',
        tags,
        params: connectionPlace,
        body: connectionChanges,
      },
    },
    async (request) => {
      refuseUnlessAdministrator(request);
      await connections.save(request.params.key, request.body);
      return {};
    },
  );

  server.delete<Place>(
    url,
    { schema: { summary: 'Removes a connection; what still goes there fails visibly', tags, params: connectionPlace } },
    async (request) => {
      refuseUnlessAdministrator(request);
      await connections.remove(request.params.key);
      return {};
    },
  );

  server.post<Place>(
    `${url}/test`,
    {
      config: { rateLimit: attempts(20) },
      schema: { summary: 'Sends a test message through it and says how it went', tags, params: connectionPlace },
    },
    async (request) => {
      refuseUnlessAdministrator(request);
      await outside.test(request.params.key, newId());
      return {};
    },
  );

  server.post(
    '/api/mail/test',
    {
      config: { rateLimit: attempts(20) },
      schema: { summary: 'Sends me a test mail by the server of SMTP_URL and says how it went', tags },
    },
    async (request) => {
      refuseUnlessAdministrator(request);
      await outside.testMail(personOf(request), newId());
      return {};
    },
  );
}
