import { type Actor, type Courier, systemActor } from '@tangram/records';
import { PlatformError, type FlowDefinition, type JsonObject } from '@tangram/schema';
import { openTestDatabase, type TestDatabase } from '@tangram/tests/database';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { edge, newLeadFlow, quotationFlow } from '../testing/lead-flows.ts';
import {
  createLeadTable,
  createTeam,
  leadCatalog,
  type LeadEngines,
  leadEngines,
  type Team,
} from '../testing/open-leads.ts';

let database: TestDatabase;
let team: Team;
let engines: LeadEngines;
let flows: { [key: string]: FlowDefinition };
let catalog = leadCatalog({});
let now = new Date('2026-11-22T01:00:00Z');
const told: JsonObject[] = [];
let notify: Courier;

/** What happens in a test goes by these flows from now on. */
function publish(next: { [key: string]: FlowDefinition }): void {
  flows = next;
  catalog = leadCatalog(flows, String(Math.random()));
}

beforeAll(async () => {
  database = await openTestDatabase();
  await createLeadTable(database.db, leadCatalog({}));
  team = await createTeam(database.db, () => crypto.randomUUID());
  engines = leadEngines({
    db: database.db,
    catalog: () => catalog,
    now: () => now,
    newId: () => crypto.randomUUID(),
    effects: {
      notify: {
        guarantee: 'once',
        deliver: (trx, delivery) => (notify as Extract<Courier, { guarantee: 'once' }>).deliver(trx, delivery),
      },
    },
  });
});
afterAll(() => database.close());

beforeEach(async () => {
  await sql`truncate flow.version, crm.lead cascade`.execute(database.db);
  await sql`delete from flow.incident`.execute(database.db);
  await sql`delete from tangram.outbox`.execute(database.db);
  now = new Date('2026-11-22T01:00:00Z');
  told.length = 0;
  notify = {
    guarantee: 'once',
    async deliver(_trx, { request }) {
      told.push(request);
    },
  };
  publish({ new_lead: newLeadFlow, quotation: quotationFlow });
});

const admin = systemActor('system');
const create = (values: JsonObject, actor: Actor = admin) =>
  engines.records.create(actor, {
    app: 'crm',
    form: 'lead',
    values: { 客户名称: 'Acme', 客户来源: '官网', 跟进阶段: '新线索', owner: team.li.userId, ...values },
  });
const update = (id: string, values: JsonObject, actor: Actor = admin) =>
  engines.records.update(actor, { app: 'crm', form: 'lead', id, values });
const stageOf = async (id: string) => (await engines.records.get(admin, { app: 'crm', form: 'lead', id }))['跟进阶段'];
const runsOf = (id: string) => engines.flows.runsOf(admin, { app: 'crm', form: 'lead', id });
async function settle(): Promise<void> {
  for (let rounds = 0; (await engines.flows.work()) + (await engines.outbox.work()) > 0; rounds++)
    if (rounds > 50) throw new Error('It never comes to rest.');
}
async function later(hours: number): Promise<void> {
  now = new Date(now.getTime() + hours * 3_600_000);
  await settle();
}
const refusal = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof PlatformError)) throw error ?? new Error('It was not refused.');
  return error.problems.map((problem) => problem.message);
};

describe('a new lead', () => {
  it('gets a task for its owner, and the manager is told after a day without follow-up', async () => {
    const { id } = await create({});
    await settle();
    const [task] = await engines.flows.tasks(team.li, { state: 'open' });
    expect(task).toMatchObject({
      title: '新线索跟进:Acme',
      kind: 'task',
      record: { id, title: 'Acme' },
      due_at: '2026-11-22T03:00:00Z',
      flow: 'new_lead',
      node: 'follow',
    });
    await later(23.9);
    expect(told).toEqual([]);
    await later(0.2);
    expect(told).toEqual([{ to: [team.wang.userId], title: 'Acme 24 小时未跟进' }]);
    const [run] = await runsOf(id);
    expect(run).toMatchObject({ state: 'done', at: [] });
  });

  it('starts nothing when it comes from elsewhere, or when the write is rolled back', async () => {
    const { id } = await create({ 客户来源: '展会' });
    await settle();
    expect(await runsOf(id)).toEqual([]);
    const failed = engines.records.transaction(async (records) => {
      await records.create(admin, { app: 'crm', form: 'lead', values: { 客户名称: 'B', 客户来源: '官网' } });
      throw new Error('changed my mind');
    });
    await expect(failed).rejects.toThrow('changed my mind');
    await settle();
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from flow.instance`.execute(
      database.db,
    );
    expect(rows).toEqual([{ count: 0 }]);
  });

  it('tells nobody when the task was done in time', async () => {
    await create({});
    await settle();
    const [task] = await engines.flows.tasks(team.li, { state: 'open' });
    await engines.flows.act(team.li, task?.id as string, 'complete', { comment: '已联系' });
    await later(25);
    expect(told).toEqual([]);
    const [done] = await engines.flows.tasks(team.li, { state: 'done' });
    expect(done).toMatchObject({ outcome: 'complete', comment: '已联系', handled_by: { name: '李四' } });
  });
});

describe('a change of stage', () => {
  const quoted = async () => {
    const { id } = await create({ 客户来源: '展会', 跟进阶段: '初步沟通' });
    await update(id, { 跟进阶段: '方案报价' }, team.administrator);
    await settle();
    return id;
  };
  const taskOf = async (actor: Actor) => (await engines.flows.tasks(actor, { state: 'open' }))[0]?.id as string;

  it('asks everybody with the role, and a rejection puts it back and says who and why', async () => {
    const id = await quoted();
    expect(await stageOf(id)).toBe('方案报价');
    expect(await refusal(engines.flows.act(team.wang, await taskOf(team.wang), 'reject', {}))).toEqual([
      'Please say why in a comment.',
    ]);
    await engines.flows.act(team.wang, await taskOf(team.wang), 'reject', { comment: '太便宜' });
    await settle();
    expect(await stageOf(id)).toBe('初步沟通');
    expect(told).toEqual([{ to: [team.li.userId], title: '报价被拒绝:太便宜' }]);
    const { entries } = await engines.records.history(admin, { app: 'crm', form: 'lead', id });
    expect(entries[0]).toMatchObject({ channel: 'flow', origin: 'crm/quotation' });
    const [run] = await runsOf(id);
    const report = await engines.flows.run(team.wang, run?.id as string);
    expect(report.history.map(({ kind, node, by }) => [kind, node, by?.name])).toEqual([
      ['started', null, undefined],
      ['entered', 'start', undefined],
      ['left', 'start', undefined],
      ['entered', 'ask', undefined],
      ['decided', 'ask', '王经理'],
      ['left', 'ask', undefined],
      ['entered', 'back', undefined],
      ['left', 'back', undefined],
      ['entered', 'tell', undefined],
      ['ended', 'tell', undefined],
      ['finished', null, undefined],
    ]);
  });

  it('is started by exactly this change of this field', async () => {
    const { id } = await create({ 客户来源: '展会', 跟进阶段: '新线索' });
    await update(id, { 跟进阶段: '方案报价' });
    await update(id, { 客户名称: 'Other' });
    await settle();
    expect(await runsOf(id)).toEqual([]);
  });

  it('has one winner when two managers answer at the same moment, and tells the other who was first', async () => {
    const id = await quoted();
    const [mine, theirs] = [await taskOf(team.wang), await taskOf(team.zhao)];
    const answers = await Promise.allSettled([
      engines.flows.act(team.wang, mine, 'approve', {}),
      engines.flows.act(team.zhao, theirs, 'reject', { comment: 'no' }),
    ]);
    expect(answers.map((answer) => answer.status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = answers.find((answer) => answer.status === 'rejected') as PromiseRejectedResult;
    const winner = answers[0]?.status === 'fulfilled' ? '王经理' : '赵经理';
    expect((lost.reason as PlatformError).problems[0]?.message).toBe(`Already handled by ${winner}.`);
    await settle();
    expect(await stageOf(id)).toBe(winner === '王经理' ? '方案报价' : '初步沟通');
    expect(await taskOf(team.wang)).toBeUndefined();
    expect(await taskOf(team.zhao)).toBeUndefined();
  });

  it('does once what a phone sends twice', async () => {
    await quoted();
    const task = await taskOf(team.wang);
    const send = () => engines.flows.act(team.wang, task, 'approve', { request: 'tap-1' });
    const [first, second] = await Promise.all([send(), send()]);
    expect(second).toEqual(first);
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from flow.task_action`.execute(
      database.db,
    );
    expect(rows).toEqual([{ count: 1 }]);
  });

  it('lets a task be handed on, and then it is the other one’s', async () => {
    const id = await quoted();
    const task = await taskOf(team.wang);
    expect(await refusal(engines.flows.act(team.wang, task, 'transfer', { to: crypto.randomUUID() }))).toEqual([
      'This person does not exist or is no longer active.',
    ]);
    await engines.flows.act(team.wang, task, 'transfer', { to: team.li.userId as string });
    expect(await refusal(engines.flows.act(team.wang, task, 'approve', {}))).toEqual([
      'This task does not exist, or it is not yours.',
    ]);
    await engines.flows.act(team.li, task, 'reject', { comment: 'not ready' });
    await settle();
    expect(await stageOf(id)).toBe('初步沟通');
    const [run] = await runsOf(id);
    const { history } = await engines.flows.run(admin, run?.id as string);
    expect(history.find((entry) => entry.kind === 'transferred')).toMatchObject({
      by: { name: '王经理' },
      data: { to: '李四' },
    });
  });

  it('goes to the administrators when nobody holds the role', async () => {
    publish({ quotation: withNode(quotationFlow, 'ask', { assignees: [{ type: 'role', role: 'nobody_has_it' }] }) });
    await quoted();
    expect(await engines.flows.tasks(team.administrator, { state: 'open' })).toHaveLength(1);
  });

  it('refuses what the task does not offer and people whose task it is not', async () => {
    await quoted();
    const task = await taskOf(team.wang);
    expect(await refusal(engines.flows.act(team.wang, task, 'complete', {}))).toEqual([
      '"complete" cannot be done with this task. Possible: approve, reject, transfer.',
    ]);
    expect(await refusal(engines.flows.act(team.li, task, 'approve', {}))).toEqual([
      'This task does not exist, or it is not yours.',
    ]);
    expect(await refusal(engines.flows.act(team.li, 'no uuid', 'approve', {}))).toEqual([
      'This task does not exist, or it is not yours.',
    ]);
  });
});

describe('a step that fails', () => {
  it('opens an incident, keeps what other branches wrote, and goes on when it is retried', async () => {
    const flow: FlowDefinition = {
      ...newLeadFlow,
      nodes: [
        { id: 'start', type: 'record-created', settings: {} },
        { id: 'name', type: 'update-record', settings: { values: { 合同金额: '7' } } },
        { id: 'bad', type: 'update-record', settings: { values: { 客户来源: '跟进阶段' } } },
        { id: 'after', type: 'update-record', settings: { values: { 客户名称: '"after"' } } },
      ],
      edges: [edge('start', 'next', 'bad'), edge('start', 'next', 'name'), edge('bad', 'next', 'after')],
    };
    publish({ flow });
    const { id } = await create({});
    await settle();
    const [run] = await runsOf(id);
    expect(run).toMatchObject({ state: 'stuck', at: ['bad'] });
    const report = await engines.flows.run(admin, run?.id as string);
    expect(report.incidents).toMatchObject([{ node: 'bad', problem: { code: 'FORM_VALUE_OPTION' } }]);
    expect((await engines.records.get(admin, { app: 'crm', form: 'lead', id }))['合同金额']).toBe(7);
    await engines.flows.operate(team.administrator, run?.id as string, {
      type: 'skip',
      token: report.tokens[0]?.id as number,
      output: 'next',
    });
    await settle();
    expect((await engines.records.get(admin, { app: 'crm', form: 'lead', id }))['客户名称']).toBe('after');
    expect((await runsOf(id))[0]).toMatchObject({ state: 'done' });
  });

  it('bounds flows that set each other off and says so', async () => {
    const flow: FlowDefinition = {
      ...newLeadFlow,
      nodes: [
        { id: 'start', type: 'record-changed', settings: { fields: ['合同金额'] } },
        { id: 'more', type: 'update-record', settings: { values: { 合同金额: '合同金额 + 1' } } },
      ],
      edges: [edge('start', 'next', 'more')],
    };
    publish({ flow });
    const { id } = await create({ 合同金额: 0 });
    await update(id, { 合同金额: 1 });
    await settle();
    expect((await engines.records.get(admin, { app: 'crm', form: 'lead', id }))['合同金额']).toBe(9);
    const { rows } = await sql<{
      problem: { code: string };
      record: string;
    }>`select problem, record from flow.incident`.execute(database.db);
    expect(rows).toMatchObject([{ record: id, problem: { code: 'FLOW_DEPTH' } }]);
  });

  it('tries a delivery again, and never delivers twice what was delivered', async () => {
    let failures = 2;
    notify = {
      guarantee: 'once',
      async deliver(_trx, { request }) {
        if (failures-- > 0) throw new Error('out of order');
        told.push(request);
      },
    };
    await create({});
    await settle();
    await later(24);
    for (let round = 0; round < 6; round++) await later(0.01);
    expect(told).toHaveLength(1);
  });

  it('opens an incident when a delivery is not tried any more', async () => {
    notify = {
      guarantee: 'once',
      async deliver() {
        throw new Error('out of order');
      },
    };
    const { id } = await create({});
    await settle();
    for (let round = 0; round < 12; round++) await later(24);
    const { rows } = await sql`select problem->>'code' as code, record, instance is not null as of_run, flow
      from flow.incident`.execute(database.db);
    expect(rows).toEqual([{ code: 'OUTBOX_FAILED', record: id, of_run: true, flow: 'new_lead' }]);
    expect(told).toEqual([]);
  });

  it('says that a flow no longer fits its form, and goes on when it does again', async () => {
    const { id } = await create({});
    await settle();
    const whole = catalog;
    const { 跟进阶段: _gone, ...rest } = whole.app('crm')?.forms.get('lead')?.properties ?? {};
    catalog = leadCatalog({}, 'without stage', {
      ...(whole.app('crm')?.forms.get('lead') as NonNullable<unknown>),
      properties: rest,
    } as never);
    await later(24);
    for (const hours of [0.01, 0.01, 0.01, 0.01]) await later(hours);
    const [run] = await runsOf(id);
    expect(run?.state).toBe('stuck');
    catalog = whole;
    await engines.flows.operate(team.administrator, run?.id as string, { type: 'retry' });
    await settle();
    expect(told).toHaveLength(1);
    expect((await runsOf(id))[0]?.state).toBe('done');
  });
});

describe('a run', () => {
  it('keeps the version it began with', async () => {
    const { id } = await create({});
    await settle();
    publish({ new_lead: withNode(newLeadFlow, 'tell', { title: 'changed' }) });
    await later(24);
    expect(told).toEqual([expect.objectContaining({ title: 'Acme 24 小时未跟进' })]);
    expect(await runsOf(id)).toHaveLength(1);
  });

  it('goes on without its record', async () => {
    const { id } = await create({});
    await settle();
    await engines.records.remove(admin, { app: 'crm', form: 'lead', id });
    await later(24);
    // Its stage is no longer 新线索, so nobody need be told.
    expect(told).toEqual([]);
    const { rows } = await sql<{ status: string }>`select status from flow.instance`.execute(database.db);
    expect(rows).toEqual([{ status: 'done' }]);
  });

  it('is started by hand by those who may change the record, and by nobody else', async () => {
    publish({ new_lead: { ...newLeadFlow, enabled: false } });
    const { id } = await create({});
    await engines.flows.start(team.wang, { app: 'crm', flow: 'new_lead', record: id });
    await settle();
    expect(await engines.flows.tasks(team.li, { state: 'open' })).toHaveLength(1);
    expect(await refusal(engines.flows.start(team.li, { app: 'crm', flow: 'new_lead', record: id }))).toEqual([
      'You may not start flows on records of this form.',
    ]);
    expect(await refusal(engines.flows.start(team.wang, { app: 'crm', flow: 'none', record: id }))).toEqual([
      'There is no published flow "none" here.',
    ]);
  });

  it('is cancelled with all that it waits for', async () => {
    const { id } = await create({});
    await settle();
    const [run] = await runsOf(id);
    await engines.flows.operate(team.administrator, run?.id as string, { type: 'cancel' });
    await settle();
    expect(await engines.flows.tasks(team.li, { state: 'open' })).toEqual([]);
    await later(25);
    expect(told).toEqual([]);
    expect(await refusal(engines.flows.operate(team.li, run?.id as string, { type: 'cancel' }))).toEqual([
      'This run does not exist, or you may not see it.',
    ]);
  });

  it('is taken on by one of many workers at a time', async () => {
    for (let index = 0; index < 20; index++) await create({ 客户名称: `Lead ${index}` });
    await Promise.all(Array.from({ length: 4 }, settle));
    await settle();
    expect(await engines.flows.tasks(team.li, { state: 'open' })).toHaveLength(20);
    now = new Date(now.getTime() + 86_400_000);
    await Promise.all(Array.from({ length: 4 }, settle));
    await settle();
    expect(told).toHaveLength(20);
  });
});

function withNode(flow: FlowDefinition, id: string, settings: JsonObject): FlowDefinition {
  return {
    ...flow,
    nodes: flow.nodes.map((node) => (node.id === id ? { ...node, settings: { ...node.settings, ...settings } } : node)),
  };
}
