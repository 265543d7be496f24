import { openTestPlatform, type TestPlatform } from '@tangram/tests/platform';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readZip, writeZip } from './zip.ts';

let product: TestPlatform;
beforeAll(async () => {
  product = await openTestPlatform();
});
afterAll(() => product.close());

async function send(content: Buffer | string, type: string, name = 'x.txt') {
  const headers = { cookie: product.owner.cookie, 'content-type': type };
  const response = await product.server.inject({
    method: 'POST',
    url: `/api/files?name=${encodeURIComponent(name)}`,
    headers,
    payload: content,
  });
  return { status: response.statusCode, json: response.json() };
}

const get = (id: string) =>
  product.server.inject({ url: `/api/files/${id}`, headers: { cookie: product.owner.cookie } });

test('keeps a file under its own name and gives it back byte for byte', async () => {
  const content = Buffer.from(Array.from({ length: 100_000 }, (_, place) => place % 251));
  const made = await send(content, 'image/png', '合同 "1".png');
  expect(made).toMatchObject({ status: 201, json: { name: '合同 "1".png', type: 'image/png', size: 100_000 } });
  const back = await get(made.json.id);
  expect(back.rawPayload.equals(content)).toBe(true);
  expect(back.headers['content-disposition']).toContain('inline');
});

test('a page sent as a file is only ever saved, never shown', async () => {
  for (const type of ['text/html', 'image/svg+xml', 'application/xhtml+xml']) {
    const { json } = await send('<script>alert(1)</script>', type, 'x.html');
    const { headers } = await get(json.id);
    expect(headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-security-policy': "default-src 'none'; sandbox",
    });
    expect(headers['content-disposition']).toMatch(/^attachment/);
  }
});

test('takes a file of a multipart form', async () => {
  const boundary = 'xyz';
  const body = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="表.csv"\r\ncontent-type: text/csv\r\n\r\na,b\r\n--${boundary}--\r\n`;
  expect(await send(body, `multipart/form-data; boundary=${boundary}`)).toMatchObject({
    status: 201,
    json: { name: '表.csv', size: 3 },
  });
});

test('refuses an empty file, and whoever is not signed in', async () => {
  expect(await send('', 'text/plain')).toMatchObject({ status: 400, json: { problems: [{ code: 'FILE_EMPTY' }] } });
  expect(
    (
      await product.server.inject({
        method: 'POST',
        url: '/api/files',
        payload: 'x',
        headers: { 'content-type': 'text/plain' },
      })
    ).statusCode,
  ).toBe(401);
});

test('the same content is kept once', async () => {
  const [one, two] = [await send('same', 'text/plain', 'one'), await send('same', 'text/plain', 'two')];
  expect(one.json.id).not.toBe(two.json.id);
  const { rows } = await product.platform.pool.query(
    `select count(distinct sha256)::int as kept from tangram.file where name in ('one', 'two')`,
  );
  expect(rows[0].kept).toBe(1);
});

test('an archive holds what was put into it, and damage is noticed', () => {
  const files = new Map([
    ['forms/客户.json', '{"a":"中文"}'],
    ['empty.txt', ''],
  ]);
  const archive = writeZip(files);
  expect(readZip(archive)).toEqual(files);
  expect(writeZip(files).equals(archive)).toBe(true);
  const damaged = Buffer.from(archive);
  damaged[60] = (damaged[60] as number) ^ 0xff;
  expect(() => readZip(damaged)).toThrow();
  expect(() => readZip(Buffer.from('nothing'))).toThrow('not a zip archive');
});
