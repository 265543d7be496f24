import type { ErrorTable } from '@tangram/schema';

/** Problems that begin on this side of the wire. */
export const clientErrors = {
  CLIENT_UNREACHABLE: {
    kind: 'unavailable',
    message: { en: 'The server cannot be reached.', zh: '无法连接服务器。' },
    hint: { en: 'Check the network, then try again.', zh: '请检查网络后重试。' },
  },
  CLIENT_STATUS: {
    kind: 'unavailable',
    message: { en: 'The server answered {status}.', zh: '服务器返回了 {status}。' },
    hint: { en: 'Try again in a moment.', zh: '请稍后重试。' },
  },
  CLIENT_UNEXPECTED: {
    kind: 'internal',
    message: { en: 'Something went wrong.', zh: '出现了问题。' },
  },
} as const satisfies ErrorTable;
