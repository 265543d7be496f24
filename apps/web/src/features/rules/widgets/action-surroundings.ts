import type { FormModel } from '@tangram/forms';
import type { JsonObject } from '@tangram/schema';

/** What the settings panel of an action hands to its widgets. */
export interface ActionSurroundings {
  readonly form: FormModel;
  readonly settings: JsonObject;
}
