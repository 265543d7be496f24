import { type FeelType, feelTypeOf } from '@tangram/expression';
import type { JsonValue } from '@tangram/schema';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../ui/useFormat.ts';
import type { ConditionNames } from '../condition-field.ts';

/** Says a value in wire form as people read it: dates by locale, yes and no, an option by its title when `path` has options. */
export function useValueWords(
  names: ConditionNames,
): (value: JsonValue, type: FeelType | undefined, path?: string) => string {
  const { t } = useTranslation('expressions');
  const format = useFormat();
  return useCallback(
    (value, type = feelTypeOf('json'), path = '') => {
      const say = (one: JsonValue, of: FeelType): string => {
        if (one === null || one === '') return t('blank');
        if (typeof one === 'boolean') return t(one ? 'yes' : 'no');
        if (Array.isArray(one)) {
          const element = of.type === 'list' ? of.of : of;
          return one.length === 0 ? t('blank') : one.map((each: JsonValue) => say(each, element)).join(t('listJoin'));
        }
        if (typeof one === 'object') {
          const { title, name, id } = one as { title?: JsonValue; name?: JsonValue; id?: JsonValue };
          return [title, name, id].find((word) => typeof word === 'string') ?? JSON.stringify(one);
        }
        if (of.type === 'date') return format.date(one);
        if (of.type === 'date-time') return format.dateTime(one);
        if (of.type === 'number') return format.number(one);
        return names.optionsOf?.(path)?.find((option) => option.value === one)?.label ?? String(one);
      };
      return say(value, type);
    },
    [format, names, t],
  );
}
