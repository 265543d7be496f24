import type { FieldModel, FormModel } from '@tangram/forms';
import { textIn } from '@tangram/schema';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { WidgetProps } from '../../../ui/settings/SettingsForm.tsx';
import type { WidgetContext } from './widget-context.ts';

/** A field of the flow's form; several where the schema is a list. `x-values` narrows by value type, or to people. */
export function FieldWidget({ id, schema, value, onChange, hasProblem, context }: WidgetProps) {
  const { t } = useTranslation('flows');
  const { form, language } = context as WidgetContext;
  const isList = schema['type'] === 'array';
  const items = (schema['items'] ?? schema) as { readonly 'x-values'?: readonly string[] };
  return (
    <Select<string | string[] | undefined>
      id={id}
      {...(isList ? { mode: 'multiple' as const } : {})}
      showSearch={{ optionFilterProp: 'label' }}
      allowClear
      style={{ width: '100%' }}
      placeholder={t('widgets.field')}
      {...(value === undefined ? {} : { value: value as string | string[] })}
      {...(hasProblem ? { status: 'error' as const } : {})}
      options={fieldOptions(form, items['x-values'], language)}
      onChange={(next) => onChange(next)}
    />
  );
}

/** The form's own fields first, then those of the system. */
export function fieldOptions(form: FormModel | undefined, values: readonly string[] | undefined, language: string) {
  return [...(form?.fields.values() ?? [])]
    .filter((field) => values === undefined || values.includes(kindOf(field)))
    .map((field) => ({ value: field.key, label: textIn(field.definition.title, language) || field.key }));
}

function kindOf(field: FieldModel): string {
  return field.references === 'person' ? 'person' : field.valueType;
}
