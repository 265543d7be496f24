import type { LockCost } from '@tangram/forms';
import type { Catalog } from '@tangram/records';
import type { AppModel, DefinitionKind, LocalText, Problem, Sentence } from '@tangram/schema';
import type { Kysely } from 'kysely';

/**
 * What the store asks of a kind of definition. A new kind is one file here and one line in `index.ts`; nobody else asks
 * which kind a definition is.
 */
export interface Kind {
  readonly kind: DefinitionKind;
  /** The folder of its files inside an application; null for the one `app.json`. */
  readonly folder: string | null;
  /** What people call it, inside a sentence. */
  readonly title: Sentence;
  /** The document with everything filled in that follows from the rest; what is stored. */
  normalize?(document: unknown): unknown;
  /** Every mistake at once. `context` already holds the document itself when `isShaped` is true. */
  readonly check: (document: unknown, context: KindContext) => Problem[];
  /** Whether the document may stand in a model at all, mistakes or not. */
  isShaped(document: unknown): boolean;
  /** What publishing would do beyond the definition itself, in words. Reads only. */
  plan?(db: Kysely<unknown>, change: KindChange): Promise<PlannedStep[]>;
  /** Does what stands alone, inside the transaction that publishes. */
  apply?(trx: Kysely<unknown>, change: KindChange): Promise<void>;
  /** Does what speaks of other definitions; called when all of the publication have been applied. */
  link?(trx: Kysely<unknown>, change: KindChange): Promise<void>;
}

export interface KindContext {
  readonly app: string;
  readonly key: string;
  readonly model: AppModel;
  readonly catalog: Catalog;
  /** Keys of the groups of people that the application may speak of: its own and the workspace's. */
  readonly groups: ReadonlySet<string>;
}

/** The same address in two catalogs; a definition that is missing from one is made or taken away. */
export interface KindChange {
  readonly app: string;
  readonly key: string;
  readonly before: Catalog;
  readonly after: Catalog;
  readonly now: Date;
}

export interface PlannedStep {
  readonly title: LocalText;
  /** How long others wait; see `lockCosts` of the forms engine. */
  readonly lock: LockCost;
  /** What would be lost or cannot be done; a publication with such problems must be accepted by name. */
  readonly problems: readonly Problem[];
}

/** An object of JSON: what any document must be to stand in a model. */
export function isDocument(value: unknown): boolean {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
