import {
  type Expression,
  expressionErrors,
  type FeelType,
  printExpression,
  readExpression,
  type Scope,
} from '@tangram/expression';
import { type Language, localizeProblem, type Problem } from '@tangram/schema';
import { Input } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../app/i18n.ts';
import type { ConditionNames } from './condition-field.ts';
import { fieldLabels } from './field-labels.ts';
import styles from './ConditionBuilder.module.css';

export interface ExpressionInputProps {
  readonly id?: string;
  /** FEEL; empty for none. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** The names that may be used. Keep it stable: a new scope makes a new parser. */
  readonly scope: Scope;
  /** The type that is needed; any when missing. */
  readonly expects?: FeelType;
  /** How people call the names, for the sentence below the text. */
  readonly names?: ConditionNames;
  readonly placeholder?: string;
}

/** An expression as text, in FEEL, as a spreadsheet formula or a Chinese sentence: mistakes under it while it is typed, what was corrected, and the sentence it says. */
export function ExpressionInput({ id, value, onChange, scope, expects, names, placeholder }: ExpressionInputProps) {
  const { t } = useTranslation('expressions');
  const language = useLanguage();
  const labels = useMemo(() => fieldLabels(scope, names), [scope, names]);
  const reading = useMemo(
    () =>
      value.trim() === ''
        ? null
        : readExpression(value, scope, expects === undefined ? { labels } : { labels, expects }),
    [value, scope, expects, labels],
  );
  const problems = reading?.problems ?? [];
  const sentence = reading?.expression == null ? null : sentenceOf(reading.expression, language, names);
  return (
    <div className={styles['text']}>
      <Input.TextArea
        {...(id === undefined ? {} : { id })}
        {...(problems.length > 0 ? { status: 'error' as const } : {})}
        className={styles['code'] ?? ''}
        autoSize={{ minRows: 1, maxRows: 8 }}
        spellCheck={false}
        value={value}
        {...(placeholder === undefined ? {} : { placeholder })}
        onChange={(event) => onChange(event.target.value)}
        onBlur={() => {
          // A formula or a sentence becomes the FEEL that is stored; the sentence below keeps saying what it means.
          if (reading?.expression != null && reading.notes.length > 0) onChange(reading.expression.text);
        }}
      />
      {problems.length > 0 && (
        <ul className={styles['problems']} role="alert">
          {problems.map((problem) => (
            <li key={`${problem.code} ${JSON.stringify(problem.params?.['from'])}`}>
              {problemText(problem, language)}
            </li>
          ))}
        </ul>
      )}
      {(reading?.notes ?? []).map((note) => (
        <p key={JSON.stringify(note.params?.['from'])} className={styles['note']}>
          {problemText(note, language)}
        </p>
      ))}
      {sentence !== null && (
        <p className={styles['sentence']}>
          <span>{t('readAs')}</span>
          {sentence}
        </p>
      )}
    </div>
  );
}

/** Null where the sentence would only repeat the text. */
function sentenceOf(expression: Expression, language: Language, names: ConditionNames | undefined): string | null {
  const text = printExpression(expression, 'sentence', sentenceOptions(language, names));
  return text === expression.text ? null : text;
}

function problemText(problem: Problem, language: Language): string {
  const { message, hint } = localizeProblem(problem, expressionErrors, language);
  return hint === undefined ? message : `${message}${language === 'zh' ? '' : ' '}${hint}`;
}

/** Titles and option labels for the sentence. */
export function sentenceOptions(language: Language, names: ConditionNames | undefined) {
  return {
    language,
    titleOf: (path: string) => names?.titleOf?.(path),
    labelOf: (path: string, value: unknown) => {
      const label = names?.optionsOf?.(path)?.find((option) => option.value === value)?.label;
      return label === undefined ? undefined : language === 'zh' ? `“${label}”` : `"${label}"`;
    },
  };
}
