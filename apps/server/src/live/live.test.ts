import { openTestPlatform, type TestPerson, type TestPlatform } from '@tangram/tests/platform';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPlatform } from '../platform.ts';

let product: TestPlatform;
let address: string;
beforeAll(async () => {
  product = await openTestPlatform({ isServing: true });
  address = await product.server.listen({ port: 0, host: '127.0.0.1' });
  await product.owner.ask('POST', '/api/apps', { title: 'Live', key: 'live' });
  const definition = {
    type: 'object',
    properties: { name: { field: { type: 'text', title: 'N' } } },
    form: { title: 'T', layout: [{ type: 'field', field: 'name' }] },
  };
  await product.owner.ask('PUT', '/api/apps/live/definitions/form/thing', { definition });
  await product.owner.ask('POST', '/api/apps/live/definitions/form/thing:publish', {});
});
afterAll(() => product.close());

async function listen(person: TestPerson) {
  const controller = new AbortController();
  const response = await fetch(`${address}/api/events`, {
    headers: { cookie: person.cookie },
    signal: controller.signal,
  });
  const heard: string[] = [];
  void (async () => {
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>)
      heard.push(new TextDecoder().decode(chunk));
  })().catch(() => {});
  return { response, heard: () => heard.join(''), close: () => controller.abort() };
}

test('a page hears of records that change, also in another process, and only of those it may see', async () => {
  const stranger = await product.person('Stranger');
  const [mine, theirs] = [await listen(product.owner), await listen(stranger)];
  expect(mine.response.headers.get('content-type')).toContain('text/event-stream');
  const { json } = await product.owner.ask('POST', '/api/apps/live/records/thing', { values: { name: 'x' } });
  await expect.poll(mine.heard).toContain(`event: records\ndata: {"app":"live","form":"thing","ids":["${json.id}"]}`);

  const other = await createPlatform(product.platform.config, { log: console, isServing: false, connections: 2 });
  const actor = await other.auth.actor(product.owner.id);
  if (actor === null) throw new Error('The owner is there.');
  const made = await other.records.create(actor, { app: 'live', form: 'thing', values: { name: 'y' } });
  await expect.poll(mine.heard).toContain(made.id);
  await other.close();
  expect(theirs.heard()).not.toContain('event: records');
  mine.close();
  theirs.close();
});

test('a message to a person is heard by that person alone, and read once', async () => {
  const reader = await product.person('Reader');
  const [mine, theirs] = [await listen(product.owner), await listen(reader)];
  await product.platform.notifications.notify(product.platform.db, {
    to: [reader.id],
    title: { en: 'Hello', zh: '你好' },
    link: '/inbox',
  });
  await expect.poll(theirs.heard).toContain('event: inbox');
  expect(mine.heard()).not.toContain('event: inbox');
  const { rows } = (await reader.ask('GET', '/api/notifications')).json;
  expect(rows).toMatchObject([{ title: { zh: '你好' }, link: '/inbox', read_at: null }]);
  expect((await product.owner.ask('POST', `/api/notifications/${rows[0].id}/read`)).status).toBe(404);
  expect((await reader.ask('POST', `/api/notifications/${rows[0].id}/read`)).status).toBe(200);
  expect((await reader.ask('GET', '/api/notifications')).json.rows[0].read_at).not.toBe(null);
  mine.close();
  theirs.close();
});

test('publishing is heard by every page', async () => {
  const page = await listen(product.owner);
  await product.owner.ask('PUT', '/api/apps/live/definitions/form/thing2', {
    definition: {
      type: 'object',
      properties: { a: { field: { type: 'text', title: 'A' } } },
      form: { title: 'B', layout: [{ type: 'field', field: 'a' }] },
    },
  });
  await product.owner.ask('POST', '/api/apps/live/definitions/form/thing2:publish', {});
  await expect.poll(page.heard).toContain('event: definitions\ndata: {"app":"live"}');
  page.close();
});

test('goes on listening after its connection to the database was cut', async () => {
  const page = await listen(product.owner);
  await product.platform.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'tangram live' and datname = current_database()`,
  );
  await expect
    .poll(
      async () => {
        await product.owner.ask('POST', '/api/apps/live/records/thing', { values: { name: 'again' } });
        return page.heard();
      },
      { timeout: 8000, interval: 300 },
    )
    .toContain('event: records');
  page.close();
});
