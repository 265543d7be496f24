import { FinalFailure } from '@tangram/records';
import { PlatformError } from '@tangram/schema';
import { serverProblem } from '../errors.ts';

export interface Mail {
  /** One address, without a name. */
  readonly to: string;
  readonly subject: string;
  /** Plain text. */
  readonly text: string;
  /** The same for the same mail, however often it is sent. */
  readonly key: string;
}

/** Connecting, greeting, and each wait for an answer, milliseconds. */
const patienceMs = 10_000;
/** The whole conversation: within the minute of a claim, though a server is slow at each step. */
const wholeMs = 45_000;
const longestSubject = 200;

/**
 * Sends mail by the server of SMTP_URL, `smtp://user:password@host:587?from=crm@example.cn`. The sender is `from`, else
 * the user of the address when that is an e-mail address. nodemailer is loaded with the first mail: a deployment that sends
 * none does not hold it in memory.
 */
export class Mailer {
  readonly #smtpUrl: string | undefined;

  constructor(smtpUrl: string | undefined) {
    this.#smtpUrl = smtpUrl;
  }

  /** Whether SMTP_URL is set. */
  get isSetUp(): boolean {
    return this.#smtpUrl !== undefined;
  }

  /** Throws, as final, MAIL_NOT_SET_UP, MAIL_NO_SENDER, MAIL_ADDRESS and MAIL_REFUSED of 5xx; others may pass. */
  async send({ to, subject, text, key }: Mail): Promise<void> {
    if (this.#smtpUrl === undefined) throw new FinalFailure('conflict', [serverProblem('MAIL_NOT_SET_UP')]);
    const url = new URL(this.#smtpUrl);
    const from = url.searchParams.get('from') ?? decodeURIComponent(url.username);
    if (!isAddress(from)) throw new FinalFailure('conflict', [serverProblem('MAIL_NO_SENDER')]);
    if (!isAddress(to)) throw new FinalFailure('invalid', [serverProblem('MAIL_ADDRESS', '', { address: to })]);
    const { createTransport } = await import('nodemailer');
    const isSecure = url.protocol === 'smtps:';
    const transport = createTransport({
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: url.port === '' ? (isSecure ? 465 : 587) : Number(url.port),
      secure: isSecure,
      ...(url.username === ''
        ? {}
        : { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }),
      connectionTimeout: patienceMs,
      greetingTimeout: patienceMs,
      socketTimeout: patienceMs,
      dnsTimeout: patienceMs,
      // Nothing of a mail is read from files or addresses, whatever its text says.
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    const sent = transport.sendMail({
      from: { name: '', address: from },
      // As an object it is one address: a text would be read as a list.
      to: { name: '', address: to },
      subject: oneLine(subject).slice(0, longestSubject).toWellFormed(),
      text,
      messageId: `<${key}@tangram>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
    try {
      await within(wholeMs, sent);
    } catch (error) {
      throw refusal(error);
    } finally {
      transport.close();
    }
  }
}

/** What comes of it after that is nobody's any more. */
async function within(timeoutMs: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no end after ${timeoutMs / 1000} s`)), timeoutMs);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** One address and nothing else: no spaces, lists, names or line breaks, by which headers could be added. */
function isAddress(text: string): boolean {
  return text.length <= 254 && /^[^\s@<>(),;:"\\[\]\p{Cc}]+@[^\s@<>(),;:"\\[\]\p{Cc}]+$/u.test(text);
}

function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

/** Answers of 5xx are final (RFC 5321, section 4.2.1); all else may pass. */
function refusal(error: unknown): PlatformError {
  const { responseCode, message } = error as { readonly responseCode?: number; readonly message?: string };
  const problems = [serverProblem('MAIL_REFUSED', '', { reason: message ?? String(error) })];
  const isFinal = responseCode !== undefined && responseCode >= 500;
  return isFinal ? new FinalFailure('conflict', problems) : new PlatformError('conflict', problems);
}
