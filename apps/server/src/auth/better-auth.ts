import { apiKey } from '@better-auth/api-key';
import { type KyselyPlugin, type Kysely, type UnknownRow } from 'kysely';
import { betterAuth } from 'better-auth';
import { longestPassword, shortestPassword } from './limits.ts';

export interface AuthSettings {
  readonly db: Kysely<unknown>;
  readonly secret: string;
  readonly publicUrl: string;
  readonly newId: () => string;
}

const sessionSeconds = 30 * 24 * 3600;

export type BetterAuth = ReturnType<typeof createBetterAuth>;

/**
 * better-auth on our tables (`auth.sql.ts`): passwords (scrypt), sessions and API keys. It is called as a library by
 * our own routes; its own HTTP routes are not reachable, so there is no sign-up.
 */
export function createBetterAuth({ db, secret, publicUrl, newId }: AuthSettings) {
  return betterAuth({
    appName: 'Tangram',
    secret,
    baseURL: publicUrl,
    database: { db: withDates(db), type: 'postgres', schemaName: 'tangram', transaction: true },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: shortestPassword,
      maxPasswordLength: longestPassword,
    },
    user: { modelName: 'person', fields: inSnakeCase('emailVerified', 'createdAt', 'updatedAt') },
    session: {
      modelName: 'auth_session',
      fields: inSnakeCase('expiresAt', 'createdAt', 'updatedAt', 'ipAddress', 'userAgent', 'userId'),
      expiresIn: sessionSeconds,
      updateAge: 24 * 3600,
    },
    account: { modelName: 'auth_account', fields: inSnakeCase(...accountFields) },
    verification: { modelName: 'auth_verification', fields: inSnakeCase('expiresAt', 'createdAt', 'updatedAt') },
    advanced: {
      cookiePrefix: 'tangram',
      useSecureCookies: false,
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true, path: '/', secure: publicUrl.startsWith('https:') },
      database: { generateId: newId },
    },
    // Attempts are limited per address and account by our own route, which also speaks in problems.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
    plugins: [
      apiKey({
        defaultPrefix: 'tgm_',
        rateLimit: { enabled: false },
        keyExpiration: { defaultExpiresIn: null, minExpiresIn: 0, maxExpiresIn: 3650 },
        schema: { apikey: { modelName: 'auth_api_key', fields: inSnakeCase(...apiKeyFields) } },
      }),
    ],
  });
}

const accountFields = [
  'accountId',
  'providerId',
  'userId',
  'accessToken',
  'refreshToken',
  'idToken',
  'accessTokenExpiresAt',
  'refreshTokenExpiresAt',
  'createdAt',
  'updatedAt',
];

const apiKeyFields = [
  'configId',
  'referenceId',
  'refillInterval',
  'refillAmount',
  'lastRefillAt',
  'rateLimitEnabled',
  'rateLimitTimeWindow',
  'rateLimitMax',
  'requestCount',
  'lastRequest',
  'expiresAt',
  'createdAt',
  'updatedAt',
];

function inSnakeCase(...names: readonly string[]): { [name: string]: string } {
  return Object.fromEntries(
    names.map((name) => [name, name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)]),
  );
}

// better-auth asks for a Kysely of any tables: `any` is its own word for it.
// oxlint-disable-next-line typescript/no-explicit-any
const withDates = (db: Kysely<unknown>) => db.withPlugin(new InstantsAsDates()) as Kysely<any>;

/** Our pool reads instants as text, so that nothing is lost; better-auth compares them with Dates. */
class InstantsAsDates implements KyselyPlugin {
  transformQuery: KyselyPlugin['transformQuery'] = ({ node }) => node;

  transformResult: KyselyPlugin['transformResult'] = async ({ result }) => ({
    ...result,
    rows: result.rows.map((row) => {
      const read: UnknownRow = {};
      for (const [name, value] of Object.entries(row)) {
        read[name] = typeof value === 'string' && isInstant(name) ? new Date(value) : value;
      }
      return read;
    }),
  });
}

const isInstant = (column: string) => /(_at|At)$/.test(column) || column === 'last_request' || column === 'lastRequest';
