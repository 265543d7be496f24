import type { AppForMember } from '@tangram/client';
import type { RoleDefinition } from '@tangram/schema';
import { Select, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useText } from '../../../app/i18n.ts';
import { LocalTextInput } from '../../../ui/settings/LocalTextInput.tsx';
import styles from './RoleDesigner.module.css';
import { withDashboards } from './role-edits.ts';

/** The role itself: its name, what it is for, its dashboards, and where its holders are named. */
export function RolePanel({
  app,
  role,
  onChange,
}: {
  app: AppForMember;
  role: RoleDefinition;
  onChange: (role: RoleDefinition, merge?: string) => void;
}) {
  const { t } = useTranslation('access');
  const text = useText();
  const dashboards = Object.entries(app.dashboards ?? {}).map(([value, one]) => ({ value, label: text(one.title) }));
  return (
    <div className={styles['panel']}>
      <section>
        <h3>{t('roleDesigner.name')}</h3>
        <LocalTextInput value={role.title} onChange={(title) => onChange({ ...role, title: title ?? '' }, 'title')} />
      </section>
      <section>
        <h3>{t('roleDesigner.description')}</h3>
        <LocalTextInput
          multiline
          value={role.description}
          onChange={(description) => {
            const { description: _, ...others } = role;
            onChange(description === undefined ? others : { ...role, description }, 'description');
          }}
        />
      </section>
      <section>
        <div className={styles['field']}>
          <span>{t('roleDesigner.allDashboards')}</span>
          <Switch
            size="small"
            aria-label={t('roleDesigner.allDashboards')}
            checked={role.dashboards === undefined}
            onChange={(isAll) => onChange(withDashboards(role, isAll ? undefined : []))}
          />
        </div>
        {role.dashboards !== undefined && (
          <Select
            mode="multiple"
            style={{ width: '100%' }}
            aria-label={t('roleDesigner.dashboards')}
            placeholder={t('roleDesigner.dashboards')}
            value={[...role.dashboards]}
            options={dashboards}
            onChange={(next: string[]) => onChange(withDashboards(role, next))}
          />
        )}
      </section>
      <section>
        <Link to="/settings/people?tab=roles">{t('roleDesigner.holders')}</Link>
      </section>
    </div>
  );
}
