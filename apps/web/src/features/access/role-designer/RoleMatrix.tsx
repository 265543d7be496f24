import type { AppForMember } from '@tangram/client';
import { operations, type RoleDefinition } from '@tangram/schema';
import { Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../app/i18n.ts';
import { Icon } from '../../../ui/Icon.tsx';
import styles from './RoleDesigner.module.css';
import { withOperation } from './role-edits.ts';

/** Forms down, operations across: one tick gives a right. */
export function RoleMatrix({
  app,
  role,
  chosen,
  onChoose,
  onChange,
}: {
  app: AppForMember;
  role: RoleDefinition;
  chosen: string | null;
  onChoose: (form: string) => void;
  onChange: (role: RoleDefinition) => void;
}) {
  const { t } = useTranslation('access');
  const text = useText();
  return (
    <div className={styles['sheet']}>
      <table className={styles['matrix']}>
        <thead>
          <tr>
            <th>{t('roleDesigner.form')}</th>
            {operations.map((operation) => (
              <th key={operation}>{t(`roleDesigner.operations.${operation}`)}</th>
            ))}
            <th>{t('roleDesigner.records')}</th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(app.forms).map(([key, { definition }]) => {
            const grant = role.forms[key];
            const title = text(definition.form.title);
            const scope = grant === undefined ? '' : typeof grant.scope === 'string' ? grant.scope : 'condition';
            return (
              <tr key={key} data-chosen={chosen === key}>
                <th>
                  <button type="button" onClick={() => onChoose(key)}>
                    <Icon name={definition.form.icon} fallback="table" />
                    {title}
                  </button>
                </th>
                {operations.map((operation) => (
                  <td key={operation}>
                    <Checkbox
                      aria-label={`${title}: ${t(`roleDesigner.operations.${operation}`)}`}
                      checked={grant?.operations.includes(operation) ?? false}
                      onChange={(event) => {
                        onChange(withOperation(role, key, operation, event.target.checked));
                        onChoose(key);
                      }}
                    />
                  </td>
                ))}
                <td>{scope !== '' && t(`roleDesigner.scopes.${scope as 'all'}`)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
