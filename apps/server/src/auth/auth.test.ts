import { type Answer, openTestPlatform, type TestPlatform, testPassword } from '@tangram/tests/platform';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

let product: TestPlatform;
beforeAll(async () => {
  product = await openTestPlatform({ isServing: true });
});
afterAll(() => product.close());

const cookieOf = (answer: Answer) =>
  [answer.headers['set-cookie'] ?? []]
    .flat()
    .map((line) => line.split(';')[0])
    .join('; ');

test('the first account is made once only, also when two come at once', async () => {
  expect(await product.visit('GET', '/api/setup')).toMatchObject({ json: { needed: false } });
  const again = { name: 'Second', email: 'second@example.com', password: testPassword };
  expect(await product.visit('POST', '/api/setup', again)).toMatchObject({
    status: 409,
    json: { problems: [{ code: 'AUTH_SETUP_DONE' }] },
  });
});

test('signing in gives a cookie that scripts cannot read and other sites cannot send', async () => {
  const answer = await product.visit('POST', '/api/session', { email: 'OWNER@example.com', password: testPassword });
  expect(answer.status).toBe(200);
  expect(String(answer.headers['set-cookie'])).toMatch(/HttpOnly.*SameSite=Lax|SameSite=Lax.*HttpOnly/i);
  const me = await product.visit('GET', '/api/me', undefined, { cookie: cookieOf(answer) });
  expect(me.json).toMatchObject({ email: 'owner@example.com', isAdministrator: true, workspace: { currency: 'CNY' } });
});

test('a wrong password and an unknown address are told apart by nobody', async () => {
  const wrong = await product.visit('POST', '/api/session', { email: 'owner@example.com', password: 'wrong' });
  const unknown = await product.visit('POST', '/api/session', { email: 'nobody@example.com', password: 'wrong' });
  expect(wrong).toMatchObject({ status: 401, json: { problems: [{ code: 'AUTH_FAILED' }] } });
  expect(unknown.json).toEqual(wrong.json);
});

test('attempts are limited for each account', async () => {
  const statuses: number[] = [];
  for (let attempt = 0; attempt < 12; attempt++) {
    statuses.push(
      (await product.visit('POST', '/api/session', { email: 'guessed@example.com', password: 'x' })).status,
    );
  }
  expect(statuses.filter((status) => status === 429)).toHaveLength(2);
  expect(
    (await product.visit('POST', '/api/session', { email: 'owner@example.com', password: testPassword })).status,
  ).toBe(200);
});

test('a session ends at once when one signs out', async () => {
  const { cookie } = await product.person('Leaving');
  const ask = async () => (await product.visit('GET', '/api/me', undefined, { cookie })).status;
  expect(await ask()).toBe(200);
  expect((await product.visit('DELETE', '/api/session', undefined, { cookie })).status).toBe(204);
  expect(await ask()).toBe(401);
});

test('requests that come at once share one look at the session, and each hears of the renewed cookie', async () => {
  const { id, cookie } = await product.person('Busy');
  const { auth, pool } = product.platform;
  await pool.query(`update tangram.auth_session set expires_at = now() + interval '28 days' where user_id = $1`, [id]);
  auth.forget();
  const taken = vi.spyOn(pool, 'connect');
  const renewed: string[] = [];
  const asked = Array.from({ length: 20 }, () =>
    auth.actorOfCookie(cookie, (cookies) => void renewed.push(...cookies)),
  );
  const people = await Promise.all(asked);
  expect(taken.mock.calls.length).toBeLessThan(20);
  taken.mockRestore();
  expect(people.map((person) => person?.name)).toEqual(people.map(() => 'Busy'));
  expect(renewed).toHaveLength(20);
  expect(new Set(renewed).size).toBe(1);
});

test('a session that ended unheard is over within seconds, also for somebody who never pauses', async () => {
  const { id, cookie } = await product.person('Steady');
  const ask = async () => (await product.visit('GET', '/api/me', undefined, { cookie })).status;
  expect(await ask()).toBe(200);
  await product.platform.pool.query('update tangram.auth_session set expires_at = now() where user_id = $1', [id]);
  await expect.poll(ask, { interval: 100, timeout: 8000 }).toBe(401);
});

test('somebody deactivated is out at once and cannot come back', async () => {
  const person = await product.person('Gone');
  expect((await person.ask('GET', '/api/me')).status).toBe(200);
  expect((await product.owner.ask('PATCH', `/api/people/${person.id}`, { is_active: false })).status).toBe(200);
  expect((await person.ask('GET', '/api/me')).status).toBe(401);
  const again = await product.visit('POST', '/api/session', { email: person.email, password: testPassword });
  expect(again.status).toBe(401);
});

test('a right taken away by another process is gone at once', async () => {
  const person = await product.person('Other');
  await product.owner.ask('PATCH', `/api/people/${person.id}`, { is_administrator: true });
  expect((await person.ask('POST', '/api/groups', { title: 'A' })).status).toBe(201);
  await product.platform.pool.query('update tangram.person set is_administrator = false where id = $1', [person.id]);
  await expect.poll(async () => (await person.ask('POST', '/api/groups', { title: 'B' })).status).toBe(403);
});

test('an API key acts for its person until it is revoked', async () => {
  const made = await product.owner.ask('POST', '/api/keys', { title: 'Integration' });
  expect(made).toMatchObject({ status: 201, json: { title: 'Integration' } });
  const headers = { authorization: `Bearer ${made.json.key}` };
  expect((await product.visit('GET', '/api/me', undefined, headers)).json.email).toBe('owner@example.com');
  expect((await product.owner.ask('GET', '/api/keys')).json.rows).toHaveLength(1);
  expect((await product.owner.ask('DELETE', `/api/keys/${made.json.id}`)).status).toBe(204);
  expect(await product.visit('GET', '/api/me', undefined, headers)).toMatchObject({
    status: 401,
    json: { problems: [{ code: 'AUTH_KEY_INVALID' }] },
  });
});

test('a write that comes from a page of another site is refused', async () => {
  const foreign = { origin: 'https://evil.example', host: 'localhost:3000' };
  const own = { origin: 'http://localhost:3000', host: 'localhost:3000' };
  const refused = await product.owner.ask('POST', '/api/groups', { title: 'X' }, foreign);
  expect(refused).toMatchObject({ status: 403, json: { problems: [{ code: 'AUTH_CROSS_SITE' }] } });
  expect((await product.owner.ask('POST', '/api/groups', { title: 'X' }, own)).status).toBe(201);
  expect((await product.owner.ask('GET', '/api/groups', undefined, foreign)).status).toBe(200);
});

test('a new password needs the old one and ends other sessions', async () => {
  const person = await product.person('Changing');
  const password = { current: 'wrong', new: 'a new long password' };
  expect((await person.ask('PATCH', '/api/me', { password })).status).toBe(401);
  const changed = await person.ask('PATCH', '/api/me', {
    password: { ...password, current: testPassword },
    language: 'zh',
  });
  expect(changed.status).toBe(200);
  expect((await person.ask('GET', '/api/me')).status).toBe(401);
  const me = await product.visit('GET', '/api/me', undefined, { cookie: cookieOf(changed) });
  expect(me.json).toMatchObject({ name: 'Changing', language: 'zh' });
});

test('passwords that are too short or too long are refused', async () => {
  const make = (password: string) =>
    product.owner.ask('POST', '/api/people', { name: 'P', email: 'p@example.com', password });
  expect(await make('short')).toMatchObject({
    status: 400,
    json: { problems: [{ code: 'AUTH_PASSWORD_SHORT', path: '/password' }] },
  });
  expect(await make('x'.repeat(129))).toMatchObject({
    status: 400,
    json: { problems: [{ code: 'AUTH_PASSWORD_LONG' }] },
  });
});

test('the tables are those that better-auth asks for', async () => {
  const { createBetterAuth } = await import('./better-auth.ts');
  const { getMigrations } = await import('better-auth/db/migration');
  const { db, newId } = product.platform;
  const { options } = createBetterAuth({ db, secret: 'x'.repeat(32), publicUrl: 'http://localhost', newId });
  const { toBeCreated, toBeAdded } = await getMigrations(options);
  expect({ toBeCreated, toBeAdded }).toEqual({ toBeCreated: [], toBeAdded: [] });
});

test('the settings of the workspace are changed by administrators only, and a zone must exist', async () => {
  const change = (body: object) => product.owner.ask('PATCH', '/api/workspace', body);
  expect((await change({ zone: 'Asia/Shanghai', currency: 'CNY', weekStart: 7 })).json).toMatchObject({
    zone: 'Asia/Shanghai',
    weekStart: 7,
  });
  expect((await product.owner.ask('GET', '/api/me')).json.workspace).toMatchObject({
    zone: 'Asia/Shanghai',
    weekStart: 7,
  });
  expect(await change({ zone: 'Mars/Olympus' })).toMatchObject({
    status: 400,
    json: { problems: [{ code: 'WORKSPACE_ZONE_UNKNOWN' }] },
  });
  expect((await change({ calendar: 'china' })).json).toMatchObject({ calendar: 'china', weekStart: 7 });
  expect(await change({ calendar: 'mars' })).toMatchObject({ status: 400 });
  expect(await change({ weekStart: 3 })).toMatchObject({ status: 400 });
  expect((await (await product.person('Nosy')).ask('PATCH', '/api/workspace', {})).status).toBe(403);
});
