import type { ConnectionKind } from './connection-kind.ts';

/** Any system that takes JSON: gets named values, signed when there is a secret. */
export const webCall: ConnectionKind<'web-call'> = {
  kind: 'web-call',
  use: 'web-call',
  title: { en: 'Webhook of another system', zh: '其他系统的接口（Webhook）' },
  help: {
    en: 'The address that takes a POST with JSON. With a secret each call carries a signature of it.',
    zh: '接收 JSON（POST）的地址。填写密钥后，每次调用都会带上签名。',
  },
  secretTitle: { en: 'Signing secret', zh: '签名密钥' },
};
