import type { LocalText } from '@tangram/schema';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../app/i18n.ts';
import type { WidgetProps } from '../../../ui/settings/SettingsForm.tsx';
import type { ActionSurroundings } from './action-surroundings.ts';

/** Values of the field that the action names: its options, and whatever is typed where the field allows that. */
export function TagsWidget({ id, value, onChange, hasProblem, context }: WidgetProps) {
  const { t } = useTranslation('ui');
  const text = useText();
  const { form, settings } = context as ActionSurroundings;
  const field = form.fields.get(settings['field'] as string)?.definition.settings;
  const options = (field?.['options'] ?? []) as readonly { value: string; title?: LocalText }[];
  return (
    <Select<string[]>
      id={id}
      mode={field?.['isOpen'] === true ? 'tags' : 'multiple'}
      style={{ width: '100%' }}
      placeholder={t('settings.choose')}
      value={Array.isArray(value) ? (value as string[]) : []}
      {...(hasProblem ? { status: 'error' as const } : {})}
      options={options.map((option) => ({ value: option.value, label: text(option.title) || option.value }))}
      onChange={(next) => onChange(next)}
    />
  );
}
