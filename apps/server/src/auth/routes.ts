import { updatePerson } from '@tangram/records';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import { serverError } from '../errors.ts';
import { personOf, refuseUnlessAdministrator } from '../http/person-of.ts';
import { attempts } from '../http/rate-limit.ts';
import { refuseOtherSites } from '../http/request-actor.ts';
import type { Platform } from '../platform.ts';
import { absence } from '../people/shapes.ts';

const email = Type.String({ format: 'email', maxLength: 254 });
const password = Type.String({ minLength: 1, maxLength: 1000 });
const name = Type.String({ minLength: 1, maxLength: 200 });
const language = Type.Union([Type.Literal('en'), Type.Literal('zh')]);
const zone = Type.String({ minLength: 1, maxLength: 100 });
const owner = Type.Object(
  { email, name, password, language: Type.Optional(language), zone: Type.Optional(zone) },
  { additionalProperties: false },
);
const workspaceChanges = Type.Object(
  {
    zone: Type.Optional(zone),
    language: Type.Optional(language),
    currency: Type.Optional(Type.String({ pattern: '^[A-Z]{3}$' })),
    calendar: Type.Optional(Type.Unsafe<'weekdays' | 'china'>({ enum: ['weekdays', 'china'] })),
    weekStart: Type.Optional(Type.Unsafe<1 | 6 | 7>({ enum: [1, 6, 7] })),
  },
  { additionalProperties: false },
);
const credentials = Type.Object({ email: Type.String({ maxLength: 254 }), password }, { additionalProperties: false });
const ownChanges = Type.Object(
  {
    name: Type.Optional(name),
    language: Type.Optional(language),
    ...absence,
    password: Type.Optional(Type.Object({ current: password, new: password }, { additionalProperties: false })),
  },
  { additionalProperties: false },
);
const newKey = Type.Object(
  { title: name, expires_in_days: Type.Optional(Type.Integer({ minimum: 1, maximum: 3650 })) },
  { additionalProperties: false },
);

/** The first account, signing in and out, who I am, my API keys. */
export async function authRoutes(server: FastifyInstance, platform: Platform): Promise<void> {
  const { auth } = platform;
  const tags = ['session'];

  server.get(
    '/api/setup',
    {
      config: { isOpen: true },
      schema: { summary: 'Whether the first account is still to be made, and whether I am signed in', tags },
    },
    async (request) => ({
      needed: await auth.needsSetup(),
      signedIn: request.signedIn !== null,
    }),
  );

  server.post<{ Body: Static<typeof owner> }>(
    '/api/setup',
    {
      config: { isOpen: true, rateLimit: attempts(20) },
      schema: { summary: 'Makes the first account, an administrator, and signs it in', tags, body: owner },
    },
    async (request, reply) => {
      refuseOtherSites(request, platform.config.publicUrl);
      const { language: spoken, zone: own, ...person } = request.body;
      await auth.setUp(person);
      // Where and how the first person lives is the best guess for the whole workspace.
      await platform.saveWorkspace({
        ...(spoken === undefined ? {} : { language: spoken }),
        ...(own === undefined ? {} : { zone: own }),
      });
      const { cookies } = await auth.signIn(request.body.email, request.body.password, headersOf(request));
      return reply
        .code(201)
        .header('set-cookie', [...cookies])
        .send({});
    },
  );

  server.post<{ Body: Static<typeof credentials> }>(
    '/api/session',
    { config: { isOpen: true, rateLimit: attempts(10) }, schema: { summary: 'Signs in', tags, body: credentials } },
    async (request, reply) => {
      refuseOtherSites(request, platform.config.publicUrl);
      const { cookies, actor } = await auth.signIn(request.body.email, request.body.password, headersOf(request));
      return reply.header('set-cookie', [...cookies]).send({ id: actor.userId, name: actor.name });
    },
  );

  server.delete(
    '/api/session',
    { config: { isOpen: true }, schema: { summary: 'Signs out', tags } },
    async (request, reply) => {
      const cookies = await auth.signOut(request.headers.cookie ?? '');
      return reply
        .code(204)
        .header('set-cookie', [...cookies])
        .send();
    },
  );

  server.get('/api/me', { schema: { summary: 'Who is signed in, and the workspace', tags } }, async (request) => {
    const me = await platform.people.one(personOf(request));
    const { workspace } = platform.catalog();
    const { roles, groups } = request.actor;
    return {
      id: me.id,
      name: me.name,
      email: me.email ?? '',
      language: me.language,
      absent_from: me.absent_from,
      absent_until: me.absent_until,
      isAdministrator: me.is_administrator,
      roles,
      groups,
      workspace,
    };
  });

  server.patch<{ Body: Static<typeof ownChanges> }>(
    '/api/me',
    {
      config: { rateLimit: attempts(30) },
      schema: { summary: 'Changes my name, language, password or the days on which I am away', tags, body: ownChanges },
    },
    async (request, reply) => {
      const { password: passwords, absent_from: absentFrom, absent_until: absentUntil = null, ...own } = request.body;
      const changes = { ...own, ...(absentFrom === undefined ? {} : { absentFrom, absentUntil }) };
      const id = personOf(request);
      if (passwords === undefined) {
        await updatePerson(platform.db, id, changes);
        auth.forget();
        return {};
      }
      // Asked again: whoever finds an open browser must not be able to lock its owner out.
      const address = (await platform.people.one(id)).email;
      if (address === null) throw serverError('AUTH_FAILED');
      await auth.signIn(address, passwords.current, headersOf(request));
      await platform.db.transaction().execute(async (trx) => {
        await updatePerson(trx, id, changes);
        await auth.setPassword(trx, id, passwords.new);
      });
      auth.forget();
      const { cookies } = await auth.signIn(address, passwords.new, headersOf(request));
      return reply.header('set-cookie', [...cookies]).send({});
    },
  );

  server.patch<{ Body: Static<typeof workspaceChanges> }>(
    '/api/workspace',
    {
      schema: {
        summary: 'Changes time zone, week, working days, language and currency of the workspace (administrators)',
        tags,
        body: workspaceChanges,
      },
    },
    async (request) => {
      refuseUnlessAdministrator(request);
      await platform.saveWorkspace(request.body);
      return platform.catalog().workspace;
    },
  );

  server.get(
    '/api/keys',
    { schema: { summary: 'My API keys, without the keys themselves', tags } },
    async (request) => ({
      rows: await auth.keys(personOf(request)),
    }),
  );

  server.post<{ Body: Static<typeof newKey> }>(
    '/api/keys',
    { schema: { summary: 'Makes an API key; it is shown in this answer only', tags, body: newKey } },
    async (request, reply) => {
      const { title, expires_in_days: days } = request.body;
      return reply.code(201).send(await auth.createKey(personOf(request), title, days));
    },
  );

  server.delete<{ Params: { id: string } }>(
    '/api/keys/:id',
    { schema: { summary: 'Revokes an API key at once', tags } },
    async (request, reply) => {
      await auth.removeKey(personOf(request), request.params.id);
      return reply.code(204).send();
    },
  );
}

/** What better-auth keeps with a session: where it was opened and with what. */
function headersOf(request: FastifyRequest): Headers {
  return new Headers({ 'user-agent': request.headers['user-agent'] ?? '', 'x-forwarded-for': request.ip });
}
