import type { Actor } from '@tangram/records';
import { PlatformError, problemsOf } from '@tangram/schema';
import { appErrors } from './errors.ts';

const appProblem = problemsOf(appErrors);

/** Throws APP_DESIGN_FORBIDDEN for anybody who may not change applications. */
export function refuseUnlessDesigner(actor: Actor): void {
  if (!actor.isAdministrator) throw new PlatformError('forbidden', [appProblem('APP_DESIGN_FORBIDDEN')]);
}
