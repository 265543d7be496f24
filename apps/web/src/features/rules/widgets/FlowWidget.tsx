import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../app/i18n.ts';
import type { WidgetProps } from '../../../ui/settings/SettingsForm.tsx';
import { useFlowsOf } from '../useRuleForm.ts';
import type { ActionSurroundings } from './action-surroundings.ts';

/** One of the application's flows, by its title. */
export function FlowWidget({ id, value, onChange, hasProblem, context }: WidgetProps) {
  const { t } = useTranslation('ui');
  const text = useText();
  const flows = useFlowsOf((context as ActionSurroundings).form.app);
  return (
    <Select
      id={id}
      showSearch={{ optionFilterProp: 'label' }}
      style={{ width: '100%' }}
      placeholder={t('settings.choose')}
      {...(typeof value === 'string' && value !== '' ? { value } : {})}
      {...(hasProblem ? { status: 'error' as const } : {})}
      options={flows.map((flow) => ({ value: flow.key, label: text(flow.title) || flow.key }))}
      onChange={(next: string) => onChange(next)}
    />
  );
}
