import type { FieldModel } from '@tangram/forms';
import type { JsonValue, LocalText } from '@tangram/schema';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../app/i18n.ts';
import type { WidgetProps } from '../../../ui/settings/SettingsForm.tsx';
import type { ActionSurroundings } from './action-surroundings.ts';

/** Values of the one field that the moment names: its options, or whatever is typed; and blank. */
export function FieldValuesWidget({ id, value, onChange, hasProblem, context }: WidgetProps) {
  const { t } = useTranslation('rules');
  const text = useText();
  const { form, settings } = context as ActionSurroundings;
  const keys = Array.isArray(settings['fields']) ? settings['fields'] : [];
  const field = keys.length === 1 ? form.fields.get(keys[0] as string) : undefined;
  if (field === undefined) return null;
  const options = (field.definition.settings?.['options'] ?? []) as readonly { value: string; title?: LocalText }[];
  const values = Array.isArray(value) ? (value as JsonValue[]) : [];
  return (
    <Select<string[]>
      id={id}
      mode={options.length > 0 ? 'multiple' : 'tags'}
      style={{ width: '100%' }}
      placeholder={t('always')}
      value={values.map((one) => (typeof one === 'string' ? one : JSON.stringify(one)))}
      {...(hasProblem ? { status: 'error' as const } : {})}
      options={[
        ...options.map((option) => ({ value: option.value, label: text(option.title) || option.value })),
        { value: 'null', label: t('blankValue') },
      ]}
      onChange={(next) => onChange(next.length === 0 ? undefined : next.map((one) => valueOf(one, field)))}
    />
  );
}

/** What was typed, as the field holds it. */
function valueOf(typed: string, { valueType }: FieldModel): JsonValue {
  if (typed === 'null') return null;
  if (valueType === 'boolean') return typed === 'true';
  if (valueType !== 'number') return typed;
  const number = Number(typed);
  return Number.isFinite(number) ? number : typed;
}
