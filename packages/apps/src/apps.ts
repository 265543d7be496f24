import type { Actor, Catalog, Workspace } from '@tangram/records';
import {
  type AppDefinition,
  type AppModel,
  type DefinitionAddress,
  type LocalText,
  PlatformError,
  type Problem,
  keyFrom,
  problemsOf,
  textIn,
} from '@tangram/schema';
import { type Kysely, sql } from 'kysely';
import { refuseUnlessDesigner } from './actor-may-design.ts';
import { checkAppKey } from './app-key.ts';
import { blankApp, loadCatalog, raiseCatalogVersion, readCatalogVersion } from './catalog/load-catalog.ts';
import { checkDefinition } from './definitions/check-definition.ts';
import { readGroupKeys } from './definitions/group-keys.ts';
import { DefinitionStore, type ListedDefinition, type StoredDefinition } from './definitions/definition-store.ts';
import { type ChangePlan, planChange } from './definitions/plan-change.ts';
import { type RemovedField, readRemovedFields } from './definitions/removed-fields.ts';
import { publishDocument } from './definitions/publish-document.ts';
import { readVersion, readVersions, type VersionPage } from './definitions/versions.ts';
import { appErrors } from './errors.ts';
import { kindNamed } from './kinds/index.ts';
import { type AppFiles, writeAppFiles } from './package/app-files.ts';
import { type InstallReport, installApp } from './package/install.ts';
import { documentsOf } from './catalog/build-catalog.ts';
import type { AppsTables } from './tables.ts';

/** What applications need of others; the server hands it in. */
export interface AppsDependencies {
  readonly db: Kysely<unknown>;
  readonly now: () => Date;
  readonly loadWorkspace: (db: Kysely<unknown>) => Promise<Workspace>;
  /** Makes the application's groups of people where they are missing. */
  readonly ensureGroups: (
    trx: Kysely<unknown>,
    app: string,
    groups: NonNullable<AppDefinition['groups']>,
  ) => Promise<void>;
  /** Loads one CSV of sample records through the import of `records`; returns what was refused. */
  readonly loadSampleData: (actor: Actor, app: string, form: string, csv: string) => Promise<Problem[]>;
}

const appProblem = problemsOf(appErrors);

/** Opens the applications of a database: reads the published definitions and keeps them as the current catalog. */
export async function openApps(dependencies: AppsDependencies): Promise<Apps> {
  const apps = new Apps(dependencies);
  await apps.refresh();
  return apps;
}

/**
 * Applications and their definitions: draft -> published. Everything that changes them takes the actor first and is
 * refused to those who may not design.
 */
export class Apps {
  readonly #dependencies: AppsDependencies;
  readonly #store: DefinitionStore;
  #catalog: Catalog | undefined;

  constructor(dependencies: AppsDependencies) {
    this.#dependencies = dependencies;
    this.#store = new DefinitionStore(dependencies.db);
  }

  /** The published definitions as this process knows them. */
  catalog(): Catalog {
    if (this.#catalog === undefined) throw new Error('The catalog is read by openApps before it is asked for.');
    return this.#catalog;
  }

  /** Reads the catalog again when another process has published; returns whether it was newer. */
  async refresh(): Promise<boolean> {
    const { db, loadWorkspace } = this.#dependencies;
    if (this.#catalog !== undefined && (await readCatalogVersion(db)) === this.#catalog.version) return false;
    this.#catalog = await loadCatalog(db, await loadWorkspace(db));
    return true;
  }

  /** Makes an empty application; its key follows from the title unless given. */
  async create(actor: Actor, title: LocalText, key?: string): Promise<AppModel> {
    refuseUnlessDesigner(actor);
    const taken = new Set([...this.catalog().apps()].map((model) => model.app.key));
    const chosen = key ?? keyFrom(textIn(title, 'en'), taken, 'app');
    const problems = checkAppKey(chosen);
    if (problems.length > 0) throw new PlatformError('invalid', problems);
    if (taken.has(chosen)) throw new PlatformError('conflict', [appProblem('APP_EXISTS', '/key', { app: chosen })]);
    await this.#change(async (trx) => {
      await this.#makeApp(trx, actor, chosen);
      const address = { app: chosen, kind: 'app', key: chosen } as const;
      await new DefinitionStore(trx).publish(address, blankApp(chosen, title), actor.userId, this.#dependencies.now());
    });
    return this.#model(chosen);
  }

  async list(app: string): Promise<ListedDefinition[]> {
    this.#model(app);
    return await this.#store.list(app);
  }

  async read(address: DefinitionAddress): Promise<StoredDefinition & { readonly problems: readonly Problem[] }> {
    const stored = await this.#store.get(address);
    const groups = await readGroupKeys(this.#dependencies.db);
    return { ...stored, problems: checkDefinition(this.catalog(), groups, address, stored.draft ?? stored.published) };
  }

  /** Saves a draft, mistakes and all: only publishing asks for a document without any. */
  async saveDraft(actor: Actor, address: DefinitionAddress, document: unknown, revision?: number) {
    refuseUnlessDesigner(actor);
    this.#model(address.app);
    const keyProblems = address.kind === 'app' ? [] : checkAppKeyShape(address.key);
    if (keyProblems.length > 0) throw new PlatformError('invalid', keyProblems);
    const normal = kindNamed(address.kind).normalize?.(document) ?? document;
    const saved = await this.#store.saveDraft(address, normal, actor.userId, revision);
    if (saved === null) {
      const theirs = (await this.#store.get(address)).revision;
      throw new PlatformError('conflict', [appProblem('APP_DEFINITION_STALE', '', { theirs, mine: revision ?? 0 })]);
    }
    const groups = await readGroupKeys(this.#dependencies.db);
    return { revision: saved, problems: checkDefinition(this.catalog(), groups, address, normal) };
  }

  /** The fields of a form that can be restored with their values. */
  async removedFields(actor: Actor, app: string, form: string): Promise<RemovedField[]> {
    refuseUnlessDesigner(actor);
    return await readRemovedFields(this.#dependencies.db, app, form);
  }

  /** Who published a definition when, and what changed each time; newest first, from below `before` on. */
  async versions(actor: Actor, address: DefinitionAddress, before?: number): Promise<VersionPage> {
    return await readVersions(this.#dependencies.db, actor, address, before);
  }

  /** The document of one version. */
  async version(actor: Actor, address: DefinitionAddress, version: number): Promise<unknown> {
    return await readVersion(this.#dependencies.db, actor, address, version);
  }

  async discardDraft(actor: Actor, address: DefinitionAddress): Promise<void> {
    refuseUnlessDesigner(actor);
    await this.#store.discardDraft(address);
  }

  /** What publishing the draft would do. With `remove`, what taking the definition away would do. */
  async plan(address: DefinitionAddress, remove = false): Promise<ChangePlan> {
    const stored = await this.#store.get(address);
    const document = remove ? undefined : (stored.draft ?? stored.published);
    return await planChange(this.#dependencies.db, this.catalog(), address, document, this.#dependencies.now());
  }

  /** Publishes the draft. Without `accept`, refuses what would break or lose something (APP_CHANGE_BREAKS, ...). */
  async publish(
    actor: Actor,
    address: DefinitionAddress,
    options: { accept?: boolean } = {},
  ): Promise<{ version: number }> {
    refuseUnlessDesigner(actor);
    const stored = await this.#store.get(address);
    if (stored.draft === null) {
      const kind = kindNamed(address.kind).title;
      throw new PlatformError('conflict', [appProblem('APP_NOTHING_TO_PUBLISH', '', { kind, key: address.key })]);
    }
    const version = await this.#change((trx) => this.#put(trx, actor, address, stored.draft, options.accept ?? false));
    return { version };
  }

  /** Takes a definition away; a form's table goes to the trash of tables with its rows. */
  async remove(actor: Actor, address: DefinitionAddress, options: { accept?: boolean } = {}): Promise<void> {
    refuseUnlessDesigner(actor);
    await this.#store.get(address);
    await this.#change((trx) => this.#put(trx, actor, address, undefined, options.accept ?? false));
  }

  /** Installs an application from its files: everything is checked first, then all definitions are published at once. */
  async install(
    actor: Actor,
    files: AppFiles,
    options: { sampleData?: boolean; dryRun?: boolean } = {},
  ): Promise<InstallReport> {
    refuseUnlessDesigner(actor);
    const { db: _, loadSampleData, ensureGroups, now } = this.#dependencies;
    return await installApp(files, options, {
      catalog: () => this.catalog(),
      publish: (work) => this.#change(work),
      makeApp: (trx, key) => this.#makeApp(trx, actor, key),
      ensureGroups,
      loadSampleData: (app, form, csv) => loadSampleData(actor, app, form, csv),
      by: actor.userId,
      now,
    });
  }

  /** The published definitions of an application as files. */
  export(app: string): AppFiles {
    return writeAppFiles(documentsOf(this.#model(app)));
  }

  /** Removes an application with its definitions and all records of its forms. There is no way back but a backup. */
  async uninstall(actor: Actor, app: string): Promise<void> {
    refuseUnlessDesigner(actor);
    this.#model(app);
    await this.#change(async (trx) => {
      await sql`drop schema if exists ${sql.id(app)} cascade`.execute(trx);
      await trx.withTables<AppsTables>().deleteFrom('tangram.app').where('key', '=', app).execute();
    });
  }

  #model(app: string): AppModel {
    const model = this.catalog().app(app);
    if (model === undefined) throw new PlatformError('not-found', [appProblem('APP_UNKNOWN', '', { app })]);
    return model;
  }

  async #makeApp(trx: Kysely<unknown>, actor: Actor, key: string): Promise<void> {
    await trx.withTables<AppsTables>().insertInto('tangram.app').values({ key, created_by: actor.userId }).execute();
    await sql`create schema if not exists ${sql.id(key)}`.execute(trx);
  }

  async #put(
    trx: Kysely<unknown>,
    actor: Actor,
    address: DefinitionAddress,
    document: unknown,
    accept: boolean,
  ): Promise<number> {
    const now = this.#dependencies.now();
    return await publishDocument(trx, { catalog: this.catalog(), address, document, accept, by: actor.userId, now });
  }

  /**
   * One change of the published definitions at a time, across processes: the lock makes every publication see the
   * catalog that the one before it left.
   */
  async #change<Result>(work: (trx: Kysely<unknown>) => Promise<Result>): Promise<Result> {
    const result = await this.#dependencies.db.transaction().execute(async (trx) => {
      await sql`select version from tangram.catalog for update`.execute(trx);
      await this.refresh();
      const done = await work(trx);
      await raiseCatalogVersion(trx);
      return done;
    });
    await this.refresh();
    return result;
  }
}

function checkAppKeyShape(key: string): Problem[] {
  return checkAppKey(key).filter((problem) => problem.code === 'SCHEMA_KEY');
}
