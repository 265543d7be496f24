import { createHmac } from 'node:crypto';
import { type ChatKind, cutToBytes, memberOf } from './connection-kind.ts';

/**
 * A custom robot of a DingTalk group. Source: open.dingtalk.com, "自定义机器人接入": text messages; the signature
 * (加签) is the base64 of HMAC-SHA256 over "<milliseconds>\n<secret>" with the secret as key, in the address; 20
 * messages a minute, then errcode 410100 or 130101.
 */
export const dingtalk: ChatKind = {
  kind: 'dingtalk',
  use: 'chat',
  title: { en: 'DingTalk robot', zh: '钉钉群机器人' },
  help: {
    en: 'Group settings > Robots > Custom: copy the webhook address, and the SEC… secret when "signing" is on.',
    zh: '群设置 > 机器人 > 自定义：复制 Webhook 地址；启用“加签”时再复制 SEC 开头的密钥。',
  },
  secretTitle: { en: 'Signing secret', zh: '加签密钥' },
  message(text, { url, signingSecret }, now) {
    const target = new URL(url);
    if (signingSecret !== undefined) {
      const timestamp = String(now.getTime());
      const sign = createHmac('sha256', signingSecret).update(`${timestamp}\n${signingSecret}`).digest('base64');
      target.searchParams.set('timestamp', timestamp);
      target.searchParams.set('sign', sign);
    }
    const content = cutToBytes(text, mostBytes);
    return { url: target.href, body: JSON.stringify({ msgtype: 'text', text: { content } }) };
  },
  refusal(answer) {
    const code = memberOf(answer, 'errcode');
    if (code === 0) return null;
    return { reason: answer.slice(0, 200), isPassing: tooMany.has(code) };
  },
};

/** A message may have 20,000 bytes; the rest of the document takes some. */
const mostBytes = 18_000;
const tooMany: ReadonlySet<unknown> = new Set([130101, 410100, -1]);
