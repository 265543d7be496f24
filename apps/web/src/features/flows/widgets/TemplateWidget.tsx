import { PlusOutlined } from '@ant-design/icons';
import type { LocalText } from '@tangram/schema';
import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { LocalTextInput } from '../../../ui/settings/LocalTextInput.tsx';
import { withLanguage } from '../../../ui/settings/local-text.ts';
import type { WidgetProps } from '../../../ui/settings/SettingsForm.tsx';
import { fieldOptions } from './FieldWidget.tsx';
import type { WidgetContext } from './widget-context.ts';

/** A text with fields of the record in braces. */
export function TemplateWidget({ id, value, onChange, hasProblem, context, schema }: WidgetProps) {
  const { t } = useTranslation('flows');
  const { form, language } = context as WidgetContext;
  const text = value as LocalText | undefined;
  const own = typeof text === 'string' ? text : (text?.[language] ?? '');
  const insert = (field: string) => onChange(withLanguage(text, language, `${own}{${field}}`) as LocalText);
  return (
    <div>
      <LocalTextInput
        id={id}
        value={text}
        hasProblem={hasProblem}
        multiline={schema['x-multiline'] === true}
        onChange={(next) => onChange(next as LocalText)}
      />
      <Dropdown
        trigger={['click']}
        menu={{
          items: fieldOptions(form, undefined, language).map(({ value: key, label }) => ({ key, label })),
          onClick: ({ key }) => insert(key),
          style: { maxHeight: 320, overflow: 'auto' },
        }}
      >
        <Button type="text" size="small" icon={<PlusOutlined />}>
          {t('widgets.insertField')}
        </Button>
      </Dropdown>
    </div>
  );
}
