import { type QueryResult, type ResultColumn, type ResultRow, writeValue, type WritingPlace } from '@tangram/reports';
import { useTranslation } from 'react-i18next';
import { useLanguage, useText } from '../../../app/i18n.ts';
import styles from './chart.module.css';

/** The rows of an answer; every row opens the records behind it. */
export function AnswerTable({ result, onRow }: { result: QueryResult; onRow?: (row: ResultRow) => void }) {
  const { t } = useTranslation('reports');
  const text = useText();
  const language = useLanguage();
  const place: WritingPlace = { language, zone: result.zone };
  const hasDimensions = result.columns[0]?.role === 'dimension';
  return (
    // biome-ignore lint: a table that scrolls must be reachable by keyboard
    <div className={styles['tableBox']} tabIndex={0} role="region" aria-label={t('table')}>
      <table className={styles['table']}>
        <thead>
          <tr>
            {result.columns.map((column) => (
              <th key={column.key} scope="col" data-number={isNumber(column)}>
                {text(column.title)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {result.rows.map((row, at) => (
            <tr key={`${at}`} data-clickable={onRow !== undefined} onClick={onRow && (() => onRow(row))}>
              {result.columns.map((column, index) => (
                <Cell
                  key={column.key}
                  column={column}
                  row={row}
                  place={place}
                  onOpen={index === 0 ? onRow : undefined}
                />
              ))}
            </tr>
          ))}
        </tbody>
        {result.totals !== undefined && hasDimensions && (
          <tfoot>
            <tr>
              {result.columns.map((column, index) => (
                <td key={column.key} data-number={isNumber(column)}>
                  {column.role !== 'dimension'
                    ? writeValue(result.totals?.[column.key], column, place)
                    : index === 0
                      ? t('total')
                      : ''}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}

function Cell({
  column,
  row,
  place,
  onOpen,
}: {
  column: ResultColumn;
  row: ResultRow;
  place: WritingPlace;
  onOpen: ((row: ResultRow) => void) | undefined;
}) {
  const words = writeValue(row[column.key], column, place);
  if (onOpen === undefined) return <td data-number={isNumber(column)}>{words}</td>;
  return (
    <td data-number={isNumber(column)}>
      <button
        type="button"
        onClick={(event) => {
          event.stopPropagation();
          onOpen(row);
        }}
      >
        {words}
      </button>
    </td>
  );
}

function isNumber(column: ResultColumn): boolean {
  return column.valueType === 'number';
}
