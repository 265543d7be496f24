import type { MomentType } from './moment-type.ts';
import { listed } from './moment-names.ts';
import { checkFields, watchedFields } from './watched-fields.ts';

export const saved: MomentType<{ readonly type: 'saved'; readonly fields?: readonly string[] }> = {
  type: 'saved',
  title: { en: 'A {form} is created or changed', zh: '新增或修改{form}时' },
  settings: { properties: { fields: { ...watchedFields, title: { en: 'Of these fields', zh: '以下字段' } } } },
  initial: () => ({ type: 'saved' }),
  check: ({ fields }, { context }) => checkFields(fields, context, '/when/fields'),
  sentence({ fields }, names) {
    const which =
      fields === undefined
        ? null
        : listed(
            fields.map((field) => names.field(field)),
            names,
          );
    if (names.language === 'zh') return which === null ? '新增或修改时' : `新增时，或${which}改变时`;
    return which === null ? 'When created or changed' : `When created, or ${which} changes`;
  },
  compile: ({ fields }) => ({ kinds: new Set(['create', 'update']), fields: fields ?? null }),
};
