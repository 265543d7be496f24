import { effectiveColumn, type Example } from '@tangram/rules';
import { textIn } from '@tangram/schema';
import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cellWords } from '../cell-words.ts';
import type { TableSurroundings } from '../table-context.ts';
import { type TableFinding, tableFindings } from './table-findings.ts';

/** ms after the last key stroke: looking takes up to some 50 ms, which typing must not feel. */
const pauseMs = 350;

/** What is found in the table while it is edited; what was found last while it does not read. */
export function useTableFindings(
  surroundings: Pick<TableSurroundings, 'reading' | 'columns' | 'scope' | 'language'> | undefined,
  zone: string,
): readonly TableFinding[] {
  const { t } = useTranslation('rules');
  const [findings, setFindings] = useState<readonly TableFinding[]>([]);
  const table = surroundings?.reading.table;
  const language = surroundings?.language;
  const look = useEffectEvent(() => {
    if (surroundings === undefined || table == null) return;
    const { columns, scope, language: spoken } = surroundings;
    const say = (example: Example) =>
      Object.entries(example)
        .flatMap(([key, value]) => {
          const column = columns.find((one) => one.side === 'input' && one.key === key);
          const title = key === effectiveColumn ? t('table.today') : textIn(column?.title, spoken) || key;
          const words = column === undefined ? value : cellWords(value, column, scope, spoken);
          // An empty text stands for any: it says nothing to a reader.
          return words === '' ? [] : [`${title} = ${words}`];
        })
        .join(spoken === 'zh' ? '，' : ', ');
    setFindings(tableFindings(table, spoken, zone, say));
  });
  useEffect(() => {
    const timer = setTimeout(look, pauseMs);
    return () => clearTimeout(timer);
  }, [table, language]);
  return findings;
}
