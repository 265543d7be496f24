import { type Actor, createPerson, keepActors } from '@tangram/records';
import type { PersonValues } from '@tangram/records';
import { PlatformError } from '@tangram/schema';
import { type Kysely, sql } from 'kysely';
import { serverError, serverErrors, serverProblem } from '../errors.ts';
import type { AuthSettings, BetterAuth } from './better-auth.ts';
import { cookieName, longestPassword, shortestPassword } from './limits.ts';
import type { AuthTables } from './tables.ts';

export interface SignedIn {
  readonly actor: Actor;
  /** `Set-Cookie` headers for the answer. */
  readonly cookies: readonly string[];
}

export interface ApiKey {
  readonly id: string;
  readonly title: string | null;
  /** The first characters, to tell keys apart. */
  readonly start: string | null;
  readonly created_at: string;
  readonly expires_at: string | null;
  readonly last_used_at: string | null;
}

/** How long a signed-in principal is believed without asking the database; revocation elsewhere is told at once. */
const believedMs = 2_000;
/** From this age on the next request has it asked again while it goes on itself, so that no request waits for that. */
const freshMs = 1_000;
const mostKept = 10_000;

/** Whose session or key it is. `cookies` are to be renewed in the browser, with whichever answer comes next. */
interface Principal {
  readonly userId: string | null;
  readonly cookies: readonly string[];
}

const nobody: Principal = { userId: null, cookies: [] };

/** A number of ours for PostgreSQL's advisory locks: two first owners at once. */
const setupLock = 7_110_003;

/**
 * Who somebody is: passwords, sessions and API keys by better-auth; the actor by `records`. better-auth asks two
 * statements per session and four per key, so its answer is kept for two seconds and forgotten at every notification
 * `tangram_people` (sign-out, revoked keys, deactivated people, changed roles). Requests that come at once share one
 * question: with 16 connections each asking for itself, one request in a hundred waited 60 ms longer.
 */
export class Auth {
  readonly #settings: AuthSettings;
  readonly #db: Kysely<unknown>;
  readonly #actors: ReturnType<typeof keepActors>;
  readonly #principals = new Map<string, Principal & { readonly since: number }>();
  /** Questions under way. */
  readonly #asked = new Map<string, Promise<Principal>>();
  #generation = 0;
  #library: Promise<BetterAuth> | undefined;
  #isSetUp = false;

  constructor(settings: AuthSettings) {
    this.#settings = settings;
    this.#db = settings.db;
    this.#actors = keepActors(settings.db);
  }

  /** The person behind a `Cookie` header; null without a living session. Cookies to renew in the browser go to `renew`. */
  async actorOfCookie(header: string, renew?: (cookies: readonly string[]) => void): Promise<Actor | null> {
    const token = cookieIn(header);
    if (token === undefined) return null;
    const { userId, cookies } = await this.#principal(`session ${token}`, async () => {
      const library = await this.#betterAuth();
      const asked = new Headers({ cookie: `${cookieName}=${token}` });
      const { response, headers } = await library.api.getSession({ headers: asked, returnHeaders: true });
      return response === null ? nobody : { userId: response.user.id, cookies: headers.getSetCookie() };
    });
    if (cookies.length > 0) renew?.(cookies);
    return userId === null ? null : await this.#actors.actor(userId);
  }

  /** The person behind `Authorization: Bearer <key>`; throws `AUTH_KEY_INVALID`. */
  async actorOfKey(key: string): Promise<Actor> {
    const { userId } = await this.#principal(`key ${key}`, async () => {
      const library = await this.#betterAuth();
      const answer = await library.api.verifyApiKey({ body: { key } });
      return answer.valid && answer.key ? { userId: answer.key.referenceId, cookies: [] } : nobody;
    });
    const actor = userId === null ? null : await this.#actors.actor(userId);
    if (actor === null) throw serverError('AUTH_KEY_INVALID');
    return { ...actor, channel: 'api-key' };
  }

  /** Throws `AUTH_FAILED`, the same for an unknown address, a wrong password and somebody deactivated. */
  async signIn(email: string, password: string, headers: Headers): Promise<SignedIn> {
    if (password.length > longestPassword) throw serverError('AUTH_FAILED');
    const library = await this.#betterAuth();
    const response = await library.api.signInEmail({ body: { email, password }, headers, asResponse: true });
    if (!response.ok) throw serverError('AUTH_FAILED');
    const { user } = (await response.json()) as { user: { id: string } };
    const actor = await this.#actors.actor(user.id);
    if (actor === null) {
      await this.signOutEverywhere(user.id);
      throw serverError('AUTH_FAILED');
    }
    return { actor, cookies: response.headers.getSetCookie() };
  }

  /** Ends the session of the cookie, if there is one. Returns the cookies that make the browser forget it. */
  async signOut(header: string): Promise<readonly string[]> {
    const library = await this.#betterAuth();
    const response = await library.api.signOut({ headers: new Headers({ cookie: header }), asResponse: true });
    this.forget();
    return response.headers.getSetCookie();
  }

  async signOutEverywhere(userId: string): Promise<void> {
    await this.#db.withTables<AuthTables>().deleteFrom('tangram.auth_session').where('user_id', '=', userId).execute();
    this.forget();
  }

  /** Whether the first person is still to be made. Once somebody is there, that is never asked again. */
  async needsSetup(): Promise<boolean> {
    if (this.#isSetUp) return false;
    const { rows } = await sql`select from tangram.auth_account limit 1`.execute(this.#db);
    this.#isSetUp = rows.length > 0;
    return !this.#isSetUp;
  }

  /** Makes the first person, an administrator. Of two at once, one gets `AUTH_SETUP_DONE`. */
  async setUp(owner: { name: string; email: string; password: string }): Promise<void> {
    refusePassword(owner.password);
    await this.#db.transaction().execute(async (trx) => {
      await sql`select pg_advisory_xact_lock(${setupLock})`.execute(trx);
      const { rows } = await sql`select from tangram.auth_account limit 1`.execute(trx);
      if (rows.length > 0) throw serverError('AUTH_SETUP_DONE');
      const person = { name: owner.name, email: owner.email, isAdministrator: true };
      await this.createPerson(trx, person, owner.password);
    });
    this.forget();
  }

  /** A person who can sign in when there is a password. `PERSON_*`, `AUTH_PASSWORD_*`. */
  async createPerson(
    trx: Kysely<unknown>,
    person: PersonValues & { readonly name: string },
    password?: string,
  ): Promise<string> {
    if (password !== undefined) refusePassword(password);
    const lowered = person.email == null ? person : { ...person, email: person.email.toLowerCase() };
    const id = await createPerson(trx, lowered, { newId: this.#settings.newId, now: new Date() });
    if (password !== undefined) await this.setPassword(trx, id, password);
    return id;
  }

  /** Replaces the password and ends every session of that person. */
  async setPassword(trx: Kysely<unknown>, userId: string, password: string): Promise<void> {
    refusePassword(password);
    const library = await this.#betterAuth();
    const { password: passwords } = await library.$context;
    const hash = await passwords.hash(password);
    const now = new Date();
    const tables = trx.withTables<AuthTables>();
    await tables
      .insertInto('tangram.auth_account')
      .values({
        id: this.#settings.newId(),
        account_id: userId,
        provider_id: 'credential',
        user_id: userId,
        password: hash,
        created_at: now,
        updated_at: now,
      })
      .onConflict((conflict) =>
        conflict.columns(['provider_id', 'account_id']).doUpdateSet({ password: hash, updated_at: now }),
      )
      .execute();
    await tables.deleteFrom('tangram.auth_session').where('user_id', '=', userId).execute();
  }

  /** The key itself is only ever seen in this answer. */
  async createKey(userId: string, title: string, expiresInDays?: number): Promise<ApiKey & { readonly key: string }> {
    const library = await this.#betterAuth();
    const expiresIn = expiresInDays === undefined ? null : expiresInDays * 24 * 3600;
    const made = await library.api.createApiKey({ body: { userId, name: title, expiresIn } });
    const listed = (await this.keys(userId)).find((key) => key.id === made.id) as ApiKey;
    return { ...listed, key: made.key };
  }

  async keys(userId: string): Promise<ApiKey[]> {
    const rows = await this.#db
      .withTables<AuthTables>()
      .selectFrom('tangram.auth_api_key')
      .select(['id', 'name as title', 'start', 'created_at', 'expires_at', 'last_request as last_used_at'])
      .where('reference_id', '=', userId)
      .orderBy('created_at')
      .execute();
    return rows as ApiKey[];
  }

  async removeKey(userId: string, id: string): Promise<void> {
    const result = await this.#db
      .withTables<AuthTables>()
      .deleteFrom('tangram.auth_api_key')
      .where('reference_id', '=', userId)
      .where(sql<boolean>`id::text = ${id}`)
      .executeTakeFirst();
    if (result.numDeletedRows === 0n) throw serverError('AUTH_KEY_UNKNOWN');
    this.forget();
  }

  /** The person as an actor; null when unknown or deactivated. */
  actor(userId: string): Promise<Actor | null> {
    return this.#actors.actor(userId);
  }

  /** Believes nothing from before any more. To be called at every `tangram_people` and when listening was interrupted. */
  forget(): void {
    this.#generation++;
    this.#principals.clear();
    this.#asked.clear();
    this.#actors.forget();
  }

  async #principal(key: string, ask: () => Promise<Principal>): Promise<Principal> {
    const kept = this.#principals.get(key);
    const age = kept === undefined ? Number.POSITIVE_INFINITY : performance.now() - kept.since;
    if (kept === undefined || age > believedMs) return await this.#askOnce(key, ask);
    // Should this fail, the request that finds the answer too old asks again and hears why.
    if (age > freshMs) this.#askOnce(key, ask).catch(() => {});
    return kept;
  }

  #askOnce(key: string, ask: () => Promise<Principal>): Promise<Principal> {
    const known = this.#asked.get(key);
    if (known !== undefined) return known;
    const generation = this.#generation;
    const since = performance.now();
    const asked = ask()
      .then((principal) => {
        // Not kept: guesses (they would fill the memory), and answers that were asked for before something was revoked.
        if (principal.userId === null) this.#principals.delete(key);
        else if (generation === this.#generation) {
          if (this.#principals.size >= mostKept) this.#principals.clear();
          this.#principals.set(key, { ...principal, since });
        }
        return principal;
      })
      .finally(() => {
        if (this.#asked.get(key) === asked) this.#asked.delete(key);
      });
    this.#asked.set(key, asked);
    return asked;
  }

  /** Loaded when somebody first signs in or comes with a session: it is 30 MB that a resting server need not hold. */
  #betterAuth(): Promise<BetterAuth> {
    this.#library ??= import('./better-auth.ts').then(({ createBetterAuth }) => createBetterAuth(this.#settings));
    return this.#library;
  }
}

function refusePassword(password: string): void {
  const problems = [
    ...(password.length < shortestPassword
      ? [serverProblem('AUTH_PASSWORD_SHORT', '/password', { least: shortestPassword })]
      : []),
    ...(password.length > longestPassword
      ? [serverProblem('AUTH_PASSWORD_LONG', '/password', { most: longestPassword })]
      : []),
  ];
  if (problems.length > 0) throw new PlatformError(serverErrors.AUTH_PASSWORD_SHORT.kind, problems);
}

const cookiePattern = new RegExp(`(?:^|;\\s*)${cookieName.replaceAll('.', '\\.')}=([^;]+)`);

function cookieIn(header: string): string | undefined {
  return cookiePattern.exec(header)?.[1];
}
