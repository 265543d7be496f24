import type { JsonObject } from '@tangram/schema';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAppModel } from '../../../app/app-query.ts';
import { useText } from '../../../app/i18n.ts';
import type { WidgetProps } from '../../../ui/settings/SettingsForm.tsx';
import type { ActionSurroundings } from './action-surroundings.ts';

/** Records that refer to those of the rule's form: which form, and by which of its fields. */
export function ReferringRecordsWidget({ id, value, onChange, hasProblem, context }: WidgetProps) {
  const { t } = useTranslation('rules');
  const text = useText();
  const { form } = context as ActionSurroundings;
  const forms = useAppModel(form.app)?.forms ?? {};
  const places = Object.keys(forms).flatMap((key) => {
    const other = form.formNamed(key);
    return [...(other?.fields.values() ?? [])].flatMap((field) => {
      const to = field.references;
      if (to === undefined || to === 'person' || to.app !== form.app || to.form !== form.key) return [];
      if (field.valueType !== 'reference') return [];
      const title = t('referring', { form: text(other?.definition.form.title), field: text(field.definition.title) });
      return [{ records: { form: key, field: field.key }, title }];
    });
  });
  const chosen = value as JsonObject | undefined;
  const at = places.findIndex(({ records }) => records.form === chosen?.['form'] && records.field === chosen['field']);
  return (
    <Select<number>
      id={id}
      allowClear
      style={{ width: '100%' }}
      placeholder={places.length === 0 ? t('noReferring') : t('settings.choose', { ns: 'ui' })}
      {...(at < 0 ? {} : { value: at })}
      {...(hasProblem ? { status: 'error' as const } : {})}
      options={places.map(({ title }, index) => ({ value: index, label: title }))}
      onChange={(next: number | undefined) => onChange(next === undefined ? undefined : places[next]?.records)}
    />
  );
}
