import { createHmac } from 'node:crypto';
import { openTestPlatform, type TestPlatform } from '@tangram/tests/platform';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openMailReceiver, type MailReceiver } from './testing/mail-receiver.ts';
import { openWebReceiver, type WebReceiver } from './testing/web-receiver.ts';

let product: TestPlatform;
let web: WebReceiver;
let post: MailReceiver;
let now = new Date('2026-11-22T08:00:00Z');

const form = {
  type: 'object',
  properties: {
    name: { field: { type: 'text', title: 'Name' } },
    email: { field: { type: 'email', title: 'E-mail' } },
    amount: { field: { type: 'number', title: 'Amount' } },
    score: { field: { type: 'number', title: 'Score' } },
  },
  form: { title: 'Lead', titleField: 'name', layout: [] },
};
const rule = (actions: object[]) => ({
  type: 'event',
  title: { en: 'Rule', zh: '规则' },
  form: 'lead',
  enabled: true,
  when: { type: 'created' },
  if: 'amount > 10',
  actions,
});
const call = {
  type: 'call-webhook',
  settings: {
    connection: 'erp',
    values: [
      { name: 'customer', value: 'name' },
      { name: 'double', value: 'amount * 2' },
    ],
  },
};
const chat = (connection: string, more: object = {}) => ({
  type: 'send-chat',
  settings: { connection, text: { en: 'Big lead {name}', zh: '大客户 {name}' }, ...more },
});
const mail = {
  type: 'send-mail',
  settings: {
    to: [
      { type: 'field', field: 'owner' },
      { type: 'address', field: 'email' },
    ],
    subject: { en: 'About {name}', zh: '关于{name}' },
    text: { en: 'Dear {name},\n.\nBcc: everybody@example.com', zh: '{name}：您好' },
  },
};
const signingSecret = 'erp signing secret';

async function publish(kind: string, key: string, definition: object) {
  const url = `/api/apps/crm/definitions/${kind}/${key}`;
  expect((await product.owner.ask('PUT', url, { definition })).json.problems).toEqual([]);
  expect((await product.owner.ask('POST', `${url}:publish`, { accept: true })).status).toBe(200);
}
const connect = (key: string, body: object) => product.owner.ask('PUT', `/api/connections/${key}`, body);
const lead = (values: object) => product.owner.ask('POST', '/api/apps/crm/records/lead', { values });
const deliveries = async () => (await product.owner.ask('GET', '/api/deliveries')).json.rows;
async function settle() {
  while ((await product.platform.outbox.work()) > 0);
}

beforeAll(async () => {
  web = await openWebReceiver();
  post = await openMailReceiver();
  product = await openTestPlatform({
    now: () => now,
    settings: { ALLOW_PRIVATE_HOOKS: '1', SMTP_URL: `smtp://127.0.0.1:${post.port}?from=crm@example.cn` },
  });
  await product.owner.ask('POST', '/api/apps', { title: 'CRM', key: 'crm' });
  await publish('form', 'lead', form);
  await connect('erp', {
    kind: 'web-call',
    title: 'ERP',
    url: `${web.url}/erp/token-1`,
    signing_secret: signingSecret,
  });
  await connect('sales', { kind: 'dingtalk', title: '销售群', url: `${web.url}/robot/send?access_token=t0ken` });
});
afterAll(async () => {
  await product.close();
  await web.close();
  await post.close();
});
beforeEach(async () => {
  await sql`truncate tangram.outbox`.execute(product.platform.db);
  web.received.length = 0;
  web.answer = { status: 200, body: '{"errcode":0}' };
  post.mails.length = 0;
  post.recipientAnswer = '250 ok';
});

describe('a rule that calls a webhook', () => {
  beforeEach(() => publish('rule', 'big', rule([call])));

  it('posts the named values once, signed, when the record is written and the condition holds', async () => {
    const made = await lead({ name: '大客户 "A"', amount: 20 });
    await lead({ name: 'small', amount: 1 });
    expect(made.status).toBe(201);
    await settle();
    expect(web.received).toHaveLength(1);
    const [{ path, headers, text, json } = { path: '', headers: {}, text: '', json: {} }] = web.received;
    expect(path).toBe('/erp/token-1');
    expect(json).toEqual({
      id: headers['idempotency-key'],
      app: 'crm',
      form: 'lead',
      record: made.json.id,
      rule: 'big',
      at: now.toISOString(),
      values: { customer: '大客户 "A"', double: 40 },
    });
    const seconds = now.getTime() / 1000;
    const expected = createHmac('sha256', signingSecret).update(`${seconds}.${text}`).digest('hex');
    expect(headers['tangram-signature']).toBe(`t=${seconds},v1=${expected}`);
    expect(await deliveries()).toEqual([]);
  });

  it('keeps the key when it is tried again, and shows meanwhile why it waits', async () => {
    web.answer = { status: 503, body: 'closed for lunch' };
    await lead({ name: 'A', amount: 20 });
    await settle();
    const [waiting] = await deliveries();
    expect(waiting).toMatchObject({ state: 'pending', kind: 'web-call', source: 'big', app: 'crm', attempts: 1 });
    expect(waiting.problem.message).toContain('closed for lunch');
    web.answer = { status: 200 };
    now = new Date(now.getTime() + 4000);
    await settle();
    expect(web.received).toHaveLength(2);
    expect(web.received[1]?.headers['idempotency-key']).toBe(web.received[0]?.headers['idempotency-key']);
    expect(await deliveries()).toEqual([]);
  });

  it('sends nothing when the write is undone, and nothing in a trial, an impact or a simulation', async () => {
    const { records, db } = product.platform;
    const { systemActor } = await import('@tangram/records');
    const undone = records.transaction(async (within) => {
      await within.create(systemActor(), { app: 'crm', form: 'lead', values: { name: 'A', amount: 20 } });
      throw new Error('changed my mind');
    });
    await expect(undone).rejects.toThrow('changed my mind');
    const definition = rule([call, chat('sales'), mail]);
    const sample = { type: 'values', values: { name: 'A', amount: 20, email: 'a@example.com' } };
    const trial = await product.owner.ask('POST', '/api/apps/crm/rules/big/test', { definition, sample });
    const done = [{ en: 'Calls ERP' }, { en: 'Sends a message to 销售群' }, { en: 'E-mails sent: 1' }];
    expect(trial.json).toMatchObject({ matched: 1, records: [{ done }] });
    expect((await product.owner.ask('POST', '/api/apps/crm/rules/big/impact', { definition })).status).toBe(200);
    await settle();
    expect(web.received).toEqual([]);
    expect((await sql`select id from tangram.outbox`.execute(db)).rows).toEqual([]);
  });

  it('orders the calls of many records by one statement', async () => {
    const rows = Array.from({ length: 500 }, (_, n) => ({ kind: 'create', values: { name: `Lead ${n}`, amount: 20 } }));
    const sent = await product.owner.ask('POST', '/api/apps/crm/records/lead:batch', { rows });
    expect(sent.status).toBe(200);
    await settle();
    expect(web.received).toHaveLength(500);
    expect(new Set(web.received.map(({ headers }) => headers['idempotency-key'])).size).toBe(500);
  });
});

describe('a rule that posts to a chat', () => {
  it('says it in the language of the workspace, with a link to the record', async () => {
    await publish('rule', 'big', rule([chat('sales')]));
    const { json } = await lead({ name: 'Acme', amount: 20 });
    await settle();
    expect(web.received).toMatchObject([{ path: '/robot/send?access_token=t0ken', json: { msgtype: 'text' } }]);
    const language = product.platform.catalog().workspace.language;
    const words = language === 'zh' ? '大客户 Acme' : 'Big lead Acme';
    expect(web.received[0]?.json.text.content).toBe(`${words}\nhttp://localhost:3000/apps/crm/forms/lead/${json.id}`);
  });

  it('fails visibly where the connection is missing or of another use, and goes on when it is made', async () => {
    await publish('rule', 'big', rule([chat('nowhere', { link: false }), chat('erp')]));
    await lead({ name: 'Acme', amount: 20 });
    await settle();
    const failed = await deliveries();
    expect(
      failed.map(({ state, problem }: { state: string; problem: { code: string } }) => [state, problem.code]),
    ).toEqual([
      ['failed', 'CONNECTION_USE'],
      ['failed', 'CONNECTION_UNKNOWN'],
    ]);
    await connect('nowhere', { kind: 'feishu', title: 'Late', url: `${web.url}/late` });
    web.answer = { status: 200, body: '{"code":0}' };
    expect((await product.owner.ask('POST', `/api/deliveries/${failed[1].id}/retry`)).status).toBe(200);
    expect((await product.owner.ask('POST', `/api/deliveries/${failed[0].id}/give-up`)).status).toBe(200);
    await settle();
    expect(web.received.map(({ path }) => path)).toEqual(['/late']);
    expect(await deliveries()).toEqual([]);
    expect((await product.owner.ask('POST', `/api/deliveries/${failed[0].id}/retry`)).status).toBe(404);
  });

  it('takes a refusal in the body for one', async () => {
    await publish('rule', 'big', rule([chat('sales')]));
    web.answer = { status: 200, body: '{"errcode":310000,"errmsg":"sign not match"}' };
    await lead({ name: 'Acme', amount: 20 });
    await settle();
    expect((await deliveries())[0].problem.message).toContain('sign not match');
  });

  it('warns before it is published that a connection is not there, and publishes all the same', async () => {
    const url = '/api/apps/crm/definitions/rule/warned';
    await product.owner.ask('PUT', url, { definition: rule([chat('not_made_yet')]) });
    const plan = await product.owner.ask('POST', `${url}:plan`, {});
    expect(plan.json.problems).toEqual([]);
    expect(plan.json.steps).toEqual([{ text: expect.stringContaining('not_made_yet'), level: 'warning' }]);
    expect((await product.owner.ask('POST', `${url}:publish`, {})).status).toBe(200);
    await product.owner.ask('DELETE', url, { accept: true });
  });
});

describe('a rule that sends mail', () => {
  beforeEach(() => publish('rule', 'big', rule([mail])));

  it('writes to each recipient by himself, and no text becomes a header', async () => {
    await lead({ name: 'Acme\r\nBcc: evil@example.com', email: 'buyer@example.com', amount: 20 });
    await settle();
    const receivers = post.mails.map(({ to }) => to.join());
    expect(receivers.toSorted()).toEqual(['buyer@example.com', 'owner@example.com']);
    for (const { from, text } of post.mails) {
      expect(from).toBe('crm@example.cn');
      const head = text.slice(0, text.indexOf('\r\n\r\n')).replaceAll(/\r\n[ \t]+/g, ' ');
      expect(head.split('\r\n').filter((line) => /^bcc:/i.test(line))).toEqual([]);
      expect(head).toMatch(/^Message-ID: <[0-9a-f-]+@tangram>$/m);
    }
    const colleague = post.mails.find(({ to }) => to[0] === 'owner@example.com')?.text ?? '';
    const customer = post.mails.find(({ to }) => to[0] === 'buyer@example.com')?.text ?? '';
    expect(decoded(colleague)).toContain('/apps/crm/forms/lead/');
    expect(decoded(customer)).not.toContain('/apps/crm/');
  });

  it('tries again what the server refuses for now, and not what it refuses for good', async () => {
    post.recipientAnswer = '451 come back later';
    await lead({ name: 'Acme', amount: 20 });
    await settle();
    expect((await deliveries())[0]).toMatchObject({ state: 'pending', problem: { code: 'MAIL_REFUSED' } });
    now = new Date(now.getTime() + 4000);
    post.recipientAnswer = '550 no such mailbox';
    await settle();
    expect((await deliveries())[0]).toMatchObject({ state: 'failed', problem: { code: 'MAIL_REFUSED' } });
    post.recipientAnswer = '250 ok';
    await product.owner.ask('POST', `/api/deliveries/${(await deliveries())[0].id}/retry`);
    await settle();
    expect(post.mails).toHaveLength(1);
  });

  it('is tried by a test mail to oneself', async () => {
    expect((await product.owner.ask('POST', '/api/mail/test')).status).toBe(200);
    expect(post.mails.map(({ to }) => to)).toEqual([['owner@example.com']]);
  });

  it('says what is wrong with an address that could carry headers or be a list', async () => {
    const { mailer } = product.platform.outside;
    for (const to of [
      'a@example.com, b@example.com',
      'a@example.com\r\nBcc: b@example.com',
      'A <a@example.com>',
      'nobody',
    ]) {
      await expect(mailer.send({ to, subject: 'x', text: 'x', key: 'k' })).rejects.toMatchObject({
        problems: [{ code: 'MAIL_ADDRESS' }],
      });
    }
    expect(post.mails).toEqual([]);
  });
});

describe('a connection', () => {
  it('never shows its secrets, in no answer, export, table or trace', async () => {
    await publish('rule', 'big', rule([call, chat('sales')]));
    await lead({ name: 'Acme', amount: 20 });
    web.answer = { status: 500, body: 'no' };
    await settle();
    const answers = [
      await product.owner.ask('GET', '/api/connections'),
      await product.owner.ask('GET', '/api/deliveries'),
      await product.owner.ask('GET', '/api/apps/crm/definitions/rule/big'),
    ];
    const { rows } = await sql<{ text: string }>`
      select (select json_agg(c)::text from tangram.connection c) || (select json_agg(o)::text from tangram.outbox o) as text`.execute(
      product.platform.db,
    );
    const exported = JSON.stringify(product.platform.apps.export('crm'));
    for (const text of [...answers.map((answer) => answer.text), rows[0]?.text ?? '', exported]) {
      expect(text).not.toBe('');
      for (const secret of [signingSecret, 'token-1', 't0ken']) expect(text).not.toContain(secret);
    }
    expect(answers[0]?.json.rows).toMatchObject([
      { key: 'erp', kind: 'web-call', use: 'web-call', host: web.url, has_signing_secret: true },
      { key: 'nowhere', kind: 'feishu' },
      { key: 'sales', kind: 'dingtalk', use: 'chat', title: '销售群', has_signing_secret: false },
    ]);
  });

  it('keeps its secrets when only its title is changed, and gives them up with its kind', async () => {
    await connect('erp', { kind: 'web-call', title: 'New ERP' });
    expect((await product.owner.ask('POST', '/api/connections/erp/test')).status).toBe(200);
    expect(web.received).toMatchObject([{ path: '/erp/token-1', json: { test: true } }]);
    expect(web.received[0]?.headers['tangram-signature']).toBeDefined();
    const moved = await connect('erp', { kind: 'slack', title: 'New ERP' });
    expect(moved).toMatchObject({ status: 400, json: { problems: [{ code: 'CONNECTION_SECRET_MISSING' }] } });
    await connect('erp', { kind: 'web-call', title: 'ERP', signing_secret: null });
    await product.owner.ask('POST', '/api/connections/erp/test');
    expect(web.received[1]?.headers['tangram-signature']).toBeUndefined();
    await connect('erp', { kind: 'web-call', title: 'ERP', signing_secret: signingSecret });
  });

  it('opens only with the SECRET and in the place it was kept with', async () => {
    const { db } = product.platform;
    await connect('copied', { kind: 'web-call', title: 'x', url: `${web.url}/other` });
    await sql`update tangram.connection set secrets = (select secrets from tangram.connection where key = 'erp')
      where key = 'copied'`.execute(db);
    const answer = await product.owner.ask('POST', '/api/connections/copied/test');
    expect(answer).toMatchObject({ status: 409, json: { problems: [{ code: 'CONNECTION_SEALED' }] } });
    expect(web.received).toEqual([]);
    expect((await product.owner.ask('DELETE', '/api/connections/copied')).status).toBe(200);
    expect((await product.owner.ask('DELETE', '/api/connections/copied')).status).toBe(404);
  });

  it('belongs to administrators', async () => {
    const clerk = await product.person('Clerk');
    for (const [method, url] of [
      ['GET', '/api/connections'],
      ['PUT', '/api/connections/x'],
      ['DELETE', '/api/connections/erp'],
      ['POST', '/api/connections/erp/test'],
      ['POST', '/api/mail/test'],
      ['GET', '/api/deliveries'],
      ['POST', '/api/deliveries/1/retry'],
      ['POST', '/api/deliveries/1/give-up'],
    ] as const) {
      const body = method === 'PUT' ? { kind: 'slack', title: 'x', url: web.url } : undefined;
      expect([url, (await clerk.ask(method, url, body)).status]).toEqual([url, 403]);
    }
  });
});

it('sends within moments of the commit, from whatever process is serving', async () => {
  const serving = await openTestPlatform({ isServing: true, settings: { ALLOW_PRIVATE_HOOKS: '1' } });
  try {
    const { outbox, db } = serving.platform;
    await serving.owner.ask('PUT', '/api/connections/inner', { kind: 'web-call', title: 'x', url: `${web.url}/inner` });
    // The worker has looked and sleeps for two seconds.
    await new Promise((resolve) => setTimeout(resolve, 200));
    const request = { connection: 'inner', body: {} };
    const begun = Date.now();
    await outbox.enqueue(db, [{ kind: 'web-call', request, app: 'crm', form: 'lead', record: null, source: 'r' }]);
    await expect.poll(() => web.received.length, { interval: 10 }).toBe(1);
    expect(Date.now() - begun).toBeLessThan(1000);
  } finally {
    await serving.close();
  }
});

it('says so when no mail server is set up, and refuses private receivers unless they are allowed', async () => {
  const strict = await openTestPlatform({ now: () => now });
  try {
    const { outbox, db } = strict.platform;
    await strict.owner.ask('PUT', '/api/connections/inner', { kind: 'web-call', title: 'x', url: `${web.url}/inner` });
    expect((await strict.owner.ask('POST', '/api/connections/inner/test')).json.problems).toMatchObject([
      { code: 'OUTSIDE_PRIVATE' },
    ]);
    const request = { person: strict.owner.id, subject: 'x', text: 'x' };
    await outbox.enqueue(db, [{ kind: 'mail', request, app: 'crm', form: 'lead', record: null, source: 'r' }]);
    await outbox.work();
    const { rows } = (await strict.owner.ask('GET', '/api/deliveries')).json;
    expect(rows).toMatchObject([{ state: 'failed', attempts: 1, problem: { code: 'MAIL_NOT_SET_UP' } }]);
    expect(rows[0].problem.hint).toContain('SMTP_URL');
    expect(web.received).toEqual([]);
  } finally {
    await strict.close();
  }
});

/** A body as its reader sees it: quoted-printable and base64 undone. */
function decoded(mail: string): string {
  const body = mail.slice(mail.indexOf('\r\n\r\n') + 4);
  if (/content-transfer-encoding: base64/i.test(mail)) return Buffer.from(body, 'base64').toString('utf8');
  return body
    .replaceAll(/=\r\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
