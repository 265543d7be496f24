import { openTestPlatform, type TestPlatform } from '@tangram/tests/platform';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readTableFile } from './table-file.ts';

let product: TestPlatform;
beforeAll(async () => {
  product = await openTestPlatform();
  const { owner } = product;
  await owner.ask('POST', '/api/apps', { title: { en: 'Shop', zh: '店' }, key: 'shop', color: '#112233' });
  const definition = {
    type: 'object',
    properties: {
      name: { field: { type: 'text', title: { en: 'Name', zh: '名称' }, unique: true } },
      price: { field: { type: 'number', title: { en: 'Price', zh: '价格' } } },
    },
    required: ['name'],
    form: {
      title: { en: 'Product', zh: '产品' },
      layout: [
        { type: 'field', field: 'name' },
        { type: 'field', field: 'price' },
      ],
    },
  };
  const url = '/api/apps/shop/definitions/form/product';
  const saved = await owner.ask('PUT', url, { definition });
  expect(saved.json).toMatchObject({ problems: [] });
  expect((await owner.ask('POST', `${url}:plan`, {})).json).toMatchObject({ problems: [], impact: [] });
  expect((await owner.ask('POST', `${url}:publish`, { revision: saved.json.revision })).json).toEqual({ version: 1 });
});
afterAll(() => product.close());

const base = '/api/apps/shop';

async function upload(name: string, content: Buffer) {
  const { cookie } = product.owner;
  const headers = { cookie, 'content-type': 'application/octet-stream' };
  const response = await product.server.inject({
    method: 'POST',
    url: `${base}/import/product/files?name=${encodeURIComponent(name)}`,
    headers,
    payload: content,
  });
  return { status: response.statusCode, json: response.json() };
}

async function importFile(file: string, plan: object, dryRun = false) {
  const { json } = await product.owner.ask('POST', `${base}/import/product`, { file, plan, dryRun });
  await expect
    .poll(async () => (await product.owner.ask('GET', `${base}/import/product/${json.id}`)).json.state)
    .not.toBe('running');
  return (await product.owner.ask('GET', `${base}/import/product/${json.id}`)).json;
}

test('a file is shown first, with a guess at what its columns mean, and then imported', async () => {
  const preview = await upload('产品.csv', Buffer.from('\uFEFF名称\tPRICE\t备注\n茶\t12.50\t好\n咖啡\tx\t\n'));
  expect(preview).toMatchObject({
    status: 201,
    json: { columns: ['名称', 'PRICE', '备注'], count: 2, suggestion: { 名称: 'name', PRICE: 'price' } },
  });
  const plan = { columns: preview.json.suggestion };
  expect(await importFile(preview.json.file, plan, true)).toMatchObject({
    state: 'done',
    created: 1,
    failed: 1,
    dry_run: true,
  });
  const done = await importFile(preview.json.file, plan);
  expect(done).toMatchObject({
    state: 'done',
    total: 2,
    done: 2,
    created: 1,
    failed: 1,
    problems: [{ row: 3, path: '/price' }],
  });
  const errors = await product.owner.ask('GET', `${base}/import/product/${done.id}/errors`);
  expect(errors.text).toMatch(/^\uFEFF名称,PRICE,备注,row,problem\r\n咖啡,x,,3,/);
  const { json } = await product.owner.ask('GET', `${base}/records/product?count=exact&fields=name,price`);
  expect(json).toMatchObject({ rows: [{ name: '茶', price: 12.5 }], next: null, count: 1 });
});

test('a wrong plan is refused before anything begins', async () => {
  const { json } = await upload('x.csv', Buffer.from('a,b\n1,2\n'));
  const answer = await product.owner.ask('POST', `${base}/import/product`, {
    file: json.file,
    plan: { columns: { a: 'nothing', c: 'name' } },
  });
  expect(answer.status).toBe(400);
});

test('an import is seen by nobody else', async () => {
  const { json } = await upload('x.csv', Buffer.from('name\nz\n'));
  const done = await importFile(json.file, {});
  const other = await product.person('Other');
  expect((await other.ask('GET', `${base}/import/product/${done.id}`)).status).toBe(404);
});

test('what is no table is refused', async () => {
  expect(await upload('a.csv', Buffer.alloc(0))).toMatchObject({
    status: 400,
    json: { problems: [{ code: 'FILE_EMPTY' }] },
  });
  expect(await upload('a.xlsx', Buffer.from('PK\u0003\u0004 not really'))).toMatchObject({
    status: 400,
    json: { problems: [{ code: 'FILE_UNREADABLE' }] },
  });
});

test('exports what the query finds, in the language of the reader, safe to open in a spreadsheet', async () => {
  await product.owner.ask('POST', `${base}/records/product`, { values: { name: '=1+1,"x"', price: -5 } });
  const { headers, text } = await product.owner.ask(
    'GET',
    `${base}/export/product?sort=price&filter=${encodeURIComponent('price < 0')}`,
    undefined,
    { 'accept-language': 'zh' },
  );
  expect(headers['content-type']).toBe('text/csv; charset=utf-8');
  expect(text).toBe('\uFEFF名称,价格\r\n"\'=1+1,""x""",-5\r\n');
  const refused = await product.owner.ask('GET', `${base}/export/product?filter=price%20%3C`);
  expect(refused.status).toBe(400);
  const sheet = await product.server.inject({
    url: `${base}/export/product?format=xlsx`,
    headers: { cookie: product.owner.cookie },
  });
  const read = await readTableFile(sheet.rawPayload, 'x.xlsx');
  expect(read.columns).toEqual(['Name', 'Price']);
  expect(read.rows).toContainEqual(['=1+1,"x"', '-5']);
});

test('many writes in one request have an outcome each', async () => {
  const rows = [
    { kind: 'create', values: { name: 'one' } },
    { kind: 'create', values: { price: 'x' } },
    { kind: 'update', id: '01a201f6-0000-7000-8000-000000000000', values: {} },
  ];
  const { status, json } = await product.owner.ask('POST', `${base}/records/product:batch`, { rows });
  expect(status).toBe(200);
  expect(json.rows.map((row: { saved: boolean }) => row.saved)).toEqual([true, false, false]);
});

test('a record goes to the trash and comes back, and its history tells of it', async () => {
  const { json } = await product.owner.ask('POST', `${base}/records/product`, { values: { name: 'kept' } });
  const url = `${base}/records/product/${json.id}`;
  expect((await product.owner.ask('DELETE', url)).status).toBe(204);
  expect((await product.owner.ask('GET', url)).status).toBe(404);
  expect((await product.owner.ask('POST', `${url}:restore`)).status).toBe(200);
  await product.owner.ask('PATCH', url, { values: { price: 3 } });
  const { rows } = (await product.owner.ask('GET', `${url}/history`)).json;
  expect(rows.map((entry: { kind: string }) => entry.kind)).toEqual(['update', 'restore', 'delete', 'create']);
  expect(rows[0]).toMatchObject({ person: { title: 'Owner' }, changes: [{ field: 'price', before: null, after: 3 }] });
});
