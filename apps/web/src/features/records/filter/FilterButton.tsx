import { FilterOutlined } from '@ant-design/icons';
import { extraVariables, type FormModel } from '@tangram/forms';
import { Button, Popover } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConditionBuilder, useFormNames } from '../../expressions/index.ts';
import { PickRecord } from '../PickRecord.tsx';
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
  const names = useFormNames(form, (app, key) => form.formNamed(`${app}/${key}`));
  const [open, setOpen] = useState(false);
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      open={open}
      onOpenChange={setOpen}
      content={
        <div className={styles['panel']}>
          <ConditionBuilder
            value={value}
            onChange={onChange}
            scope={scope}
            names={names}
            emptyText={t('filter.none')}
            pickRecord={PickRecord}
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
