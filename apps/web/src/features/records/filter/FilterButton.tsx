import { FilterOutlined } from '@ant-design/icons';
import { booleanType, readExpression } from '@tangram/expression';
import { extraVariables, type FormModel } from '@tangram/forms';
import { Button, Popover } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ExpressionEditor, useFormSurroundings } from '../../expressions/index.ts';
import styles from './FilterButton.module.css';

/**
 * Which records are shown, clicked together or written; kept as FEEL in the address of the page. A text that does not read
 * yet filters nothing: the list stays as it is until it does.
 */
export function FilterButton({
  form,
  value,
  onChange,
}: {
  form: FormModel;
  value: string;
  onChange: (filter: string) => void;
}) {
  const { t } = useTranslation('records');
  const scope = useMemo(() => form.scopeWithLists(extraVariables), [form]);
  const around = useFormSurroundings(form, scope);
  const [open, setOpen] = useState(false);
  const [text, setText] = useState(value);
  const write = (next: string) => {
    setText(next);
    const reads = next.trim() === '' || readExpression(next, scope, { expects: booleanType }).expression !== null;
    if (reads && next.trim() !== value) onChange(next.trim());
  };
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      open={open}
      onOpenChange={(isOpen) => {
        if (isOpen) setText(value);
        setOpen(isOpen);
      }}
      content={
        <div className={styles['panel']}>
          <ExpressionEditor
            label={t('filter.title')}
            value={text}
            onChange={write}
            around={around}
            expects={booleanType}
            emptyText={t('filter.none')}
          />
          {value !== '' && (
            <Button type="text" size="small" onClick={() => write('')}>
              {t('filter.clear')}
            </Button>
          )}
        </div>
      }
    >
      <Button type="text" icon={<FilterOutlined />} className={value === '' ? '' : (styles['active'] ?? '')}>
        {t(value === '' ? 'filter.title' : 'filter.active')}
      </Button>
    </Popover>
  );
}
