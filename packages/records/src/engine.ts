import { PlatformError } from '@tangram/schema';
import type { FormModel } from '@tangram/forms';
import type { Kysely } from 'kysely';
import type { Actor } from './actor.ts';
import type { Catalog, Clock, NewId } from './catalog.ts';
import { recordProblem } from './errors.ts';
import type { WriteHooks } from './hooks.ts';
import { PlanCache } from './sql/plan-cache.ts';
import type { Unit } from './write/unit.ts';

/** What the records engine works with; all of it is handed in. */
export interface RecordsParts {
  readonly db: Kysely<unknown>;
  readonly catalog: () => Catalog;
  readonly clock: Clock;
  readonly newId: NewId;
  /** In the order in which they run. */
  readonly hooks: readonly WriteHooks[];
}

/** The parts and what the engine keeps between calls. */
export interface Engine extends RecordsParts {
  readonly plans: PlanCache;
}

export function makeEngine(parts: RecordsParts): Engine {
  return { ...parts, plans: new PlanCache() };
}

/** One call: who asks, of which form, where its statements go. */
export interface Call {
  readonly engine: Engine;
  readonly unit: Unit;
  readonly actor: Actor;
  readonly form: FormModel;
  readonly catalog: Catalog;
  readonly now: Date;
}

/** Throws RECORD_FORM_UNKNOWN. */
export function makeCall(
  engine: Engine,
  unit: Unit,
  actor: Actor,
  address: { readonly app: string; readonly form: string },
): Call {
  const catalog = engine.catalog();
  const form = catalog.form(address.app, address.form);
  if (form === undefined) {
    throw new PlatformError('not-found', [
      recordProblem('RECORD_FORM_UNKNOWN', '', { app: address.app, form: address.form }),
    ]);
  }
  return { engine, unit, actor, form, catalog, now: engine.clock.now() };
}
