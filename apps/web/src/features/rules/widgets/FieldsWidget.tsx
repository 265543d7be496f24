import type { FormModel } from '@tangram/forms';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../app/i18n.ts';
import type { WidgetProps } from '../../../ui/settings/SettingsForm.tsx';
import type { ActionSurroundings } from './action-surroundings.ts';

/** Several fields of the rule's form, by their titles. */
export function FieldsWidget(props: WidgetProps) {
  return <FieldsOf {...props} form={(props.context as ActionSurroundings).form} />;
}

/** Several fields of the other form that the settings speak of. */
export function OtherFieldsWidget(props: WidgetProps) {
  return <FieldsOf {...props} form={(props.context as ActionSurroundings).otherForm} />;
}

function FieldsOf({ id, value, onChange, hasProblem, form }: WidgetProps & { form: FormModel | undefined }) {
  const { t } = useTranslation('ui');
  const text = useText();
  return (
    <Select<string[]>
      id={id}
      mode="multiple"
      showSearch={{ optionFilterProp: 'label' }}
      style={{ width: '100%' }}
      placeholder={t('settings.choose')}
      value={Array.isArray(value) ? (value as string[]) : []}
      {...(hasProblem ? { status: 'error' as const } : {})}
      options={[...(form?.fields.values() ?? [])]
        .filter((field) => !field.isSystem || field.key === 'owner')
        .map((field) => ({ value: field.key, label: text(field.definition.title) }))}
      onChange={(next) => onChange(next.length === 0 ? undefined : next)}
    />
  );
}
