import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useText } from '../../../app/i18n.ts';
import type { WidgetProps } from '../../../ui/settings/SettingsForm.tsx';
import { connectionsQuery } from '../../outside/index.ts';
import styles from '../RuleSettings.module.css';

/** A connection of the workspace that is good for the schema's `use`; one that is not there yet says so. */
export function ConnectionWidget({ id, schema, value, onChange, hasProblem }: WidgetProps) {
  const { t } = useTranslation('rules');
  const text = useText();
  const { data } = useQuery(connectionsQuery);
  const fitting = data?.rows.filter(({ use }) => use === schema['use']) ?? [];
  const chosen = typeof value === 'string' && value !== '' ? value : undefined;
  const isMissing = data !== undefined && chosen !== undefined && !fitting.some(({ key }) => key === chosen);
  return (
    <>
      <Select
        id={id}
        showSearch={{ optionFilterProp: 'label' }}
        style={{ width: '100%' }}
        placeholder={t('settings.choose', { ns: 'ui' })}
        {...(chosen === undefined ? {} : { value: chosen })}
        {...(hasProblem ? { status: 'error' as const } : isMissing ? { status: 'warning' as const } : {})}
        options={fitting.map(({ key, title }) => ({ value: key, label: text(title) || key }))}
        notFoundContent={t('connections.none')}
        onChange={(next: string) => onChange(next)}
      />
      {isMissing && <p className={styles['connectionNote']}>{t('connections.missing')}</p>}
      <Link className={styles['connectionLink'] ?? ''} to="/settings/connections" target="_blank">
        {t('connections.manage')}
      </Link>
    </>
  );
}
