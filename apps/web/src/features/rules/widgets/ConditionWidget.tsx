import { type Scope, userType } from '@tangram/expression';
import type { FormModel } from '@tangram/forms';
import { ruleScope } from '@tangram/rules';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../app/i18n.ts';
import type { WidgetProps } from '../../../ui/settings/SettingsForm.tsx';
import { ConditionBuilder, formNames } from '../../expressions/index.ts';
import type { ActionSurroundings } from './action-surroundings.ts';

/** A condition over records of the rule's own form. */
export function ConditionWidget(props: WidgetProps) {
  const { form } = props.context as ActionSurroundings;
  return <ConditionOver {...props} form={form} scope={form.scopeWith({ user: userType })} />;
}

/** A condition over records of the other form that the settings speak of. */
export function OtherConditionWidget(props: WidgetProps) {
  const { otherForm } = props.context as ActionSurroundings;
  return otherForm === undefined ? null : <ConditionOver {...props} form={otherForm} scope={ruleScope(otherForm)} />;
}

function ConditionOver({ id, value, onChange, form, scope }: WidgetProps & { form: FormModel; scope: Scope }) {
  const { t } = useTranslation('rules');
  const language = useLanguage();
  const names = useMemo(
    () => formNames(form, language, (app, key) => form.formNamed(`${app}/${key}`)),
    [form, language],
  );
  return (
    <ConditionBuilder
      id={id}
      value={typeof value === 'string' ? value : ''}
      onChange={(next) => onChange(next.trim() === '' ? undefined : next)}
      scope={scope}
      names={names}
      emptyText={t('always')}
    />
  );
}
