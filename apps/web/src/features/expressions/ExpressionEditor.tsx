import { type FeelType, fits, booleanType, readExpression } from '@tangram/expression';
import { Segmented } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConditionBuilder } from './builder/ConditionBuilder.tsx';
import { readConditions } from './builder/read-conditions.ts';
import type { ExpressionSurroundings } from './expression-surroundings.ts';
import styles from './ExpressionEditor.module.css';
import { RecordPreview } from './preview/RecordPreview.tsx';
import { Reading } from './Reading.tsx';
import { TextEditor } from './TextEditor.tsx';

export interface ExpressionEditorProps {
  readonly id?: string;
  /** What the expression is for: read to those who do not see the label beside it. */
  readonly label: string;
  /** FEEL; empty for none. */
  readonly value: string;
  /** Called with FEEL as it is typed or clicked together, also while it does not read yet. */
  readonly onChange: (value: string) => void;
  readonly around: ExpressionSurroundings;
  /** The type that is needed; any when missing. What is yes or no can also be clicked together. */
  readonly expects?: FeelType;
  /** What an empty condition means here; "No condition: always." when missing. */
  readonly emptyText?: string;
  readonly placeholder?: string;
  /** For short values: line breaks become spaces. */
  readonly isSingleLine?: boolean;
}

/**
 * The one editor of expressions. A condition is clicked together or written, and changes from one to the other at any
 * time; every expression is read back in words, and tried on a record of its form.
 */
export function ExpressionEditor({
  id,
  label,
  value,
  onChange,
  around,
  expects,
  emptyText,
  placeholder = '',
  isSingleLine = false,
}: ExpressionEditorProps) {
  const { t } = useTranslation('expressions');
  const isCondition = expects !== undefined && expects.type !== 'any' && fits(booleanType, expects);
  const [isText, setIsText] = useState(() => !isCondition || readConditions(value, around.scope) === null);
  const reading = useMemo(
    () => (value.trim() === '' ? null : readExpression(value, around.scope, expects === undefined ? {} : { expects })),
    [value, around.scope, expects],
  );
  return (
    <div className={styles['editor']} data-expression={label}>
      {isCondition && (
        <Segmented
          size="small"
          className={styles['mode'] ?? ''}
          aria-label={t('mode.label')}
          value={isText ? 'text' : 'clicks'}
          options={(['clicks', 'text'] as const).map((mode) => ({ value: mode, label: t(`mode.${mode}`) }))}
          onChange={(mode) => setIsText(mode === 'text')}
        />
      )}
      {isText ? (
        <TextEditor
          {...{ id, label, value, onChange, around, isSingleLine }}
          reading={reading}
          placeholder={placeholder}
        />
      ) : (
        <ConditionBuilder value={value} onChange={onChange} around={around} onText={() => setIsText(true)} />
      )}
      {value.trim() === '' && isCondition && !isText && <p className={styles['quiet']}>{emptyText ?? t('always')}</p>}
      {/* A bare value says all there is to say by itself. */}
      {reading?.expression != null && reading.expression.ast.type !== 'literal' && (
        <>
          <Reading expression={reading.expression} names={around.names} />
          {around.form !== undefined && (
            <RecordPreview expression={reading.expression} around={around} form={around.form} />
          )}
        </>
      )}
    </div>
  );
}
