import { readExpression, readUnaryTests } from '@tangram/expression';
import { useTranslation } from 'react-i18next';
import styles from './TableGrid.module.css';
import { cellWords } from '../cell-words.ts';
import type { TableChoice, TableColumn } from '../table-columns.ts';
import { useTable } from '../table-context.ts';
import { saidProblem } from '../said-problem.ts';
import { readTyped } from '../typed-cell.ts';

/** Below a cell being typed in: its values to choose from, how what is typed reads, or why it does not. */
export function CellHelp({
  typed,
  column,
  onChange,
}: {
  typed: string;
  column: TableColumn;
  onChange: (typed: string) => void;
}) {
  const { t } = useTranslation('rules');
  const { scope, language } = useTable();
  const read = readTyped(typed, column, scope);
  const reading =
    read.text === '' || read.text === '-'
      ? null
      : column.side === 'input'
        ? readUnaryTests(read.text, scope, column.feel)
        : readExpression(read.text, scope, { expects: column.feel });
  const [problem] = [...read.problems, ...(reading?.problems ?? [])];
  const words = cellWords(read.text, column, scope, language);
  const isSeveral = column.side === 'input' && column.type !== 'boolean';
  const separator = language === 'zh' ? '、' : ', ';
  const chosen = isSeveral ? typed.split(/[,，、;；]\s*/).map((part) => part.trim()) : [typed.trim()];
  const toggle = ({ label }: TableChoice) => {
    if (!isSeveral) return onChange(label);
    const rest = chosen.filter((part) => part !== '' && part !== label);
    onChange((chosen.includes(label) ? rest : [...rest, label]).join(separator));
  };
  return (
    // The cell keeps the focus.
    // biome-ignore lint: nothing here is done by the pointer alone
    <div className={styles['help']} onMouseDown={(event) => event.preventDefault()}>
      {column.choices.length > 0 && (
        <div className={styles['choices']}>
          {column.choices.map((choice) => (
            <button
              key={choice.literal}
              type="button"
              tabIndex={-1}
              aria-pressed={chosen.includes(choice.label)}
              onClick={() => toggle(choice)}
            >
              {choice.label}
            </button>
          ))}
        </div>
      )}
      {problem !== undefined ? (
        <p data-problem="true">{saidProblem(problem, language).message}</p>
      ) : (
        read.text !== '' &&
        read.text !== typed.trim() && (
          <p>
            {t('table.reads')} <strong>{words === '' ? t('table.any') : words}</strong> <code>{read.text}</code>
          </p>
        )
      )}
      <p>{hint()}</p>
    </div>
  );

  function hint(): string {
    if (column.side === 'output') return column.choices.length > 0 ? '' : t('table.hints.output');
    if (column.choices.length > 0) return isSeveral ? t('table.choose') : '';
    const kinds: readonly string[] = ['number', 'date', 'text'];
    return t(`table.hints.${kinds.includes(column.type) ? column.type : 'other'}`);
  }
}
