import type { JsonObject, JsonSchema, Problem } from '@tangram/schema';
import type { RuleContext } from '../../../compile/rule-context.ts';
import type { ActionNames, ActionRuntime, ActionTarget } from '../../action-type.ts';

/**
 * One way to find who gets a record. A new way is a file with such an object and a line in `ways/index.ts`; the settings
 * of the action, its check and its run read everything from here.
 */
export interface Way<Settings extends JsonObject = JsonObject> {
  readonly type: string;
  /** One branch of the union `to`. */
  readonly schema: JsonSchema;
  check(settings: Settings, context: RuleContext): Problem[];
  /** After the fields that get the person: `to the members of A in turn`, `由A成员轮流担任`. */
  sentence(settings: Settings, names: ActionNames): string;
  compile(settings: Settings, context: RuleContext): Chooser;
}

export interface Chooser {
  readonly reads: readonly (readonly string[])[];
  /** Somebody's id, or why nobody, for each of the records in order; all at once. `field` is the one counted by. */
  choose(targets: readonly ActionTarget[], runtime: ActionRuntime, field: string): Promise<readonly Choice[]>;
}

export type Choice = { readonly person: string } | { readonly problem: Problem };
