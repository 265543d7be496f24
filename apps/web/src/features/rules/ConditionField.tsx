import { booleanType } from '@tangram/expression';
import { ruleKindOf, ruleScope } from '@tangram/rules';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ExpressionEditor, useFormSurroundings } from '../expressions/index.ts';
import { useDesigner } from './designer-context.ts';

/** A condition over the rule's form, with `previous` and `user`. */
export function ConditionField({
  id,
  value,
  onChange,
  emptyText,
}: {
  id?: string;
  value: string;
  onChange: (value: string) => void;
  emptyText?: string;
}) {
  const { t } = useTranslation('rules');
  const { form, rule } = useDesigner();
  const variables = ruleKindOf(rule).variables?.(rule);
  const scope = useMemo(() => (form === undefined ? undefined : ruleScope(form, variables)), [form, variables]);
  const around = useFormSurroundings(form, scope);
  if (around === undefined) return null;
  return (
    <ExpressionEditor
      {...(id === undefined ? {} : { id })}
      label={t('conditionLabel')}
      value={value}
      onChange={onChange}
      around={around}
      expects={booleanType}
      {...(emptyText === undefined ? {} : { emptyText })}
    />
  );
}
