import type { WidgetProps } from '../../../ui/settings/SettingsForm.tsx';
import { ConditionBuilder } from '../../expressions/index.ts';
import { useNodeScope } from './widget-context.ts';

/** A condition over the record and the results of earlier steps. */
export function ConditionWidget({ id, value, onChange, context }: WidgetProps) {
  const around = useNodeScope(context);
  if (around === null) return null;
  return (
    <ConditionBuilder
      id={id}
      value={typeof value === 'string' ? value : ''}
      onChange={(text) => onChange(text === '' ? undefined : text)}
      scope={around.scope}
      names={around.names}
    />
  );
}
