import type { FormModel } from '@tangram/forms';
import type { TraceChange } from '@tangram/rules';
import { ArrowRightOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { useText } from '../../app/i18n.ts';
import { FieldValue } from './FieldValue.tsx';
import styles from './Why.module.css';

/** What a rule changes, field by field, before and after. */
export function Changes({
  form,
  changes,
  titles,
}: {
  form: FormModel | undefined;
  changes: readonly TraceChange[];
  titles: { readonly [id: string]: string };
}) {
  const { t } = useTranslation('rules');
  const text = useText();
  return (
    <ul className={styles['changes']}>
      {changes.map(({ field, before, after }) => (
        <li key={field}>
          <span>{text(form?.fields.get(field)?.definition.title) || field}</span>
          <FieldValue form={form} field={field} value={before} titles={titles} blank={t('try.blank')} />
          <ArrowRightOutlined />
          <strong>
            <FieldValue form={form} field={field} value={after} titles={titles} blank={t('try.blank')} />
          </strong>
        </li>
      ))}
    </ul>
  );
}
