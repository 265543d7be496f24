import { openTestPlatform, type TestPerson, type TestPlatform } from '@tangram/tests/platform';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let product: TestPlatform;
let owner: TestPerson;
let lead: string;

const flow = {
  title: { en: 'Quote', zh: '报价' },
  form: 'deal',
  enabled: true,
  nodes: [
    { id: 'start', type: 'record-changed', settings: { fields: ['stage'], from: 'talk', to: 'quote' } },
    {
      id: 'ask',
      type: 'approval',
      settings: {
        title: 'Quote {name}',
        assignees: [{ type: 'field', field: 'owner' }],
        mode: 'any',
        explainRejection: true,
      },
    },
    { id: 'back', type: 'update-record', settings: { values: { stage: 'previous.stage' } } },
    { id: 'end', type: 'end', settings: { ends: 'run' } },
  ],
  edges: [
    { id: '1', source: 'start', output: 'next', target: 'ask' },
    { id: '2', source: 'ask', output: 'approved', target: 'end' },
    { id: '3', source: 'ask', output: 'rejected', target: 'back' },
  ],
};
const form = {
  type: 'object',
  properties: {
    name: { field: { type: 'text', title: 'Name' } },
    stage: {
      field: { type: 'select', title: 'Stage', settings: { options: [{ value: 'talk' }, { value: 'quote' }] } },
    },
  },
  form: { title: 'Deals', layout: [] },
};

beforeAll(async () => {
  // A server as it is started: with its worker and its queue.
  product = await openTestPlatform({ isServing: true });
  owner = product.owner;
  expect((await owner.ask('POST', '/api/apps', { key: 'sales', title: 'Sales' })).status).toBeLessThan(300);
  await publish('form', 'deal', form);
  await publish('flow', 'quote', flow);
  lead = (await owner.ask('POST', '/api/apps/sales/records/deal', { values: { name: 'Acme', stage: 'talk' } })).json.id;
});
afterAll(() => product.close());

async function publish(kind: string, key: string, definition: unknown): Promise<void> {
  const address = `/api/apps/sales/definitions/${kind}/${key}`;
  expect((await owner.ask('PUT', address, { definition })).json.problems).toEqual([]);
  expect((await owner.ask('POST', `${address}:publish`, {})).status).toBeLessThan(300);
}

const quote = () => owner.ask('PATCH', `/api/apps/sales/records/deal/${lead}`, { values: { stage: 'quote' } });
const stage = async () => (await owner.ask('GET', `/api/apps/sales/records/deal/${lead}`)).json.stage;
const tasks = async () => (await owner.ask('GET', '/api/tasks')).json.rows;
const codes = (answer: { json: { problems: { code: string }[] } }) =>
  answer.json.problems.map((problem) => problem.code);

describe('a started server', () => {
  it('takes a run on by itself, and a rejection puts the record back', async () => {
    await quote();
    await expect
      .poll(tasks, { timeout: 10_000 })
      .toMatchObject([{ title: 'Quote Acme', kind: 'approval', flow: 'quote' }]);
    const [task] = await tasks();
    expect(codes(await owner.ask('POST', `/api/tasks/${task.id}/reject`, {}))).toEqual(['FLOW_COMMENT_REQUIRED']);
    const rejected = await owner.ask('POST', `/api/tasks/${task.id}/reject`, { comment: 'too cheap' });
    expect(rejected.json).toEqual({ id: task.id, action: 'reject', run: task.run });
    await expect.poll(stage, { timeout: 10_000 }).toBe('talk');
    const run = await owner.ask('GET', `/api/runs/${task.run}`);
    expect(run.json).toMatchObject({ state: 'done', record: { id: lead, title: 'Acme' } });
    const runs = await owner.ask('GET', `/api/apps/sales/runs?form=deal&record=${lead}`);
    expect(runs.json.rows).toHaveLength(1);
    expect(codes(await owner.ask('POST', `/api/tasks/${task.id}/approve`, {}))).toEqual(['FLOW_TASK_HANDLED']);
    expect((await owner.ask('GET', '/api/tasks?state=done')).json.rows).toMatchObject([
      { outcome: 'reject', comment: 'too cheap' },
    ]);
  });

  it('starts a flow by hand', async () => {
    const started = await owner.ask('POST', '/api/apps/sales/flows/quote/runs', { record: lead });
    expect(started.status).toBe(201);
    await expect.poll(tasks, { timeout: 10_000 }).toHaveLength(1);
    const cancelled = await owner.ask('POST', `/api/runs/${started.json.id}/operations`, { type: 'cancel' });
    expect(cancelled.status).toBe(204);
    await expect.poll(tasks, { timeout: 10_000 }).toEqual([]);
  });

  it('plays a draft without writing anything', async () => {
    const play = {
      record: { name: 'X', stage: 'quote' },
      previous: { name: 'X', stage: 'talk' },
      events: [{ do: 'approve' }],
    };
    const { json } = await owner.ask('POST', '/api/apps/sales/flows/quote:simulate', { definition: flow, case: play });
    expect(json).toMatchObject({ starts: true, status: 'done', problems: [] });
  });
});

describe('wrong input', () => {
  const nobody = '00000000-0000-7000-8000-000000000000';
  it.each([
    ['POST', '/api/tasks/nonsense/approve', {}, 400],
    ['POST', `/api/tasks/${nobody}/approve`, {}, 404],
    ['POST', `/api/tasks/${nobody}/approve`, { comment: 7 }, 400],
    ['GET', '/api/tasks?state=all', undefined, 400],
    ['GET', `/api/runs/${nobody}`, undefined, 404],
    ['POST', `/api/runs/${nobody}/operations`, { type: 'explode' }, 400],
    ['POST', '/api/apps/sales/flows/none/runs', { record: nobody }, 404],
    ['POST', '/api/apps/sales/flows/quote/runs', { record: nobody }, 404],
    ['POST', '/api/apps/sales/flows/quote/runs', {}, 400],
    ['POST', '/api/apps/sales/flows/quote:simulate', { case: { events: [{ do: 7 }] } }, 400],
    ['POST', '/api/apps/sales/flows/quote:simulate', { case: { record: {}, events: [{ do: 'fly' }] } }, 400],
    ['POST', '/api/apps/sales/flows/quote:simulate', { definition: { nodes: 'none' }, case: { record: {} } }, 400],
  ] as const)('%s %s %j is answered %i with problems', async (method, url, body, status) => {
    const answer = await owner.ask(method, url, body);
    expect(answer.status, answer.text).toBe(status);
    expect(answer.json.problems.length).toBeGreaterThan(0);
  });

  it('finds all mistakes of a flow when its draft is saved', async () => {
    const broken = {
      ...flow,
      nodes: flow.nodes.slice(1),
      edges: [...flow.edges, { id: '4', source: 'ask', output: 'maybe', target: 'moon' }],
    };
    const saved = await owner.ask('PUT', '/api/apps/sales/definitions/flow/broken', { definition: broken });
    expect(saved.json.problems.map((problem: { code: string }) => problem.code).sort()).toEqual([
      'FLOW_EDGE_NOWHERE',
      'FLOW_EDGE_NOWHERE',
      'FLOW_NO_TRIGGER',
      'FLOW_OUTPUT_UNKNOWN',
    ]);
  });
});
