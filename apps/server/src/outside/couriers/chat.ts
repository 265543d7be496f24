import { FinalFailure, type OutsideCourier } from '@tangram/records';
import { type LocalText, PlatformError, textIn } from '@tangram/schema';
import { serverProblem } from '../../errors.ts';
import type { Connections } from '../connections/connections.ts';
import { chatKindNamed } from '../connections/kinds/index.ts';
import { type PostOptions, postJson } from '../post-json.ts';

/** What the action `send-chat` orders. */
interface ChatMessage {
  readonly connection: string;
  readonly text: LocalText;
  /** A path of the web application. */
  readonly link?: string;
}

export interface ChatSurroundings extends PostOptions {
  readonly now: () => Date;
  /** The workspace's: a group has no language of its own. */
  readonly language: () => string;
  /** How people reach the product, without a slash at the end. */
  readonly publicUrl: string;
}

/**
 * Posts a message into a group of a chat. Robots of chats know no keys: a process that dies after sending and before
 * noting it sends again, and the message stands there twice.
 */
export function chatCourier(connections: Connections, around: ChatSurroundings): OutsideCourier {
  return {
    guarantee: 'may-repeat',
    async deliver({ request }) {
      // The action made this request.
      const { connection, text, link } = request as unknown as ChatMessage;
      const { kind, secrets } = await connections.secretsOf(connection);
      const chat = chatKindNamed(kind);
      if (chat === undefined)
        throw new FinalFailure('conflict', [serverProblem('CONNECTION_USE', '', { key: connection })]);
      const words = textIn(text, around.language());
      const message = link === undefined ? words : `${words}\n${around.publicUrl}${link}`;
      const answer = await postJson(chat.message(message, secrets, around.now()), around);
      const refusal = chat.refusal(answer);
      if (refusal === null) return;
      const problems = [serverProblem('OUTSIDE_REFUSED', '', { by: chat.title, reason: refusal.reason })];
      throw refusal.isPassing ? new PlatformError('conflict', problems) : new FinalFailure('conflict', problems);
    },
  };
}
