import type { FieldModel } from '@tangram/forms';
import { type JsonObject, type JsonValue, type LocalText, type RecordValues, textIn } from '@tangram/schema';
import { Input, Select } from 'antd';
import { useDesigner } from './designer-context.ts';
import { plainText } from './plain-text.ts';
import styles from './TryFlow.module.css';

/** The values of a made-up record: options to choose where a field has them, else text. */
export function SampleFields({
  fields,
  values,
  placeholders = {},
  onChange,
}: {
  fields: readonly FieldModel[];
  values: RecordValues;
  placeholders?: RecordValues;
  onChange: (values: RecordValues) => void;
}) {
  const { language } = useDesigner();
  return (
    <div className={styles['fields']}>
      {fields.map((field) => {
        const value = values[field.key];
        const options = field.definition.settings?.['options'] as readonly JsonObject[] | undefined;
        const set = (next: JsonValue | undefined) => {
          const { [field.key]: _old, ...rest } = values;
          onChange(next === undefined ? rest : { ...rest, [field.key]: next });
        };
        const title = textIn(field.definition.title, language) || field.key;
        return (
          <label key={field.key}>
            <span>{title}</span>
            {options === undefined ? (
              <Input
                aria-label={title}
                value={plainText(value)}
                placeholder={plainText(placeholders[field.key])}
                onChange={({ target }) => set(target.value === '' ? undefined : typed(target.value, field))}
              />
            ) : (
              <Select
                aria-label={title}
                allowClear
                placeholder={plainText(placeholders[field.key])}
                {...(value === undefined || value === null ? {} : { value: plainText(value) })}
                options={options.map((option) => ({
                  value: plainText(option['value']),
                  label: textIn(option['title'] as LocalText, language) || plainText(option['value']),
                }))}
                onChange={(next: string | undefined) => set(next)}
              />
            )}
          </label>
        );
      })}
    </div>
  );
}

function typed(text: string, field: FieldModel): JsonValue {
  return field.valueType === 'number' && Number.isFinite(Number(text)) ? Number(text) : text;
}
