import type { Catalog } from '@tangram/records';
import {
  type AppDefinition,
  type DefinitionKind,
  PlatformError,
  type Problem,
  definitionKinds,
  pointer,
  problemAt,
  problemsOf,
} from '@tangram/schema';
import type { Kysely } from 'kysely';
import { checkAppKey } from '../app-key.ts';
import { modelOf, withApp } from '../catalog/build-catalog.ts';
import { blankApp } from '../catalog/load-catalog.ts';
import { contextOf } from '../definitions/check-definition.ts';
import { noGroups } from '../definitions/group-keys.ts';
import { DefinitionStore } from '../definitions/definition-store.ts';
import { appErrors } from '../errors.ts';
import { kindNamed } from '../kinds/index.ts';
import { type AppDocuments, type AppFiles, type ReadApp, readAppFiles } from './app-files.ts';

const appProblem = problemsOf(appErrors);

export interface InstallReport {
  readonly app: string;
  /** How many definitions of each kind were installed. */
  readonly installed: { readonly [kind in DefinitionKind]?: number };
  /** Sample records that were refused; the application stands all the same. */
  readonly problems: readonly Problem[];
}

export interface Installer {
  catalog(): Catalog;
  publish<Result>(work: (trx: Kysely<unknown>) => Promise<Result>): Promise<Result>;
  makeApp(trx: Kysely<unknown>, key: string): Promise<void>;
  ensureGroups(trx: Kysely<unknown>, app: string, groups: NonNullable<AppDefinition['groups']>): Promise<void>;
  loadSampleData(app: string, form: string, csv: string): Promise<Problem[]>;
  readonly by: string | null;
  now(): Date;
}

/** Checks every file and then publishes all definitions in one transaction. Throws with all problems, each under its file. */
export async function installApp(
  files: AppFiles,
  options: { sampleData?: boolean; dryRun?: boolean },
  installer: Installer,
): Promise<InstallReport> {
  const read = readAppFiles(files);
  const problems = checkApp(read, installer.catalog());
  if (problems.length > 0) throw new PlatformError('invalid', problems);
  const documents = normalized(read.documents);
  const app = modelOf(documents, blankApp('')).app;
  if (installer.catalog().app(app.key) !== undefined) {
    throw new PlatformError('conflict', [appProblem('APP_EXISTS', '/app.json', { app: app.key })]);
  }
  const installed = Object.fromEntries([...documents].map(([kind, ofKind]) => [kind, ofKind.size]));
  if (options.dryRun) return { app: app.key, installed, problems: [] };

  await installer.publish((trx) => publishAll(trx, documents, app, installer));
  const refused = options.sampleData ? await loadData(read, app, installer) : [];
  return { app: app.key, installed, problems: refused };
}

/** Every mistake in an application's files, among the applications of `catalog`. */
export function checkApp(read: ReadApp, catalog: Catalog): Problem[] {
  const [key] = read.documents.get('app')?.keys() ?? [];
  if (key === undefined) return [...read.problems];
  const shaped = new Map(
    [...read.documents].map(([kind, ofKind]) => {
      const fits = [...ofKind].filter(([, document]) => kindNamed(kind).isShaped(document));
      return [kind, new Map(fits)] as const;
    }),
  );
  const seen = withApp(catalog, modelOf(shaped, blankApp(key)));
  const problems = [...read.problems, ...checkAppKey(key, '/app.json/key')];
  for (const [kind, ofKind] of read.documents) {
    const { folder, check } = kindNamed(kind);
    for (const [name, document] of ofKind) {
      const file = folder === null ? 'app.json' : `${folder}/${name}.json`;
      const found = check(document, contextOf(seen, noGroups, { app: key, kind, key: name }));
      problems.push(...found.map((problem) => problemAt(pointer(file), problem)));
    }
  }
  return problems;
}

function normalized(documents: AppDocuments): AppDocuments {
  return new Map(
    [...documents].map(([kind, ofKind]) => {
      const normal = [...ofKind].map(
        ([key, document]) => [key, kindNamed(kind).normalize?.(document) ?? document] as const,
      );
      return [kind, new Map(normal)] as const;
    }),
  );
}

async function publishAll(trx: Kysely<unknown>, documents: AppDocuments, app: AppDefinition, installer: Installer) {
  await installer.makeApp(trx, app.key);
  await installer.ensureGroups(trx, app.key, app.groups ?? []);
  const before = installer.catalog();
  const after = withApp(before, modelOf(documents, app));
  const store = new DefinitionStore(trx);
  const now = installer.now();
  const all = definitionKinds.flatMap((kind) =>
    [...(documents.get(kind) ?? [])].map(([key, document]) => ({ kind, key, document })),
  );
  for (const { kind, key, document } of all) {
    await kindNamed(kind).apply?.(trx, { app: app.key, key, before, after, now });
    await store.publish({ app: app.key, kind, key }, document, installer.by, now);
  }
  for (const { kind, key } of all) await kindNamed(kind).link?.(trx, { app: app.key, key, before, after, now });
}

async function loadData(read: ReadApp, app: AppDefinition, installer: Installer): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const form of inOrderOfReferences(app.key, [...read.data.keys()], installer.catalog())) {
    problems.push(...(await installer.loadSampleData(app.key, form, read.data.get(form) as string)));
  }
  return problems;
}

/** A form after those it refers to, so that the rows named are already there; circles are cut where they close. */
function inOrderOfReferences(app: string, forms: readonly string[], catalog: Catalog): string[] {
  const ordered = new Set<string>();
  const visited = new Set<string>();
  const visit = (key: string) => {
    if (visited.has(key)) return;
    visited.add(key);
    for (const { references } of catalog.form(app, key)?.fields.values() ?? []) {
      if (references !== undefined && references !== 'person' && references.app === app) visit(references.form);
    }
    if (forms.includes(key)) ordered.add(key);
  };
  for (const form of forms) visit(form);
  return [...ordered];
}
