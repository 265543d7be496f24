import { TranslationOutlined } from '@ant-design/icons';
import { type LocalText, languages, textIn } from '@tangram/schema';
import { Button, Input, Popover, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../app/i18n.ts';
import { withLanguage } from './local-text.ts';
import styles from './LocalTextInput.module.css';

/** A label: typed in the language spoken now, with the other languages one click away. */
export function LocalTextInput({
  id,
  value,
  onChange,
  hasProblem = false,
  placeholder,
  multiline = false,
}: {
  id?: string;
  value: LocalText | undefined;
  onChange: (value: LocalText | undefined) => void;
  hasProblem?: boolean;
  placeholder?: string;
  multiline?: boolean;
}) {
  const { t } = useTranslation('ui');
  const language = useLanguage();
  const others = languages.filter((one) => one !== language);
  const own = typeof value === 'string' ? value : (value?.[language] ?? '');
  const shared = {
    value: own,
    placeholder: placeholder ?? textIn(value, language),
    ...(id === undefined ? {} : { id }),
    ...(hasProblem ? { status: 'error' as const } : {}),
    onChange: (event: { target: { value: string } }) => onChange(withLanguage(value, language, event.target.value)),
  };
  return (
    <div className={styles['row']}>
      {multiline ? (
        <Input.TextArea {...shared} autoSize={{ minRows: 2, maxRows: 8 }} />
      ) : (
        <Input {...shared} maxLength={500} />
      )}
      <Popover
        trigger="click"
        placement="bottomRight"
        content={
          <div className={styles['others']}>
            {others.map((other) => (
              <label key={other}>
                {t(`settings.${other}`)}
                <Input
                  autoFocus
                  value={typeof value === 'object' ? (value[other] ?? '') : ''}
                  placeholder={own}
                  onChange={(event) => onChange(withLanguage(value, other, event.target.value, language))}
                />
              </label>
            ))}
          </div>
        }
      >
        <Tooltip
          title={others.map((other) => t('settings.otherLanguage', { language: t(`settings.${other}`) })).join(', ')}
        >
          <Button
            type="text"
            className={styles['button'] ?? ''}
            icon={<TranslationOutlined />}
            aria-label={others
              .map((other) => t('settings.otherLanguage', { language: t(`settings.${other}`) }))
              .join(', ')}
          />
        </Tooltip>
      </Popover>
    </div>
  );
}
