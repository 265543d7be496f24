import { ruleScope } from '@tangram/rules';
import { useMemo } from 'react';
import { useLanguage } from '../../../app/i18n.ts';
import type { WidgetProps } from '../../../ui/settings/SettingsForm.tsx';
import { ExpressionInput, formNames } from '../../expressions/index.ts';
import type { ActionSurroundings } from './action-surroundings.ts';

/** A value as an expression over the record. */
export function FeelWidget({ id, value, onChange, context }: WidgetProps) {
  const { form, variables } = context as ActionSurroundings;
  const language = useLanguage();
  const { scope, names } = useMemo(
    () => ({
      scope: ruleScope(form, variables),
      names: formNames(form, language, (app, key) => form.formNamed(`${app}/${key}`)),
    }),
    [form, language, variables],
  );
  return (
    <ExpressionInput
      id={id}
      value={typeof value === 'string' ? value : ''}
      onChange={onChange}
      scope={scope}
      names={names}
      placeholder={'"A"'}
    />
  );
}
