import type { ChatKind, ConnectionKind } from './connection-kind.ts';
import { dingtalk } from './dingtalk.ts';
import { feishu } from './feishu.ts';
import { slack } from './slack.ts';
import { webCall } from './web-call.ts';
import { wecom } from './wecom.ts';

/** Chats, in the order in which they are offered. */
const chatKinds: readonly ChatKind[] = [dingtalk, wecom, feishu, slack];

/** Every kind of connection, in the order in which they are offered. */
export const connectionKinds: readonly ConnectionKind[] = [webCall, ...chatKinds];

export function connectionKindNamed(kind: string): ConnectionKind | undefined {
  return connectionKinds.find((one) => one.kind === kind);
}

export function chatKindNamed(kind: string): ChatKind | undefined {
  return chatKinds.find((one) => one.kind === kind);
}
