import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { cutToBytes } from './connection-kind.ts';
import { chatKindNamed, connectionKinds } from './index.ts';

const now = new Date('2026-11-22T08:00:00.123Z');
const messageOf = (kind: string, text: string, url: string, signingSecret?: string) => {
  const posting = chatKindNamed(kind)?.message(text, { url, signingSecret }, now);
  return { url: posting?.url, json: JSON.parse(posting?.body ?? '') as unknown };
};

test('every kind speaks both languages', () => {
  for (const { title, help, secretTitle } of connectionKinds) {
    for (const text of [title, help, ...(secretTitle === null ? [] : [secretTitle])]) {
      expect(Object.keys(text)).toEqual(['en', 'zh']);
    }
  }
});

test('DingTalk: the signature of milliseconds and secret stands in the address', () => {
  const url = 'https://oapi.dingtalk.com/robot/send?access_token=abc';
  const message = { msgtype: 'text', text: { content: '新线索 A&B' } };
  expect(messageOf('dingtalk', '新线索 A&B', url)).toEqual({ url, json: message });
  const signed = messageOf('dingtalk', '新线索 A&B', url, 'SECabc');
  const sign = createHmac('sha256', 'SECabc').update('1795334400123\nSECabc').digest('base64');
  expect(signed.url).toBe(`${url}&timestamp=1795334400123&sign=${encodeURIComponent(sign)}`);
  expect(signed.json).toEqual(message);
});

test('WeCom: text of 2048 bytes at most, cut between characters', () => {
  const url = 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=abc';
  expect(messageOf('wecom', '你好', url)).toEqual({ url, json: { msgtype: 'text', text: { content: '你好' } } });
  const { json } = messageOf('wecom', '客'.repeat(1000), url);
  const { content } = (json as { text: { content: string } }).text;
  expect(Buffer.byteLength(content)).toBeLessThanOrEqual(2048);
  expect(content).toBe(`${'客'.repeat(681)}…`);
});

test('Feishu: the signature of seconds and secret stands in the body', () => {
  const url = 'https://open.feishu.cn/open-apis/bot/v2/hook/abc';
  expect(messageOf('feishu', '你好', url)).toEqual({ url, json: { msg_type: 'text', content: { text: '你好' } } });
  const sign = createHmac('sha256', '1795334400\nsecret').digest('base64');
  expect(messageOf('feishu', '你好', url, 'secret')).toEqual({
    url,
    json: { timestamp: '1795334400', sign, msg_type: 'text', content: { text: '你好' } },
  });
});

test('Slack: its own signs are escaped', () => {
  const url = 'https://hooks.slack.com/services/a/b/c';
  expect(messageOf('slack', 'A & <!channel>', url)).toEqual({ url, json: { text: 'A &amp; &lt;!channel&gt;' } });
});

test.each([
  ['dingtalk', '{"errcode":0,"errmsg":"ok"}', null],
  ['dingtalk', '{"errcode":310000,"errmsg":"sign not match"}', false],
  ['dingtalk', '{"errcode":130101,"errmsg":"send too fast"}', true],
  ['wecom', '{"errcode":0,"errmsg":"ok"}', null],
  ['wecom', '{"errcode":93000,"errmsg":"invalid webhook url"}', false],
  ['wecom', '{"errcode":45009,"errmsg":"api freq out of limit"}', true],
  ['feishu', '{"code":0,"msg":"success"}', null],
  ['feishu', '{"StatusCode":0,"StatusMessage":"success"}', null],
  ['feishu', '{"code":19021,"msg":"sign match fail"}', false],
  ['feishu', '{"code":11232,"msg":"frequency limited"}', true],
  ['feishu', '<html>proxy</html>', false],
  ['slack', 'ok', null],
] as const)('%s answers %s: refused for now is %s', (kind, answer, expected) => {
  expect(chatKindNamed(kind)?.refusal(answer)?.isPassing ?? null).toBe(expected);
});

test('a text is cut inside no character', () => {
  expect(cutToBytes('abc', 3)).toBe('abc');
  expect(cutToBytes('😀😀', 7)).toBe('😀…');
  expect(cutToBytes('é'.repeat(10), 10)).toBe('ééé…');
});
