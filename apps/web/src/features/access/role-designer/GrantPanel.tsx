import type { AppForMember } from '@tangram/client';
import { booleanType } from '@tangram/expression';
import { extraVariables } from '@tangram/forms';
import type { FieldGrant, RoleDefinition, RowScope } from '@tangram/schema';
import { Radio, Select } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../app/i18n.ts';
import { ExpressionEditor, useFormSurroundings } from '../../expressions/index.ts';
import { formModelOf } from '../../forms/index.ts';
import styles from './RoleDesigner.module.css';
import { otherFieldsOf, withField, withScope } from './role-edits.ts';

const scopes = ['all', 'department', 'own', 'condition'] as const;
const grants: readonly FieldGrant[] = ['hidden', 'masked', 'read', 'write'];

/** Of one form: which records, and what of each field. */
export function GrantPanel({
  app,
  formKey,
  role,
  onChange,
}: {
  app: AppForMember;
  formKey: string;
  role: RoleDefinition;
  onChange: (role: RoleDefinition, merge?: string) => void;
}) {
  const { t } = useTranslation('access');
  const text = useText();
  const form = useMemo(() => formModelOf(app, formKey), [app, formKey]);
  const grant = role.forms[formKey];
  if (form === undefined || grant === undefined) return <p className={styles['quiet']}>{t('roleDesigner.noGrant')}</p>;
  const scope = typeof grant.scope === 'string' ? grant.scope : 'condition';
  const toScope = (kind: (typeof scopes)[number]): RowScope => (kind === 'condition' ? { condition: '' } : kind);
  const options = grants.map((value) => ({ value, label: t(`roleDesigner.grants.${value}`) }));
  return (
    <div className={styles['panel']}>
      <section>
        <h3>{t('roleDesigner.whichRecords')}</h3>
        <Radio.Group
          vertical
          value={scope}
          options={scopes.map((value) => ({ value, label: t(`roleDesigner.scopesLong.${value}`) }))}
          onChange={(event) =>
            onChange(withScope(role, formKey, toScope(event.target.value as (typeof scopes)[number])))
          }
        />
        {typeof grant.scope !== 'string' && (
          <Condition
            form={form}
            value={grant.scope.condition}
            onChange={(condition) => onChange(withScope(role, formKey, { condition }), `condition ${formKey}`)}
          />
        )}
      </section>
      <section>
        <h3>{t('roleDesigner.fields')}</h3>
        <div className={styles['field']}>
          <span>{t('roleDesigner.otherFields')}</span>
          <Select
            size="small"
            aria-label={t('roleDesigner.otherFields')}
            value={otherFieldsOf(grant)}
            options={options}
            onChange={(otherFields) =>
              onChange({ ...role, forms: { ...role.forms, [formKey]: { ...grant, otherFields } } })
            }
          />
        </div>
        {[...form.fields.values()]
          .filter((field) => !field.isSystem || field.key === 'owner')
          .map((field) => (
            <div key={field.key} className={styles['field']} data-own={grant.fields?.[field.key] !== undefined}>
              <span>{text(field.definition.title)}</span>
              <Select
                size="small"
                variant="borderless"
                aria-label={text(field.definition.title)}
                value={grant.fields?.[field.key] ?? otherFieldsOf(grant)}
                options={options}
                onChange={(next) => onChange(withField(role, formKey, field.key, next))}
              />
            </div>
          ))}
      </section>
    </div>
  );
}

function Condition({
  form,
  value,
  onChange,
}: {
  form: NonNullable<ReturnType<typeof formModelOf>>;
  value: string;
  onChange: (condition: string) => void;
}) {
  const { t } = useTranslation('access');
  const scope = useMemo(() => form.scopeWith(extraVariables), [form]);
  const around = useFormSurroundings(form, scope);
  return (
    <ExpressionEditor
      label={t('roleDesigner.whichRecords')}
      value={value}
      onChange={onChange}
      around={around}
      expects={booleanType}
      emptyText={t('roleDesigner.noCondition')}
    />
  );
}
