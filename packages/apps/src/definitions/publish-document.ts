import type { Catalog } from '@tangram/records';
import { type DefinitionAddress, PlatformError, type Problem, problemsOf } from '@tangram/schema';
import type { Kysely } from 'kysely';
import { appErrors } from '../errors.ts';
import { kindNamed } from '../kinds/index.ts';
import { type Impact, catalogWith } from './check-definition.ts';
import { DefinitionStore } from './definition-store.ts';
import { type ChangePlan, planChange } from './plan-change.ts';

const appProblem = problemsOf(appErrors);

interface Publication {
  readonly catalog: Catalog;
  readonly address: DefinitionAddress;
  /** undefined takes the definition away. */
  readonly document: unknown;
  /** Whether what would break or be lost has been seen and accepted. */
  readonly accept: boolean;
  readonly by: string | null;
  readonly now: Date;
}

/** Publishes one document inside `trx` with all that follows from it (tables, ...); returns its new version. */
export async function publishDocument(trx: Kysely<unknown>, publication: Publication): Promise<number> {
  const { catalog, address, document, accept, by, now } = publication;
  const plan = await planChange(trx, catalog, address, document, now);
  if (plan.problems.length > 0) throw new PlatformError('invalid', plan.problems);
  const losses = lossesOf(plan);
  if (losses.length > 0 && !accept) throw new PlatformError('conflict', losses);

  const store = new DefinitionStore(trx);
  const after = catalogWith(catalog, address, document);
  const change = { app: address.app, key: address.key, before: catalog, after, now };
  const kind = kindNamed(address.kind);
  await kind.apply?.(trx, change);
  await kind.link?.(trx, change);
  if (document !== undefined) return await store.publish(address, document, by, now);
  await store.remove(address);
  return 0;
}

/** What an impact breaks, as sentences that name the definition as its readers do. */
export function brokenBy({ kind, title, problems }: Impact): Problem[] {
  return problems.map((problem) =>
    appProblem('APP_CHANGE_BREAKS', problem.path, { kind: kindNamed(kind).title, title, problem }),
  );
}

function lossesOf(plan: ChangePlan): Problem[] {
  return [...plan.steps.flatMap((step) => step.problems), ...plan.impact.flatMap(brokenBy)];
}
