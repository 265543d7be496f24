import { AutoComplete } from 'antd';
import { useTranslation } from 'react-i18next';
import type { WidgetProps } from '../../../ui/settings/SettingsForm.tsx';

/** A schedule: one of the usual ones, or any written by hand. */
export function CronWidget({ id, value, onChange, hasProblem }: WidgetProps) {
  const { t } = useTranslation('rules');
  const usual = [
    { value: '0 * * * *', label: t('cron.hourly') },
    { value: '0 9 * * *', label: t('cron.daily') },
    { value: '0 9 * * 1', label: t('cron.weekly') },
    { value: '0 9 1 * *', label: t('cron.monthly') },
  ];
  return (
    <AutoComplete
      id={id}
      style={{ width: '100%' }}
      value={typeof value === 'string' ? value : ''}
      {...(hasProblem ? { status: 'error' as const } : {})}
      options={usual.map((one) => ({ value: one.value, label: `${one.label} · ${one.value}` }))}
      onChange={(next: string) => onChange(next)}
    />
  );
}
