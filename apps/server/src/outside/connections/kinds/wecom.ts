import { type ChatKind, cutToBytes, memberOf } from './connection-kind.ts';

/**
 * A robot of a WeCom group. Source: developer.work.weixin.qq.com, "群机器人配置说明": text of 2048 bytes at most; no
 * signature, the key in the address is the secret; 20 messages a minute, then errcode 45009.
 */
export const wecom: ChatKind = {
  kind: 'wecom',
  use: 'chat',
  title: { en: 'WeCom robot', zh: '企业微信群机器人' },
  help: {
    en: 'Group > … > Add robot: copy the webhook address.',
    zh: '群聊右上角 … > 添加群机器人：复制 Webhook 地址。',
  },
  secretTitle: null,
  message: (text, { url }) => ({
    url,
    body: JSON.stringify({ msgtype: 'text', text: { content: cutToBytes(text, 2048) } }),
  }),
  refusal(answer) {
    const code = memberOf(answer, 'errcode');
    if (code === 0) return null;
    return { reason: answer.slice(0, 200), isPassing: code === 45009 || code === -1 };
  },
};
