import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestPlatform, type TestPerson, type TestPlatform } from '../support/platform.ts';

let product: TestPlatform;
let owner: TestPerson;
let now = new Date('2026-11-02T02:00:00Z');

const text = (title: string) => ({ field: { type: 'text', title } });
const forms = {
  customer: {
    type: 'object',
    properties: {
      name: text('Name'),
      email: text('E-mail'),
      level: text('Level'),
      interest: { field: { type: 'number', title: 'Interest' } },
      renewal: { field: { type: 'date', title: 'Renewal' } },
    },
    form: { title: { en: 'Customer', zh: '客户' }, layout: [] },
  },
  visit: {
    type: 'object',
    properties: {
      note: text('Note'),
      customer: { field: { type: 'reference', title: 'Customer', settings: { form: 'customer' } } },
    },
    form: { title: { en: 'Visit', zh: '拜访' }, layout: [] },
  },
};

const rule = (when: object, actions: object[], more: object = {}) => ({
  type: 'event',
  title: { en: 'Rule', zh: '规则' },
  form: 'customer',
  enabled: true,
  when,
  actions,
  ...more,
});
const points = (n: number) => ({ type: 'add-points', settings: { field: 'interest', points: n } });

const rules = {
  quiet: rule(
    { type: 'idle', days: 3, records: { form: 'visit', field: 'customer' } },
    [
      {
        type: 'create-task',
        settings: {
          title: { en: 'Call {name}', zh: '联系{name}' },
          assignees: [{ type: 'field', field: 'owner' }],
          dueDays: 1,
        },
      },
    ],
    { if: 'level != "lost"' },
  ),
  renewal: rule({ type: 'date', field: 'renewal', days: -60, at: '09:00' }, [points(1000)]),
  weekly: rule({ type: 'schedule', cron: '0 9 * * 1' }, [points(100)], { if: 'level = "A"' }),
  pricing: rule({ type: 'event', name: 'pricing-visit' }, [points(10)], { if: 'event.seconds > 30' }),
  promote: rule({ type: 'button', title: { en: 'Promote', zh: '升级' } }, [
    { type: 'set-fields', settings: { fields: [{ field: 'level', value: '"A"' }] } },
  ]),
};

beforeAll(async () => {
  product = await openTestPlatform({ now: () => now });
  owner = product.owner;
  expect((await owner.ask('POST', '/api/apps', { key: 'shop', title: 'Shop' })).status).toBeLessThan(300);
  for (const [key, form] of Object.entries(forms)) await publish('form', key, form);
  for (const [key, definition] of Object.entries(rules)) await publish('rule', key, definition);
});
afterAll(() => product.close());

async function publish(kind: string, key: string, definition: unknown): Promise<void> {
  const address = `/api/apps/shop/definitions/${kind}/${key}`;
  expect((await owner.ask('PUT', address, { definition })).json.problems).toEqual([]);
  expect((await owner.ask('POST', `${address}:publish`, {})).status).toBeLessThan(300);
}

/** Moves the clock, then does all there is to do, as the background workers of a server do. */
async function at(instant: string): Promise<void> {
  now = new Date(instant);
  const { platform } = product;
  for (let round = 0; round < 50; round++) {
    const { rules, flows, outbox, records } = platform;
    const done = (await rules.work(records)) + (await flows.work()) + (await outbox.work());
    if (done === 0) return;
  }
  throw new Error('The work has no end.');
}

async function create(form: string, values: object): Promise<string> {
  return (await owner.ask('POST', `/api/apps/shop/records/${form}`, { values })).json.id;
}
const customer = async (id: string) => (await owner.ask('GET', `/api/apps/shop/records/customer/${id}`)).json;
const tasks = async () =>
  (await owner.ask('GET', '/api/tasks')).json.rows.map((task: { title: unknown }) => task.title);

describe('days go by', () => {
  it('and a customer nobody visited becomes a task once, in the language of who reads it; a visit puts it off', async () => {
    await at('2026-11-02T02:00:00Z');
    const acme = await create('customer', { name: 'Acme' });
    const lost = await create('customer', { name: 'Lost', level: 'lost' });
    const seen = await create('customer', { name: 'Seen' });
    await at('2026-11-04T02:00:00Z');
    await create('visit', { note: 'hello', customer: seen });
    expect(await tasks()).toEqual([]);
    await at('2026-11-05T02:00:00Z');
    expect(await tasks()).toEqual([{ en: 'Call Acme', zh: '联系Acme' }]);
    await at('2026-11-07T02:00:00Z');
    expect(await tasks()).toHaveLength(2);
    await at('2026-11-30T02:00:00Z');
    expect(await tasks()).toHaveLength(2);
    // No longer lost, and still nobody was there.
    await owner.ask('PATCH', `/api/apps/shop/records/customer/${lost}`, { values: { level: null } });
    await at('2026-11-30T02:00:01Z');
    expect(await tasks()).toHaveLength(3);
    await create('visit', { customer: acme });
    await at('2026-12-03T02:00:01Z');
    expect(await tasks()).toHaveLength(4);
    const [task] = (await owner.ask('GET', `/api/tasks?record=${acme}`)).json.rows;
    expect(task).toMatchObject({
      kind: 'task',
      flow_title: { en: 'Rule', zh: '规则' },
      record: { id: acme, title: 'Acme' },
    });
    expect((await owner.ask('POST', `/api/tasks/${task.id}/complete`, {})).status).toBe(200);
    await at('2026-12-03T02:00:02Z');
    expect((await owner.ask('GET', `/api/runs/${task.run}`)).json.state).toBe('done');
  });

  it('and a renewal is told of 60 days before, at nine where the workspace is', async () => {
    await at('2026-12-04T00:00:00Z');
    const id = await create('customer', { name: 'Renewing', renewal: '2027-02-10' });
    await at('2026-12-12T08:59:59Z');
    expect((await customer(id)).interest).toBeNull();
    await at('2026-12-12T09:00:00Z');
    expect((await customer(id)).interest).toBe(1000);
    await at('2026-12-13T09:00:00Z');
    expect((await customer(id)).interest).toBe(1000);
  });

  it('and a schedule comes once for the Mondays that were missed', async () => {
    await at('2026-12-13T10:00:00Z');
    const id = await create('customer', { name: 'Weekly', level: 'A' });
    await at('2026-12-14T09:00:00Z');
    expect((await customer(id)).interest).toBe(100);
    await at('2027-01-20T00:00:00Z');
    expect((await customer(id)).interest).toBe(200);
  });
});

describe('events and buttons', () => {
  it('come over the interface, by key too, each once; a single one that fails says why', async () => {
    const id = await create('customer', { name: 'Visitor', email: 'v@example.com' });
    const key = await owner.ask('POST', '/api/keys', { title: 'website' });
    const headers = { authorization: `Bearer ${key.json.key}` };
    const send = (body: object) => product.visit('POST', '/api/apps/shop/events', body, headers);
    const event = (seconds: number, more: object = {}) => ({
      form: 'customer',
      record: { field: 'email', value: 'v@example.com' },
      name: 'pricing-visit',
      data: { seconds },
      ...more,
    });
    const first = await send(event(60, { id: 'a' }));
    expect([first.status, first.json]).toEqual([
      201,
      { stored: true, id: expect.any(String), record: id, repeated: false },
    ]);
    const again = await send(event(60, { id: 'a' }));
    expect([again.status, again.json.repeated]).toEqual([200, true]);
    const many = await send({ events: [event(5), event(90), event(60, { record: { field: 'email', value: 'x' } })] });
    expect(many.json.rows.map((row: { stored: boolean }) => row.stored)).toEqual([true, true, false]);
    expect((await customer(id)).interest).toBe(20);
    const wrong = await send(event(60, { form: 'custmer' }));
    expect([wrong.status, wrong.json.problems[0]]).toMatchObject([
      400,
      { code: 'RULE_FORM_UNKNOWN', path: '/form', hint: 'Did you mean "customer"?' },
    ]);
    expect((await send(event(1, { name: '~timer' }))).status).toBe(400);
    expect((await product.visit('POST', '/api/apps/shop/events', event(1))).status).toBe(401);
  });

  it('a button is offered on the form, runs its rule, and is refused to who may not', async () => {
    const id = await create('customer', { name: 'Pressed' });
    expect((await owner.ask('GET', '/api/apps/shop/forms/customer/buttons')).json.rows).toEqual([
      { rule: 'promote', title: { en: 'Promote', zh: '升级' }, confirm: null },
    ]);
    const pressed = await owner.ask('POST', `/api/apps/shop/records/customer/${id}/buttons/promote`, {});
    expect([pressed.status, pressed.json, (await customer(id)).level]).toEqual([200, { ran: true }, 'A']);
    const stranger = await product.person('Stranger');
    expect((await stranger.ask('GET', '/api/apps/shop/forms/customer/buttons')).json.rows).toEqual([]);
    expect((await stranger.ask('POST', `/api/apps/shop/records/customer/${id}/buttons/promote`, {})).status).toBe(403);
    expect((await owner.ask('POST', `/api/apps/shop/records/customer/${id}/buttons/nope`, {})).status).toBe(404);
  });
});
