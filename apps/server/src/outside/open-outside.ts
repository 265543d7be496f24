import type { Catalog, OutsideCourier } from '@tangram/records';
import { textIn } from '@tangram/schema';
import type { Kysely } from 'kysely';
import type { Config } from '../config.ts';
import type { Connections } from './connections/connections.ts';
import { chatCourier } from './couriers/chat.ts';
import { mailCourier } from './couriers/mail.ts';
import { webCallCourier } from './couriers/web-call.ts';
import { Mailer } from './mailer.ts';

export interface OutsideSurroundings {
  readonly config: Pick<Config, 'smtpUrl' | 'allowsPrivateHooks'>;
  readonly publicUrl: string;
  readonly db: Kysely<unknown>;
  readonly catalog: () => Catalog;
  readonly connections: Connections;
  readonly now: () => Date;
}

/** What leaves this deployment, and how it is tried by hand. */
export interface Outside {
  /** By the kind of delivery: `web-call`, `chat`, `mail`. */
  readonly couriers: {
    readonly 'web-call': OutsideCourier;
    readonly chat: OutsideCourier;
    readonly mail: OutsideCourier;
  };
  readonly mailer: Mailer;
  /** Sends a test message through a connection at once, past the outbox; throws what the courier throws. */
  test(connection: string, key: string): Promise<void>;
  /** Sends a test mail to a person at once; throws what the courier throws. */
  testMail(person: string, key: string): Promise<void>;
}

export function openOutside({ config, publicUrl, db, catalog, connections, now }: OutsideSurroundings): Outside {
  const options = { allowsPrivate: config.allowsPrivateHooks, now };
  const language = () => catalog().workspace.language;
  const mailer = new Mailer(config.smtpUrl);
  const couriers = {
    'web-call': webCallCourier(connections, options),
    chat: chatCourier(connections, { ...options, language, publicUrl }),
    mail: mailCourier({ db, mailer, language, publicUrl }),
  };
  return {
    couriers,
    mailer,
    async test(connection, key) {
      const use = await connections.useOf(connection);
      const request = testRequests[use](connection, textIn(greeting, language()));
      await couriers[use].deliver({ ...fromNobody, kind: use, key, request });
    },
    async testMail(person, key) {
      const request = { person, subject: greeting, text: greeting };
      await couriers.mail.deliver({ ...fromNobody, kind: 'mail', key, request });
    },
  };
}

const fromNobody = { app: '', form: '', record: null, source: '', run: null };
const greeting = { en: 'A test message from Tangram.', zh: '这是一条来自七巧的测试消息。' };

const testRequests = {
  'web-call': (connection: string, text: string) => ({ connection, body: { test: true, values: { text } } }),
  chat: (connection: string, text: string) => ({ connection, text }),
};
