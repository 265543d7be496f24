import type { FormDefinition, LocalText } from '@tangram/schema';

/** A form with no fields yet. */
export function newForm(title: LocalText): FormDefinition {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    properties: {},
    form: { title, layout: [] },
  };
}
