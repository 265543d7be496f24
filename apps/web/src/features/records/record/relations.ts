import type { AppForMember } from '@tangram/client';

export interface Relation {
  readonly form: string;
  readonly field: string;
}

/** The reference fields of an application's forms that point to `form`, in the order of the forms. */
export function relationsTo(app: AppForMember, form: string): readonly Relation[] {
  const names = new Set([form, `${app.app.key}/${form}`]);
  return Object.entries(app.forms).flatMap(([other, { definition }]) =>
    Object.entries(definition.properties).flatMap(
      ([
        field,
        {
          field: { settings },
        },
      ]) => (typeof settings?.['form'] === 'string' && names.has(settings['form']) ? [{ form: other, field }] : []),
    ),
  );
}
