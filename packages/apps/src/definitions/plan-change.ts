import type { Catalog } from '@tangram/records';
import type { DefinitionAddress, Problem } from '@tangram/schema';
import type { Kysely } from 'kysely';
import type { PlannedStep } from '../kinds/kind.ts';
import { kindNamed } from '../kinds/index.ts';
import { readGroupKeys } from './group-keys.ts';
import { type Impact, catalogWith, checkDefinition, impactOf } from './check-definition.ts';

/** What publishing a document (or, where it is undefined, taking the definition away) would do. */
export interface ChangePlan {
  /** Mistakes of the document itself: with any of these it cannot be published. */
  readonly problems: readonly Problem[];
  readonly steps: readonly PlannedStep[];
  /** What else would break; publishing needs the impact to be accepted. */
  readonly impact: readonly Impact[];
}

export async function planChange(
  db: Kysely<unknown>,
  before: Catalog,
  address: DefinitionAddress,
  document: unknown,
  now: Date,
): Promise<ChangePlan> {
  const groups = await readGroupKeys(db);
  const problems = document === undefined ? [] : checkDefinition(before, groups, address, document);
  if (problems.length > 0) return { problems, steps: [], impact: [] };
  const after = catalogWith(before, address, document);
  const change = { app: address.app, key: address.key, before, after, now };
  const steps = (await kindNamed(address.kind).plan?.(db, change)) ?? [];
  return { problems: [], steps, impact: impactOf(before, after, groups, address) };
}
