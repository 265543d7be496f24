import { DeleteOutlined } from '@ant-design/icons';
import { type JsonObject, type LocalText, textIn } from '@tangram/schema';
import { Button, Select, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import type { WidgetProps } from '../../../ui/settings/SettingsForm.tsx';
import { ExpressionEditor } from '../../expressions/index.ts';
import { fieldOptions } from './FieldWidget.tsx';
import { useNodeScope, type WidgetContext } from './widget-context.ts';
import { plainText } from '../plain-text.ts';
import styles from './widgets.module.css';

/** Fields and what is written into each: an option to choose, or FEEL. `x-form` names the setting that holds the form's key. */
export function FieldValuesWidget({ id, schema, value, onChange, context }: WidgetProps) {
  const { t } = useTranslation('flows');
  const { node, form, formNamed, language } = context as WidgetContext;
  const around = useNodeScope(context);
  const formSetting = schema['x-form'];
  const target = typeof formSetting === 'string' ? formNamed(plainText(node.settings[formSetting] ?? '')) : form;
  if (around === null) return null;
  const values = (value ?? {}) as { readonly [field: string]: string };
  const set = (key: string, text: string) => onChange({ ...values, [key]: text });
  const free = fieldOptions(target, undefined, language).filter(({ value: key }) => {
    const field = target?.fields.get(key);
    const isFixed = field === undefined || field.isComputed || field.isGenerated || (field.isSystem && key !== 'owner');
    return !isFixed && !Object.hasOwn(values, key);
  });
  return (
    <div className={styles['values']} id={id}>
      {Object.entries(values).map(([key, text]) => {
        const field = target?.fields.get(key);
        const options = (field?.definition.settings?.['options'] ?? []) as readonly JsonObject[];
        const literals = options.map((option) => ({
          value: JSON.stringify(plainText(option['value'])),
          label: textIn(option['title'] as LocalText, language) || plainText(option['value']),
        }));
        return (
          <div key={key} className={styles['value']}>
            <div className={styles['head']}>
              <span>{textIn(field?.definition.title, language) || key}</span>
              <Tooltip title={t('remove')}>
                <Button
                  type="text"
                  size="small"
                  icon={<DeleteOutlined />}
                  aria-label={t('remove')}
                  onClick={() => {
                    const { [key]: _gone, ...rest } = values;
                    onChange(rest);
                  }}
                />
              </Tooltip>
            </div>
            {literals.length > 0 && (
              <Select
                style={{ width: '100%', marginBottom: 4 }}
                aria-label={textIn(field?.definition.title, language)}
                {...(literals.some((one) => one.value === text) ? { value: text } : {})}
                options={literals}
                onChange={(next: string) => set(key, next)}
              />
            )}
            <ExpressionEditor
              isSingleLine
              label={textIn(field?.definition.title, language) || key}
              value={text}
              onChange={(next) => set(key, next)}
              around={around}
              {...(field === undefined ? {} : { expects: field.feelType })}
            />
          </div>
        );
      })}
      <Select<string | null>
        style={{ width: '100%' }}
        showSearch={{ optionFilterProp: 'label' }}
        value={null}
        placeholder={t('widgets.addField')}
        options={free}
        onChange={(key) =>
          key !== null && set(key, firstValue(target?.fields.get(key)?.definition.settings?.['options']))
        }
      />
    </div>
  );
}

/** FEEL to begin with: the first option, else nothing. */
function firstValue(options: unknown): string {
  const [first] = (Array.isArray(options) ? options : []) as readonly { readonly value: string }[];
  return first === undefined ? 'null' : JSON.stringify(first.value);
}
