import { type FeelType, printExpression, readExpression } from '@tangram/expression';
import { expressionErrors } from '@tangram/expression';
import { extraVariables, type FormModel } from '@tangram/forms';
import { localizeProblem } from '@tangram/schema';
import { Input } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage, useText } from '../../../app/i18n.ts';
import styles from './Properties.module.css';

/** FEEL over the form's fields, checked while it is typed and read back as a sentence. */
export function ExpressionInput({ form, value, expects, path, onChange, isCondition = false }: {
  form: FormModel;
  value: string | undefined;
  expects?: FeelType;
  path: string;
  onChange: (value: string | undefined) => void;
  isCondition?: boolean;
}) {
  const { t } = useTranslation('forms');
  const language = useLanguage();
  const text = useText();
  const reading = useMemo(
    () => (value === undefined ? null : readExpression(value, form.scopeWith(extraVariables), { path, ...(expects === undefined ? {} : { expects }) })),
    [value, form, expects, path],
  );
  const problem = reading?.problems[0];
  const titleOf = (name: string) => text(form.fields.get(name.split('.')[0] ?? '')?.definition.title) || undefined;
  return (
    <div>
      <Input.TextArea
        autoSize={{ minRows: 1, maxRows: 6 }}
        spellCheck={false}
        value={value ?? ''}
        placeholder={isCondition ? t('expression.always') : t('expression.none')}
        {...(problem === undefined ? {} : { status: 'error' as const })}
        onChange={(event) => onChange(event.target.value.trim() === '' ? undefined : event.target.value)}
      />
      {problem !== undefined && (
        <div className={styles['problem']} role="alert">
          {localizeProblem(problem, expressionErrors, language).message}
        </div>
      )}
      {problem === undefined && reading?.expression != null && (
        <div className={styles['sentence']}>{printExpression(reading.expression, 'sentence', { language, titleOf })}</div>
      )}
    </div>
  );
}
