import { type Expression, type Face, faces, printExpression } from '@tangram/expression';
import { Select } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../app/i18n.ts';
import type { ConditionNames } from './condition-field.ts';
import styles from './ExpressionEditor.module.css';
import { useFace } from './face-store.ts';
import { sentenceOptions } from './sentence-options.ts';

/** The expression read back, in the face the person chose: a sentence, a spreadsheet formula, FEEL. */
export function Reading({ expression, names }: { expression: Expression; names: ConditionNames }) {
  const { t } = useTranslation('expressions');
  const language = useLanguage();
  const { face, choose } = useFace();
  const text = useMemo(
    () => printExpression(expression, face, sentenceOptions(language, names)),
    [expression, face, language, names],
  );
  return (
    <div className={styles['reading']}>
      <Select<Face>
        size="small"
        variant="borderless"
        className={styles['face'] ?? ''}
        aria-label={t('face.label')}
        value={face}
        popupMatchSelectWidth={false}
        options={faces.map((each) => ({ value: each, label: t(`face.${each}`) }))}
        onChange={choose}
      />
      <p className={styles['sentence']} data-face={face}>
        {text}
      </p>
    </div>
  );
}
