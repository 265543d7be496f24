import { type Actor, readPersons } from '@tangram/records';
import { type DefinitionAddress, PlatformError, problemsOf } from '@tangram/schema';
import type { Kysely } from 'kysely';
import { refuseUnlessDesigner } from '../actor-may-design.ts';
import { appErrors } from '../errors.ts';
import { DefinitionStore } from './definition-store.ts';
import { type DocumentChange, documentChanges } from './document-changes.ts';

/** One publication of a definition. */
export interface DefinitionVersion {
  readonly version: number;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Null: the product itself, by a template or the command line. */
  readonly by: { readonly id: string; readonly title: string } | null;
  /** What is different from the version before; the first ones of many. Empty for the first version. */
  readonly changes: readonly DocumentChange[];
  /** How many changes there are in all. */
  readonly changeCount: number;
}

export interface VersionPage {
  readonly rows: readonly DefinitionVersion[];
  /** `before` of the next page; null on the last. */
  readonly next: number | null;
}

const pageSize = 20;
const mostChanges = 10;
const appProblem = problemsOf(appErrors);

/** The publications of a definition, newest first. Throws APP_DESIGN_FORBIDDEN, APP_DEFINITION_UNKNOWN. */
export async function readVersions(
  db: Kysely<unknown>,
  actor: Actor,
  address: DefinitionAddress,
  before?: number,
): Promise<VersionPage> {
  refuseUnlessDesigner(actor);
  const store = new DefinitionStore(db);
  await store.get(address);
  // One more than is shown: the oldest of a page is told apart from the one before it.
  const stored = await store.versions(address, pageSize + 1, before);
  const ids = stored.flatMap(({ published_by: by }) => by ?? []);
  const persons = ids.length === 0 ? [] : await readPersons(db, { ids: [...new Set(ids)] });
  const names = new Map(persons.map(({ id, name }) => [id, name]));
  const rows = stored.slice(0, pageSize).map(({ version, published_at: at, published_by: by, document }, index) => {
    const older = stored[index + 1];
    const changes = older === undefined ? [] : documentChanges(older.document, document);
    return {
      version,
      at,
      by: by === null ? null : { id: by, title: names.get(by) ?? '' },
      changes: changes.slice(0, mostChanges),
      changeCount: changes.length,
    };
  });
  return { rows, next: stored.length > pageSize ? (rows.at(-1)?.version ?? null) : null };
}

/** The document of one version. Throws APP_DESIGN_FORBIDDEN, APP_DEFINITION_UNKNOWN, APP_VERSION_UNKNOWN. */
export async function readVersion(
  db: Kysely<unknown>,
  actor: Actor,
  address: DefinitionAddress,
  version: number,
): Promise<unknown> {
  refuseUnlessDesigner(actor);
  const store = new DefinitionStore(db);
  await store.get(address);
  const [found] = await store.versions(address, 1, version + 1);
  if (found?.version !== version) {
    throw new PlatformError('not-found', [appProblem('APP_VERSION_UNKNOWN', '', { key: address.key, version })]);
  }
  return found.document;
}
