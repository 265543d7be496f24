import type { LocalText } from '@tangram/schema';
import type { Posting } from '../../post-json.ts';

/** What a connection holds; both are sealed where it is kept. */
export interface ConnectionSecrets {
  /** The address to post to: that of a chat's robot is a secret in itself. */
  readonly url: string;
  /** What messages are signed with. */
  readonly signingSecret?: string | undefined;
}

/** One kind of receiver: a file in this folder and a line in its `index.ts`. */
export interface ConnectionKind<Use extends ConnectionUse = ConnectionUse> {
  readonly kind: string;
  readonly title: LocalText;
  /** Where the address is found, in a sentence. */
  readonly help: LocalText;
  /** What actions send to it. */
  readonly use: Use;
  /** How the signing secret is called there; null: there is none. */
  readonly secretTitle: LocalText | null;
}

export type ConnectionUse = 'web-call' | 'chat';

/** The robot of a group of a chat. `now` stamps the signature. */
export interface ChatKind extends ConnectionKind<'chat'> {
  message(text: string, secrets: ConnectionSecrets, now: Date): Posting;
  /** Why an answer of status 2xx is none: chats say their refusals in the body. Null: the message was taken. */
  refusal(answer: string): ChatRefusal | null;
}

export interface ChatRefusal {
  readonly reason: string;
  /** Too many messages just now: later it will do. */
  readonly isPassing: boolean;
}

/** The member of a JSON answer; undefined when the answer is no such JSON. */
export function memberOf(answer: string, name: string): unknown {
  try {
    const value: unknown = JSON.parse(answer);
    return value !== null && typeof value === 'object' ? (value as { [name: string]: unknown })[name] : undefined;
  } catch {
    return undefined;
  }
}

/** `text` cut to so many bytes of UTF-8, not inside a character. */
export function cutToBytes(text: string, most: number): string {
  const bytes = Buffer.from(text);
  if (bytes.length <= most) return text;
  let end = most - 3;
  while (end > 0 && ((bytes[end] as number) & 0xc0) === 0x80) end--;
  return `${bytes.subarray(0, end).toString('utf8')}…`;
}
