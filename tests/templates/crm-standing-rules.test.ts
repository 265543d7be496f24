import { openTestPlatform, type TestPerson, type TestPlatform } from '@tangram/tests/platform';
import { afterAll, beforeAll, expect, it } from 'vitest';

let product: TestPlatform;
let owner: TestPerson;
let ann: TestPerson;
let mia: TestPerson;
let now = new Date('2026-11-02T02:00:00Z');
const records = '/api/apps/crm/records';

beforeAll(async () => {
  product = await openTestPlatform({ now: () => now });
  owner = product.owner;
  mia = await product.person('Mia');
  ann = await product.person('Ann', { manager: mia.id });
  const installed = await owner.ask('POST', '/api/templates/crm:install', {});
  expect(installed.json).toMatchObject({ key: 'crm', problems: [] });
}, 120_000);
afterAll(() => product.close());

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
  const answer = await owner.ask('POST', `${records}/${form}`, { values });
  expect(answer.status, answer.text).toBe(201);
  return answer.json.id;
}

const told = async (person: TestPerson) =>
  (await person.ask('GET', '/api/notifications')).json.rows.map(({ title }: { title: { zh: string } }) => title.zh);
const tasks = async (person: TestPerson) =>
  (await person.ask('GET', '/api/tasks')).json.rows.map(({ title }: { title: { zh: string } }) => title.zh);
const tags = async (id: string) => (await owner.ask('GET', `${records}/account/${id}`)).json.tags;

it('a lead in first talks for 5 days is told of to its salesperson and the manager, one nobody contacts for 3 days to the salesperson', async () => {
  await at('2026-11-02T02:00:00Z');
  const lead = await create('lead', { name: '甲公司', stage: '初步沟通', salesperson: ann.id });
  await create('lead', { name: '已成交', stage: '成交客户', salesperson: ann.id });
  await at('2026-11-05T02:00:00Z');
  expect(await told(ann)).toEqual(['甲公司 已 3 天未联系']);
  expect(await told(mia)).toEqual([]);
  await create('activity', { subject: '电话', type: 'call', lead });
  await at('2026-11-07T02:00:00Z');
  expect(await told(ann)).toEqual(['甲公司 已停留 5 天', '甲公司 已 3 天未联系']);
  expect(await told(mia)).toEqual(['甲公司 已停留 5 天']);
  await at('2026-11-08T02:00:00Z');
  expect(await told(ann)).toHaveLength(3);
  await at('2026-11-30T02:00:00Z');
  expect(await told(ann)).toHaveLength(3);
});

it('a lead of high potential without contact for 7 days becomes a task', async () => {
  await at('2026-12-01T02:00:00Z');
  await create('lead', { name: '乙公司', stage: '新线索', salesperson: ann.id, tags: ['高潜力'] });
  await at('2026-12-08T01:59:00Z');
  expect(await tasks(ann)).toEqual([]);
  await at('2026-12-08T02:00:00Z');
  expect(await tasks(ann)).toEqual(['向 乙公司 发送最新优惠信息']);
});

it('a customer without a follow-up for 30 days is tagged and becomes a task; a follow-up takes the tag away', async () => {
  await at('2027-01-01T02:00:00Z');
  const account = await create('account', { name: '丙公司', type: 'customer', owner: ann.id });
  const prospect = await create('account', { name: '丁公司', type: 'prospect', owner: ann.id });
  await at('2027-01-31T02:00:00Z');
  expect(await tags(account)).toEqual(['有流失风险']);
  expect(await tags(prospect)).toBeNull();
  expect(await tasks(ann)).toContain('联系 丙公司：已 30 天未跟进');
  await create('activity', { subject: '拜访', type: 'visit', account });
  expect(await tags(account)).toBeNull();
  await at('2027-03-02T02:00:00Z');
  expect(await tags(account)).toEqual(['有流失风险']);
});
