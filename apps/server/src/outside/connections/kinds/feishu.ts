import { createHmac } from 'node:crypto';
import { type ChatKind, cutToBytes, memberOf } from './connection-kind.ts';

/**
 * A custom robot of a Feishu group. Source: open.feishu.cn, "自定义机器人使用指南": text messages; the signature (签名校验)
 * is the base64 of HMAC-SHA256 over nothing with "<seconds>\n<secret>" as key, in the body; 5 messages a second, then
 * code 11232.
 */
export const feishu: ChatKind = {
  kind: 'feishu',
  use: 'chat',
  title: { en: 'Feishu robot', zh: '飞书群机器人' },
  help: {
    en: 'Group settings > Bots > Custom bot: copy the webhook address, and the secret when "signature" is on.',
    zh: '群设置 > 群机器人 > 自定义机器人：复制 Webhook 地址；启用“签名校验”时再复制密钥。',
  },
  secretTitle: { en: 'Signing secret', zh: '签名校验密钥' },
  message(text, { url, signingSecret }, now) {
    const message = { msg_type: 'text', content: { text: cutToBytes(text, mostBytes) } };
    if (signingSecret === undefined) return { url, body: JSON.stringify(message) };
    const timestamp = String(Math.floor(now.getTime() / 1000));
    const sign = createHmac('sha256', `${timestamp}\n${signingSecret}`).update('').digest('base64');
    return { url, body: JSON.stringify({ timestamp, sign, ...message }) };
  },
  refusal(answer) {
    const code = memberOf(answer, 'code') ?? memberOf(answer, 'StatusCode');
    if (code === 0) return null;
    return { reason: answer.slice(0, 200), isPassing: code === 11232 };
  },
};

/** A request may have 20 KB. */
const mostBytes = 18_000;
