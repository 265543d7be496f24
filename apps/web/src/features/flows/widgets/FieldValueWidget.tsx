import { type JsonObject, type JsonValue, type LocalText, textIn } from '@tangram/schema';
import { Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { WidgetProps } from '../../../ui/settings/SettingsForm.tsx';
import type { WidgetContext } from './widget-context.ts';
import { plainText } from '../plain-text.ts';

/** A value of the step's (first) field: one of its options where it has them. */
export function FieldValueWidget({ id, value, onChange, context }: WidgetProps) {
  const { t } = useTranslation('ui');
  const { form, node, language } = context as WidgetContext;
  const [key] = (node.settings['fields'] ?? []) as readonly string[];
  const field = key === undefined ? undefined : form?.fields.get(key);
  const options = field?.definition.settings?.['options'] as readonly JsonObject[] | undefined;
  if (options === undefined) {
    return (
      <Input
        id={id}
        disabled={field === undefined}
        value={value === undefined || value === null ? '' : plainText(value)}
        onChange={({ target }) => onChange(target.value === '' ? undefined : valueFrom(target.value, field?.valueType))}
      />
    );
  }
  return (
    <Select
      id={id}
      allowClear
      style={{ width: '100%' }}
      placeholder={t('settings.choose')}
      {...(value === undefined ? {} : { value: plainText(value) })}
      options={options.map((option) => ({
        value: plainText(option['value']),
        label: textIn(option['title'] as LocalText, language) || plainText(option['value']),
      }))}
      onChange={(next: string | undefined) => onChange(next)}
    />
  );
}

function valueFrom(text: string, valueType: string | undefined): JsonValue {
  if (valueType === 'number' && text.trim() !== '' && Number.isFinite(Number(text))) return Number(text);
  return text;
}
