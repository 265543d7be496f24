import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../app/i18n.ts';
import type { WidgetProps } from '../../../ui/settings/SettingsForm.tsx';
import { useDefinitionsOf } from '../useRuleForm.ts';
import type { ActionSurroundings } from './action-surroundings.ts';

/** One of the application's flows, by its title. */
export function FlowWidget(props: WidgetProps) {
  return <DefinitionWidget {...props} kind="flow" />;
}

/** One of the application's rules, by its title. */
export function RuleWidget(props: WidgetProps) {
  return <DefinitionWidget {...props} kind="rule" />;
}

function DefinitionWidget({
  id,
  value,
  onChange,
  hasProblem,
  context,
  kind,
}: WidgetProps & { readonly kind: 'flow' | 'rule' }) {
  const { t } = useTranslation('ui');
  const text = useText();
  const definitions = useDefinitionsOf((context as ActionSurroundings).form.app, kind);
  return (
    <Select
      id={id}
      showSearch={{ optionFilterProp: 'label' }}
      style={{ width: '100%' }}
      placeholder={t('settings.choose')}
      {...(typeof value === 'string' && value !== '' ? { value } : {})}
      {...(hasProblem ? { status: 'error' as const } : {})}
      options={definitions.map(({ key, title }) => ({ value: key, label: text(title) || key }))}
      onChange={(next: string) => onChange(next)}
    />
  );
}
