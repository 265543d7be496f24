import { type Scope } from '@tangram/expression';
import { Input } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../../app/i18n.ts';
import { saidProblem } from './said-problem.ts';
import type { TableColumn } from './table-columns.ts';
import { readTyped, typedText } from './typed-cell.ts';

/** A cell outside the grid: typed as people write it, kept as FEEL when it is left. */
export function TypedField({
  label,
  hint,
  column,
  text,
  scope,
  onChange,
}: {
  label: string;
  hint: string;
  column: TableColumn;
  /** FEEL */
  text: string;
  scope: Scope;
  onChange: (text: string) => void;
}) {
  const { t } = useTranslation('rules');
  const language = useLanguage();
  const id = useId();
  const before = typedText(text, column, scope, language);
  const [typed, setTyped] = useState<string | null>(null);
  const read = readTyped(typed ?? before, column, scope);
  const [problem] = read.problems;
  const keep = () => {
    if (typed !== null && typed !== before) onChange(read.text);
    setTyped(null);
  };
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <Input
        id={id}
        value={typed ?? before}
        {...(problem === undefined ? {} : { status: 'error' })}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={keep}
        onPressEnter={(event) => {
          if (!event.nativeEvent.isComposing) keep();
        }}
      />
      {problem !== undefined ? (
        <small data-problem="true">{saidProblem(problem, language).message}</small>
      ) : typed !== null && read.text !== '' && read.text !== typed ? (
        <small>
          {t('table.reads')} <code>{read.text}</code>
        </small>
      ) : (
        <small>{hint}</small>
      )}
    </div>
  );
}
