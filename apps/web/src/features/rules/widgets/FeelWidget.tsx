import { ruleScope } from '@tangram/rules';
import { useMemo } from 'react';
import type { WidgetProps } from '../../../ui/settings/SettingsForm.tsx';
import { ExpressionEditor, useFormSurroundings } from '../../expressions/index.ts';
import type { ActionSurroundings } from './action-surroundings.ts';

/** A value as an expression over the record. */
export function FeelWidget({ id, title, value, onChange, context }: WidgetProps) {
  const { form, variables } = context as ActionSurroundings;
  const scope = useMemo(() => ruleScope(form, variables), [form, variables]);
  const around = useFormSurroundings(form, scope);
  return (
    <ExpressionEditor
      id={id}
      label={title}
      value={typeof value === 'string' ? value : ''}
      onChange={onChange}
      around={around}
    />
  );
}
