import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../../../app/i18n.ts';
import { cursorKeys } from '../../../../../ui/grid-cursor.ts';
import { combinationOf } from '../../../../../ui/shortcuts.ts';
import { useDesigner } from '../../../designer-context.ts';
import styles from './TableGrid.module.css';
import type { TableColumn } from '../table-columns.ts';
import { useTable } from '../table-context.ts';
import { setCell } from '../table-edits.ts';
import { usePaste } from './usePaste.ts';

/**
 * An unseen input in the cell at the cursor that holds the focus. Characters typed into it open the cell's editor with
 * them; an input method composes in it, visibly, so that no first character is lost.
 */
export function TableKeyCatcher({
  row,
  place,
  column,
  words,
}: {
  row: number;
  place: number;
  column: TableColumn;
  /** What the cell shows, to be copied. */
  words: string;
}) {
  const { t } = useTranslation('rules');
  const text = useText();
  const { designer } = useDesigner();
  const { table, columns, cursor } = useTable();
  const paste = usePaste();
  const input = useRef<HTMLInputElement>(null);
  const [isComposing, setComposing] = useState(false);
  // In braces: newer browsers answer scrollIntoView with a promise, which an effect must not return.
  useEffect(() => {
    input.current?.focus({ preventScroll: true });
    input.current?.parentElement?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, []);
  const size = { rows: table.rows.length, columns: columns.length };
  return (
    <input
      ref={input}
      data-catcher
      className={styles['catcher']}
      data-composing={isComposing}
      aria-label={`${t('table.row', { number: row + 1 })} ${text(column.title)}`}
      autoComplete="off"
      onCompositionStart={() => setComposing(true)}
      onCompositionEnd={(event) => {
        setComposing(false);
        const typed = event.currentTarget.value || event.data;
        event.currentTarget.value = '';
        if (typed !== '') cursor.getState().edit(typed);
      }}
      onInput={(event) => {
        if ((event.nativeEvent as InputEvent).isComposing) return;
        const typed = event.currentTarget.value;
        event.currentTarget.value = '';
        if (typed !== '') cursor.getState().edit(typed);
      }}
      onPaste={(event) => {
        event.preventDefault();
        paste(event.clipboardData.getData('text'), row, place);
      }}
      onCopy={(event) => {
        event.preventDefault();
        event.clipboardData.setData('text/plain', words);
      }}
      onKeyDown={(event) => {
        const combination = combinationOf(event.nativeEvent);
        const move = cursorKeys[combination];
        if (move !== undefined) {
          // Tab at the last cell leaves the grid: nobody is trapped in it.
          const isAtEnd = row === size.rows - 1 && place === size.columns - 1;
          const isAtStart = row === 0 && place === 0;
          if ((move === 'next' && isAtEnd) || (move === 'previous' && isAtStart)) return;
          cursor.getState().move(move, size);
        } else if (combination === 'enter' || combination === 'f2') {
          cursor.getState().edit();
        } else if (combination === 'delete' || combination === 'backspace') {
          designer.getState().edit(t('edits.settings'), setCell(row, column, ''));
        } else if (combination === 'escape') {
          cursor.getState().place(null);
        } else {
          return;
        }
        event.preventDefault();
        event.stopPropagation();
      }}
    />
  );
}
