import { PlatformError } from '@tangram/schema';
import { FinalFailure } from '@tangram/records';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { postJson } from './post-json.ts';
import { openWebReceiver, type WebReceiver } from './testing/web-receiver.ts';

let receiver: WebReceiver;
const open = { allowsPrivate: true };
beforeAll(async () => {
  receiver = await openWebReceiver();
});
afterAll(() => receiver.close());
beforeEach(() => {
  receiver.received.length = 0;
  receiver.answer = { status: 200, body: 'taken' };
});

async function failure(work: Promise<unknown>): Promise<[code: string | undefined, isFinal: boolean]> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof PlatformError)) throw error ?? new Error('It was not refused.');
  return [error.problems[0]?.code, error instanceof FinalFailure];
}

test('posts JSON with its length in bytes, and gives back the answer', async () => {
  expect(await postJson({ url: `${receiver.url}/a?b=c`, body: '{"name":"客户"}' }, open)).toBe('taken');
  expect(receiver.received).toMatchObject([{ path: '/a?b=c', json: { name: '客户' } }]);
  expect(receiver.received[0]?.headers['content-type']).toBe('application/json; charset=utf-8');
});

test('refuses this machine and private networks, by name and by number, before anything is sent', async () => {
  const port = new URL(receiver.url).port;
  for (const host of [
    '127.0.0.1',
    'localhost',
    '0x7f.1',
    '2130706433',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '10.0.0.1',
    '169.254.169.254',
  ]) {
    const sent = postJson({ url: `http://${host}:${port}/`, body: '{}' }, { allowsPrivate: false });
    expect([host, ...(await failure(sent))]).toEqual([host, 'OUTSIDE_PRIVATE', true]);
  }
  expect(receiver.received).toEqual([]);
});

test.each(['ftp://example.com/', 'file:///etc/passwd', 'nonsense', 'javascript:alert(1)'])(
  'refuses %s',
  async (url) => {
    expect(await failure(postJson({ url, body: '{}' }, open))).toEqual(['OUTSIDE_ADDRESS', true]);
  },
);

test('does not follow a redirect', async () => {
  receiver.answer = { status: 302, location: `${receiver.url}/elsewhere` };
  expect(await failure(postJson({ url: receiver.url, body: '{}' }, open))).toEqual(['OUTSIDE_ANSWER', true]);
  expect(receiver.received).toHaveLength(1);
});

test.each([
  [400, true],
  [404, true],
  [410, true],
  [408, false],
  [429, false],
  [500, false],
  [503, false],
])('status %i: final is %s', async (status, isFinal) => {
  receiver.answer = { status, body: 'because' };
  expect(await failure(postJson({ url: receiver.url, body: '{}' }, open))).toEqual(['OUTSIDE_ANSWER', isFinal]);
});

test('gives up on one that never answers, and on one that is not there', async () => {
  receiver.answer = 'hang';
  const hanging = postJson({ url: receiver.url, body: '{}' }, { ...open, timeoutMs: 200 });
  await expect(hanging).rejects.toThrow('no answer within 0.2 s');
  expect(await failure(postJson({ url: 'http://127.0.0.1:1/', body: '{}' }, open))).toEqual([
    'OUTSIDE_UNREACHABLE',
    false,
  ]);
});

test('reads no more than 64 KB of an answer', async () => {
  receiver.answer = { status: 200, body: 'x'.repeat(2_000_000) };
  expect(await postJson({ url: receiver.url, body: '{}' }, open)).toHaveLength(64 * 1024);
});
