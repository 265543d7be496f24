import type { FormModel } from '@tangram/forms';
import type { TableTrace } from '@tangram/rules';
import { useTranslation } from 'react-i18next';
import { useText } from '../../app/i18n.ts';
import { FieldValue } from './FieldValue.tsx';
import styles from './Why.module.css';

/** Which rows of decision tables decided about a record, and on what. */
export function TableWhy({
  form,
  tables,
  own,
}: {
  form: FormModel | undefined;
  tables: readonly TableTrace[];
  /** Key of the rule that this stands under: its table needs no name. */
  own?: string | undefined;
}) {
  const { t } = useTranslation('rules');
  const text = useText();
  return tables.map(({ table, title, inputs, matched }, at) => (
    // One rule may ask the same table twice.
    <div key={`${table} ${at}`} className={styles['tableWhy']}>
      <p>
        {table !== own && <span>{text(title)}: </span>}
        <strong>{verdict(matched)}</strong>
      </p>
      <dl>
        {inputs.map((input) => (
          <div key={input.key}>
            <dt>{text(input.title)}</dt>
            <dd>
              {input.value === undefined ? (
                t('table.why.hidden')
              ) : input.reads.length === 1 && form?.fields.has(input.reads[0] ?? '') === true ? (
                <FieldValue
                  form={form}
                  field={input.reads[0] ?? ''}
                  value={input.value}
                  titles={{}}
                  blank={t('blankValue')}
                />
              ) : input.value === null ? (
                t('blankValue')
              ) : typeof input.value === 'string' ? (
                input.value
              ) : (
                JSON.stringify(input.value)
              )}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  ));

  function verdict(matched: TableTrace['matched']): string {
    const numbers = (rows: TableTrace['matched']) => rows.map(({ number }) => number).join(t('table.why.and'));
    const taken = matched.filter(({ isTaken }) => isTaken);
    if (matched.length === 0) return t('table.why.none');
    if (taken.length === 0) return t('table.why.several', { rows: numbers(matched) });
    return t('table.why.taken', { rows: numbers(taken) });
  }
}
