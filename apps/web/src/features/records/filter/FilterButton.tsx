import { FilterOutlined } from '@ant-design/icons';
import { booleanType } from '@tangram/expression';
import { extraVariables, type FormModel } from '@tangram/forms';
import { Button, Popover } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ExpressionEditor, useFormSurroundings } from '../../expressions/index.ts';
import styles from './FilterButton.module.css';

/** Which records are shown, clicked together or written; kept as FEEL in the address of the page. */
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
  const scope = useMemo(() => form.scopeWith(extraVariables), [form]);
  const around = useFormSurroundings(form, scope);
  const [open, setOpen] = useState(false);
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      open={open}
      onOpenChange={setOpen}
      content={
        <div className={styles['panel']}>
          <ExpressionEditor
            label={t('filter.title')}
            value={value}
            onChange={onChange}
            around={around}
            expects={booleanType}
            emptyText={t('filter.none')}
          />
          {value !== '' && (
            <Button type="text" size="small" onClick={() => onChange('')}>
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
