import type { FeelType } from '@tangram/expression';
import type { FormModel } from '@tangram/forms';
import type { JsonObject } from '@tangram/schema';

/** What the settings panel of an action or a moment hands to its widgets. */
export interface ActionSurroundings {
  readonly form: FormModel;
  readonly settings: JsonObject;
  /** The other form that the settings speak of; undefined while none is chosen. */
  readonly otherForm?: FormModel | undefined;
  /** What expressions may speak of besides the record. */
  readonly variables?: { readonly [name: string]: FeelType } | undefined;
}
