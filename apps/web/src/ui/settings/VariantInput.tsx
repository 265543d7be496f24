import type { JsonObject, JsonSchema, JsonValue } from '@tangram/schema';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../app/i18n.ts';
import styles from './SettingsForm.module.css';
import { newItem, settingsOf, variantOf, variantsOf } from './settings-schema.ts';
import { useSurroundings } from './surroundings.ts';

/** One of several shapes: which one, and below it that shape's own settings. */
export function VariantInput({
  schema,
  value,
  onChange,
  path,
  label,
}: {
  schema: JsonSchema;
  value: JsonValue | undefined;
  onChange: (value: JsonValue) => void;
  path: string;
  /** The setting's title; in a list there is none. */
  label?: string;
}) {
  const { t } = useTranslation('ui');
  const language = useLanguage();
  const { Members } = useSurroundings();
  const variants = variantsOf(schema, language);
  const chosen = variantOf(value, variants);
  return (
    <div className={styles['variants']}>
      <Select
        style={{ width: '100%' }}
        aria-label={label ?? t('settings.choose')}
        placeholder={t('settings.choose')}
        {...(chosen === undefined ? {} : { value: variants.indexOf(chosen) })}
        options={variants.map((variant, at) => ({ value: at, label: variant.title }))}
        onChange={(at: number) => {
          const next = variants[at];
          if (next !== undefined)
            onChange({ ...(newItem(next.schema) as JsonObject), ...keptIn(next.schema, value), ...next.marks });
        }}
      />
      {chosen !== undefined && settingsOf(chosen.schema).length > 0 && (
        <Members schema={chosen.schema} value={value as JsonObject} onChange={onChange} path={path} />
      )}
    </div>
  );
}

/** What the chosen variant also has: nobody types it twice. */
function keptIn(schema: JsonSchema, value: JsonValue | undefined): JsonObject {
  const known = (schema['properties'] ?? {}) as object;
  return Object.fromEntries(Object.entries((value ?? {}) as JsonObject).filter(([name]) => Object.hasOwn(known, name)));
}
