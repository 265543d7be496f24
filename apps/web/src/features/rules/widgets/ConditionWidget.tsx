import { booleanType, type Scope, userType } from '@tangram/expression';
import type { FormModel } from '@tangram/forms';
import { ruleScope } from '@tangram/rules';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { WidgetProps } from '../../../ui/settings/SettingsForm.tsx';
import { ExpressionEditor, useFormSurroundings } from '../../expressions/index.ts';
import type { ActionSurroundings } from './action-surroundings.ts';

/** A condition over records of the rule's own form. */
export function ConditionWidget(props: WidgetProps) {
  const { form } = props.context as ActionSurroundings;
  const scope = useMemo(() => form.scopeWith({ user: userType }), [form]);
  return <ConditionOver {...props} form={form} scope={scope} />;
}

/** A condition over records of the other form that the settings speak of. */
export function OtherConditionWidget(props: WidgetProps) {
  const { otherForm } = props.context as ActionSurroundings;
  const scope = useMemo(() => (otherForm === undefined ? undefined : ruleScope(otherForm)), [otherForm]);
  return otherForm === undefined || scope === undefined ? null : (
    <ConditionOver {...props} form={otherForm} scope={scope} />
  );
}

function ConditionOver({ id, title, value, onChange, form, scope }: WidgetProps & { form: FormModel; scope: Scope }) {
  const { t } = useTranslation('rules');
  const around = useFormSurroundings(form, scope);
  return (
    <ExpressionEditor
      id={id}
      label={title}
      value={typeof value === 'string' ? value : ''}
      onChange={(next) => onChange(next.trim() === '' ? undefined : next)}
      around={around}
      expects={booleanType}
      emptyText={t('always')}
    />
  );
}
