import { booleanType } from '@tangram/expression';
import type { WidgetProps } from '../../../ui/settings/SettingsForm.tsx';
import { ExpressionEditor } from '../../expressions/index.ts';
import { useNodeScope } from './widget-context.ts';

/** A condition over the record and the results of earlier steps. */
export function ConditionWidget({ id, title, value, onChange, context }: WidgetProps) {
  const around = useNodeScope(context);
  if (around === null) return null;
  return (
    <ExpressionEditor
      id={id}
      label={title}
      value={typeof value === 'string' ? value : ''}
      onChange={(text) => onChange(text === '' ? undefined : text)}
      around={around}
      expects={booleanType}
    />
  );
}
