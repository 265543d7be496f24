import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ConditionField } from '../condition-field.ts';
import styles from '../ExpressionEditor.module.css';
import { fieldsFor, type Measure, measures, type RelatedPart } from './related-part.ts';
import { measuredBy } from './related-rows.ts';

/** What is taken of the records of a list: how many there are, or a sum, mean, least or greatest of one of their fields. */
export function RelatedMeasure({
  list,
  part,
  onChange,
}: {
  list: ConditionField;
  part: RelatedPart;
  onChange: (part: RelatedPart) => void;
}) {
  const { t } = useTranslation('expressions');
  const possible = measures.filter((measure) => measure === 'count' || fieldsFor(measure, list).length > 0);
  return (
    <>
      <Select<Measure>
        className={styles['operator'] ?? ''}
        aria-label={t('related.measure')}
        value={part.measure}
        popupMatchSelectWidth={false}
        options={possible.map((measure) => ({ value: measure, label: t(`related.measures.${measure}`) }))}
        onChange={(measure) => onChange(measuredBy(part, list, measure, part.of))}
      />
      {part.measure !== 'count' && (
        <Select
          className={styles['operator'] ?? ''}
          aria-label={t('related.of')}
          value={part.of === '' ? null : part.of}
          placeholder={t('chooseField')}
          popupMatchSelectWidth={false}
          options={fieldsFor(part.measure, list).map(({ path, title }) => ({ value: path, label: title }))}
          onChange={(of: string) => onChange(measuredBy(part, list, part.measure, of))}
        />
      )}
    </>
  );
}
