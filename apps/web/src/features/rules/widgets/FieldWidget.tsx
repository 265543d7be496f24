import type { FieldModel, FormModel } from '@tangram/forms';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../app/i18n.ts';
import type { WidgetProps } from '../../../ui/settings/SettingsForm.tsx';
import type { ActionSurroundings } from './action-surroundings.ts';

/**
 * A field of the rule's form, by its title. The schema's `accepts` narrows to value types or `person`; fields that
 * nobody writes are offered only with `anyField`.
 */
export function FieldWidget(props: WidgetProps) {
  return <FieldOf {...props} form={(props.context as ActionSurroundings).form} />;
}

/** A field of the other form that the settings speak of. */
export function OtherFieldWidget(props: WidgetProps) {
  return <FieldOf {...props} form={(props.context as ActionSurroundings).otherForm} />;
}

function FieldOf({ id, schema, value, onChange, hasProblem, form }: WidgetProps & { form: FormModel | undefined }) {
  const { t } = useTranslation('ui');
  const text = useText();
  const accepts = schema['accepts'] as readonly string[] | undefined;
  const fits = (field: FieldModel) => {
    const isWritten = !field.isComputed && !field.isGenerated && (!field.isSystem || field.key === 'owner');
    if (!isWritten && schema['anyField'] !== true) return false;
    return accepts === undefined || accepts.includes(field.references === 'person' ? 'person' : field.valueType);
  };
  return (
    <Select
      id={id}
      showSearch={{ optionFilterProp: 'label' }}
      style={{ width: '100%' }}
      placeholder={t('settings.choose')}
      {...(typeof value === 'string' && value !== '' ? { value } : {})}
      {...(hasProblem ? { status: 'error' as const } : {})}
      options={[...(form?.fields.values() ?? [])]
        .filter(fits)
        .map((field) => ({ value: field.key, label: text(field.definition.title) }))}
      onChange={(next: string) => onChange(next)}
    />
  );
}
