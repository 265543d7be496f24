import { type JsonObject, type JsonSchema, type JsonValue, type LocalText, textIn } from '@tangram/schema';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../app/i18n.ts';
import { LocalTextInput } from './LocalTextInput.tsx';
import { optionsFrom } from './options.ts';
import styles from './SettingsForm.module.css';
import { settingsOf } from './settings-schema.ts';
import { useSurroundings } from './surroundings.ts';
import { ColorWidget } from './widgets/ColorWidget.tsx';

/**
 * One option of a choice: its colour and its label. The stored value follows the label while the option is new and stays
 * what it is afterwards, since records hold it.
 */
export function OptionRow({
  schema,
  value,
  taken,
  onChange,
  onPaste,
  path,
}: {
  schema: JsonSchema;
  value: JsonObject;
  /** Values of the other options. */
  taken: readonly string[];
  onChange: (value: JsonObject) => void;
  /** Several lines were pasted: these options go in place of this one. */
  onPaste: (options: readonly JsonValue[]) => void;
  path: string;
}) {
  const { t } = useTranslation('ui');
  const language = useLanguage();
  const { problems } = useSurroundings();
  const title = value['title'] as LocalText | undefined;
  const followsLabel =
    value['value'] === undefined || value['value'] === '' || value['value'] === textIn(title, language);
  const color = settingsOf(schema).find((setting) => setting.name === 'color');
  return (
    <div
      className={styles['fields']}
      onPasteCapture={(event) => {
        const options = optionsFrom(event.clipboardData.getData('text'), taken);
        if (options.length < 2) return;
        event.preventDefault();
        event.stopPropagation();
        onPaste(options);
      }}
    >
      {color !== undefined && (
        <ColorWidget
          compact
          schema={color.schema}
          value={value['color']}
          onChange={(next) => onChange(next === undefined ? without(value, 'color') : { ...value, color: next })}
        />
      )}
      <LocalTextInput
        value={title}
        placeholder={t('settings.pasteHint')}
        hasProblem={problems.some((problem) => problem.path === path || problem.path.startsWith(`${path}/`))}
        onChange={(next) =>
          onChange({
            ...value,
            title: next ?? '',
            ...(followsLabel ? { value: textIn(next, language) } : {}),
          } as JsonObject)
        }
      />
    </div>
  );
}

function without(value: JsonObject, name: string): JsonObject {
  const { [name]: _, ...others } = value;
  return others;
}
