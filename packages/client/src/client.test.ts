import { describe, expect, it } from 'vitest';
import { createClient, type FetchInit, type LiveEvent, problemsOfError, RequestProblems } from './index.ts';

function clientAnswering(answer: { status?: number; text?: string } | Error) {
  const sent: { url: string; init: FetchInit }[] = [];
  const client = createClient({
    baseUrl: 'https://crm.example.com/',
    headers: () => ({ authorization: 'Bearer k' }),
    fetch: async (url, init) => {
      sent.push({ url, init });
      if (answer instanceof Error) throw answer;
      const { status = 200, text = '{}' } = answer;
      return { ok: status < 400, status, headers: { get: () => null }, text: async () => text };
    },
  });
  return { client, sent };
}

describe('requests', () => {
  it('escapes every part of the path and every query value', async () => {
    const { client, sent } = clientAnswering({ text: '{"rows":[],"next":null}' });
    await client.records.list('crm', '客户 表', {
      filter: 'source = "官网" & x',
      sort: [
        { field: 'created_at', direction: 'descending' },
        { field: 'name', direction: 'ascending' },
      ],
      search: '',
      limit: 10,
    });
    expect(sent[0]?.url).toBe(
      'https://crm.example.com/api/apps/crm/records/%E5%AE%A2%E6%88%B7%20%E8%A1%A8' +
        '?filter=source%20%3D%20%22%E5%AE%98%E7%BD%91%22%20%26%20x&sort=-created_at%2Cname&limit=10',
    );
    expect(sent[0]?.init).toMatchObject({ method: 'GET', headers: { authorization: 'Bearer k' } });
    expect(sent[0]?.init).not.toHaveProperty('body');
  });

  it('sends the version of a record only when there is one', async () => {
    const { client, sent } = clientAnswering({});
    await client.records.update('crm', 'lead', '1', { name: 'A' });
    await client.records.update('crm', 'lead', '1', { name: 'A' }, 3);
    expect(sent.map(({ init }) => init.body)).toEqual([
      '{"values":{"name":"A"}}',
      '{"values":{"name":"A"},"version":3}',
    ]);
  });

  it('sends a file as it is, not as JSON', async () => {
    const { client, sent } = clientAnswering({});
    const body = { bytes: 3 };
    await client.records.uploadImport('crm', 'lead', { name: '线索 1.csv', body });
    expect(sent[0]?.init.body).toBe(body);
    expect(sent[0]?.init.headers['content-type']).toBe('application/octet-stream');
    expect(sent[0]?.url).toContain('/import/lead/files?name=%E7%BA%BF%E7%B4%A2%201.csv');
  });

  it('answers nothing for an empty body', async () => {
    const { client } = clientAnswering({ status: 204, text: '' });
    expect(await client.session.signOut()).toBeUndefined();
  });
});

describe('refusals', () => {
  it('throws every problem of the server with its status', async () => {
    const problem = { code: 'FORM_VALUE_REQUIRED', message: 'Name is required.', path: '/values/name' };
    const { client } = clientAnswering({ status: 422, text: JSON.stringify({ problems: [problem] }) });
    const error = await client.records.create('crm', 'lead', {}).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RequestProblems);
    expect((error as RequestProblems).status).toBe(422);
    expect((error as RequestProblems).has('FORM_VALUE_REQUIRED')).toBe(true);
    expect(problemsOfError(error)).toEqual([problem]);
  });

  it('says the status when something in between answers in its own shape', async () => {
    const { client } = clientAnswering({ status: 502, text: '<html>Bad gateway</html>' });
    const error = await client.session.me().catch((thrown: unknown) => thrown);
    expect(problemsOfError(error)).toMatchObject([{ code: 'CLIENT_STATUS', params: { status: 502 } }]);
  });

  it('says that the server cannot be reached, but lets an aborted request be one', async () => {
    const broken = await clientAnswering(new TypeError('fetch failed'))
      .client.session.me()
      .catch((thrown: unknown) => thrown);
    expect((broken as RequestProblems).status).toBe(0);
    expect((broken as RequestProblems).has('CLIENT_UNREACHABLE')).toBe(true);
    const abort = Object.assign(new Error('aborted'), { name: 'AbortError' });
    const aborted = await clientAnswering(abort)
      .client.session.me()
      .catch((thrown: unknown) => thrown);
    expect(aborted).toBe(abort);
  });
});

describe('live events', () => {
  it('reads the data of each event, passes over broken ones and says when the stream is open', () => {
    const listeners = new Map<string, (event: { data?: unknown }) => void>();
    let opened = '';
    const { client } = clientAnswering({});
    const heard: LiveEvent[] = [];
    let ready = 0;
    client.subscribe(
      (url) => {
        opened = url;
        return {
          addEventListener: (name, listener) => void listeners.set(name, listener),
          close: () => listeners.clear(),
        };
      },
      (event) => heard.push(event),
      () => ready++,
    );
    expect(opened).toBe('https://crm.example.com/api/events');
    listeners.get('open')?.({});
    listeners.get('records')?.({ data: '{"app":"crm","form":"lead"}' });
    listeners.get('records')?.({ data: '{broken' });
    listeners.get('inbox')?.({ data: '' });
    expect(ready).toBe(1);
    expect(heard).toEqual([
      { name: 'records', data: { app: 'crm', form: 'lead' } },
      { name: 'inbox', data: {} },
    ]);
  });
});
