import { FinalFailure, type OutsideCourier, readPersons } from '@tangram/records';
import { type LocalText, textIn } from '@tangram/schema';
import type { Kysely } from 'kysely';
import { serverProblem } from '../../errors.ts';
import type { Mail, Mailer } from '../mailer.ts';

/** What the action `send-mail` orders: to somebody of one's own, or to an address. */
type MailOrder = { readonly subject: LocalText; readonly text: LocalText } & (
  | { readonly person: string; readonly link?: string }
  | { readonly address: string }
);

export interface MailSurroundings {
  readonly db: Kysely<unknown>;
  readonly mailer: Mailer;
  readonly language: () => string;
  readonly publicUrl: string;
}

/**
 * Hands a mail to the server of SMTP_URL. SMTP knows no keys: a process that dies between the server's "accepted" and
 * the note of it sends again. The Message-ID is the same each time, by which many mail programs show it once.
 */
export function mailCourier(around: MailSurroundings): OutsideCourier {
  return {
    guarantee: 'may-repeat',
    async deliver({ key, request }) {
      // The action made this request.
      const mail = await mailOf(request as unknown as MailOrder, around);
      await around.mailer.send({ ...mail, key });
    },
  };
}

async function mailOf(order: MailOrder, { db, language, publicUrl }: MailSurroundings): Promise<Omit<Mail, 'key'>> {
  if ('address' in order) {
    const { address } = order;
    return { to: address, subject: textIn(order.subject, language()), text: textIn(order.text, language()) };
  }
  const [person] = await readPersons(db, { ids: [order.person] });
  if (person?.email == null || !person.isActive) {
    throw new FinalFailure('conflict', [
      serverProblem('MAIL_NO_ADDRESS', '', { person: person?.name ?? order.person }),
    ]);
  }
  const spoken = person.language ?? language();
  const text = textIn(order.text, spoken);
  return {
    to: person.email,
    subject: textIn(order.subject, spoken),
    text: order.link === undefined ? text : `${text}\n\n${publicUrl}${order.link}\n`,
  };
}
