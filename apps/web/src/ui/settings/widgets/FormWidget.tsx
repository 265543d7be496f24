import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { appQuery } from '../../../app/app-query.ts';
import { useText } from '../../../app/i18n.ts';
import type { WidgetProps } from '../surroundings.ts';

/** One of the application's published forms, by its title. */
export function FormWidget({ id, value, onChange, hasProblem }: WidgetProps) {
  const { t } = useTranslation('ui');
  const text = useText();
  const { app = '' } = useParams();
  const { data } = useQuery(appQuery(app));
  return (
    <Select
      id={id}
      showSearch={{ optionFilterProp: 'label' }}
      allowClear
      style={{ width: '100%' }}
      placeholder={t('settings.choose')}
      {...(typeof value === 'string' ? { value } : {})}
      {...(hasProblem ? { status: 'error' as const } : {})}
      options={Object.entries(data?.forms ?? {}).map(([key, form]) => ({
        value: key,
        label: text(form.definition.form.title),
      }))}
      onChange={(next: string | undefined) => onChange(next)}
    />
  );
}
