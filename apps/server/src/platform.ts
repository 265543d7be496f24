import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { Apps, openApps } from '@tangram/apps';
import { setCompiler, setPinyin } from '@tangram/expression';
import { compileAdaptively } from '@tangram/expression/function';
import {
  type Catalog,
  type Clock,
  type NewId,
  type Outbox,
  type Records,
  type Workspace,
  createOutbox,
  createRecords,
  ensureGroup,
} from '@tangram/records';
import { type Rules, createRules } from '@tangram/rules';
import type { Flows } from '@tangram/flows';
import type { Kysely } from 'kysely';
import pg from 'pg';
import { Auth } from './auth/auth.ts';
import { type Config, secretOf } from './config.ts';
import { type DatabaseServer, openDatabaseServer } from './database/database-server.ts';
import { type Database, openDatabase } from './database/open-database.ts';
import { allMigrations, openKysely, openPool, type Pool } from './database/index.ts';
import { BackgroundWorker } from './engines/background-worker.ts';
import { noticeCourier, openFlows } from './engines/flows/open-flows.ts';
import { flowStarter } from './engines/rules/flow-starter.ts';
import { loadSampleData } from './engines/records/load-sample-data.ts';
import { Files } from './files/files.ts';
import { Hooks } from './hooks/hooks.ts';
import { LiveHub } from './live/live-hub.ts';
import type { Log } from './log.ts';
import { idMaker } from './new-id.ts';
import { Notifications } from './notifications/notifications.ts';
import { Connections } from './outside/connections/connections.ts';
import { openOutside, type Outside } from './outside/open-outside.ts';
import { People } from './people/people.ts';
import { pinyinOnDemand } from './pinyin-on-demand.ts';
import { PublicLinks } from './public-forms/public-links.ts';
import { readWorkspace, saveWorkspace } from './workspace.ts';

/**
 * Everything of one process, put together once: the database, the engines and what the server adds to them. Routes and
 * commands get this and call one function of it.
 *
 * For those who write an engine's routes (`engines/<engine>/index.ts`, a Fastify plugin `(server, platform)`):
 * - `request.actor` is the signed-in actor; without one the route has already answered 401, unless it says
 *   `config: { isOpen: true }`.
 * - Give every route `schema: { summary, tags, params, querystring, body }` in TypeBox; bodies are checked strictly, all
 *   problems at once. Throw `PlatformError` or let it pass: `http/problems.ts` answers, in the reader's language.
 * - A route that ends in a verb (`.../lead:publish`) is written `/:key([^:]+)::publish` for the router.
 * - Ask `platform.catalog()` anew in every request. Instants read from the database are ISO texts, big and exact numbers
 *   are texts too.
 * - Messages to people: `platform.notifications.notify(trx, { to, title, body?, link? })`; a new task:
 *   `platform.live.inboxChanged(personIds)` after the commit. Written records are told to open pages by themselves.
 * - In tests: `openTestPlatform()` of `@tangram/tests/platform` gives a platform on a database of its own, a server to
 *   `inject` into and a signed-in owner.
 */
export interface Platform {
  readonly config: Config;
  readonly log: Log;
  readonly pool: Pool;
  readonly db: Kysely<unknown>;
  /** Where reports read: the same, or the replica of REPORT_DATABASE_URL. */
  readonly reportDb: Kysely<unknown>;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly apps: Apps;
  readonly catalog: () => Catalog;
  readonly records: Records;
  readonly rules: Rules;
  readonly flows: Flows;
  /** The one way out of the database, for rules and flows. */
  readonly outbox: Outbox;
  readonly outside: Outside;
  readonly connections: Connections;
  readonly hooks: Hooks;
  /** Changes the settings of the workspace; the catalog has them when this is done. */
  readonly saveWorkspace: (changes: Partial<Workspace>) => Promise<void>;
  readonly auth: Auth;
  readonly people: People;
  readonly notifications: Notifications;
  readonly live: LiveHub;
  readonly files: Files;
  readonly publicLinks: PublicLinks;
  /** Ends background work, then the connections, then the built-in database if nobody else uses it. */
  close(): Promise<void>;
}

export interface PlatformOptions {
  readonly log: Log;
  readonly clock?: Clock;
  /** Whether this process listens to others and does background work. A command does not. */
  readonly isServing: boolean;
  /** Connections to the database at most. */
  readonly connections?: number;
  /** The database's server where it was opened already; it is given up with the platform. */
  readonly databaseServer?: Promise<DatabaseServer>;
}

export async function createPlatform(config: Config, options: PlatformOptions): Promise<Platform> {
  setCompiler(compileAdaptively);
  setPinyin(pinyinOnDemand());
  const { log } = options;
  const clock = options.clock ?? { now: () => new Date() };
  const connections = options.connections ?? 20;
  mkdirSync(config.dataDir, { recursive: true, mode: 0o755 });
  const server = await (options.databaseServer ?? openDatabaseServer(config));
  const database = await openDatabase(server, { connections, log }, allMigrations);
  try {
    return await compose(config, options, database, clock);
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function compose(config: Config, options: PlatformOptions, database: Database, clock: Clock): Promise<Platform> {
  const { log } = options;
  const { pool } = database;
  const db = openKysely(pool);
  const newId = idMaker();
  const reportPool =
    config.reportDatabaseUrl === undefined ? undefined : openPool(config.reportDatabaseUrl, { max: 10 });
  const publicUrl = config.publicUrl ?? `http://localhost:${config.port}`;
  const auth = new Auth({ db, secret: secretOf(config), publicUrl, newId });

  const live = new LiveHub({
    pool,
    connect: () => new pg.Client({ connectionString: database.url, application_name: 'tangram live', keepAlive: true }),
    log,
    reactions: {
      peopleChanged: () => auth.forget(),
      catalogChanged: () => void readCatalogAgain().then(lookAgain),
      outboxFilled: () => outboxWorker.look(),
    },
  });
  const notifications = new Notifications({
    db,
    newId,
    now: () => clock.now(),
    tell: (people) => live.inboxChanged(people),
  });

  const apps = await openApps({
    db,
    now: () => clock.now(),
    loadWorkspace: readWorkspace,
    async ensureGroups(trx, app, groups) {
      for (const group of groups) await ensureGroup(trx, { ...group, app }, newId);
    },
    loadSampleData: (actor, app, form, csv) => loadSampleData({ db, records, catalog, clock }, actor, app, form, csv),
  });
  const catalog = () => apps.catalog();

  async function readCatalogAgain(): Promise<void> {
    try {
      // Statements prepared for the tables as they were would answer with an error.
      if (await apps.refresh()) pool.forgetStatements();
    } catch (error) {
      log.warn({ err: error }, 'published definitions could not be read');
    }
  }

  /** A published card wants its records scored, a rule its timers. */
  function lookAgain(): void {
    scoreWorker.look();
    ruleWorker.look();
  }

  const connections = new Connections(db, secretOf(config), () => clock.now());
  const outside = openOutside({ config, publicUrl, db, catalog, connections, now: () => clock.now() });
  const outbox = createOutbox({
    db,
    clock,
    newId,
    couriers: () => ({ ...outside.couriers, notify: noticeCourier(notifications) }),
    failed: (trx, delivery, problem) => flows.effectFailed(trx, delivery, problem),
  });
  const rules = createRules({
    db,
    catalog,
    clock,
    notifier: notifications,
    flows: flowStarter(() => flows),
    outbox,
    connectionTitle: (trx, key) => connections.titleOf(trx, key),
    failed: ({ error, ...place }) => log.error({ err: error, ...place }, 'a rule could not be taken to a record'),
  });
  const background = openFlows({
    db,
    pool,
    catalog,
    records: () => records,
    clock,
    newId,
    outbox,
    live,
    log,
    isServing: options.isServing,
  });
  const { flows } = background;
  const records = createRecords({ db, catalog, clock, newId, hooks: [rules.hooks, flows.hooks, live.hooks] });
  const ruleWork = { work: () => rules.work(records), nextTimer: () => rules.nextTimer() };
  const ruleWorker = new BackgroundWorker('rules', ruleWork, log);
  const scoreWork = { work: () => rules.scores.work(records), nextTimer: () => rules.scores.nextTimer() };
  const scoreWorker = new BackgroundWorker('scores', scoreWork, log);
  const outboxWorker = new BackgroundWorker('outbox', outbox, log);
  await background.open();

  if (config.owner !== undefined && (await auth.needsSetup())) {
    await auth.setUp({ ...config.owner, name: config.owner.email.split('@')[0] as string });
    log.info({ email: config.owner.email }, 'the first account was made');
  }
  if (options.isServing) {
    await live.open();
    await background.work();
    scoreWorker.open();
    ruleWorker.open();
    outboxWorker.open();
  }

  return {
    config,
    log,
    pool,
    db,
    reportDb: reportPool === undefined ? db : openKysely(reportPool),
    clock,
    newId,
    apps,
    catalog,
    records,
    rules,
    flows,
    outbox,
    outside,
    connections,
    hooks: new Hooks(db, newId, () => clock.now()),
    async saveWorkspace(changes) {
      await saveWorkspace(db, changes);
      await readCatalogAgain();
    },
    auth,
    people: new People(db, auth),
    notifications,
    live,
    files: new Files(db, config.filesDir ?? path.join(config.dataDir, 'files')),
    publicLinks: new PublicLinks(db),
    async close() {
      await scoreWorker.close();
      await background.close();
      await ruleWorker.close();
      await outboxWorker.close();
      await live.close();
      await reportPool?.end();
      await database.close();
    },
  };
}
