import { Popover } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../../../app/i18n.ts';
import type { CursorMove } from '../../../../../ui/grid-cursor.ts';
import { combinationOf } from '../../../../../ui/shortcuts.ts';
import { useDesigner } from '../../../designer-context.ts';
import styles from './TableGrid.module.css';
import type { TableColumn } from '../table-columns.ts';
import { useTable } from '../table-context.ts';
import { setCell } from '../table-edits.ts';
import { readTyped, typedText } from '../typed-cell.ts';
import { CellHelp } from './CellHelp.tsx';

/** A cell being typed in, with what the table makes of it and what it offers below. */
export function CellEditor({ text, row, column }: { text: string; row: number; column: TableColumn }) {
  const { t } = useTranslation('rules');
  const textOf = useText();
  const { designer } = useDesigner();
  const { table, columns, cursor, scope, language } = useTable();
  const before = useMemo(() => typedText(text, column, scope, language), [text, column, scope, language]);
  const [typed, setTyped] = useState(() => cursor.getState().editing?.typed ?? before);
  const input = useRef<HTMLInputElement>(null);
  const isDone = useRef(false);
  useEffect(() => {
    input.current?.focus();
    const end = input.current?.value.length ?? 0;
    input.current?.setSelectionRange(end, end);
  }, []);

  const keep = () => {
    if (isDone.current) return;
    isDone.current = true;
    // What was only looked at stays as it is written.
    if (typed !== before)
      designer.getState().edit(t('edits.settings'), setCell(row, column, readTyped(typed, column, scope).text));
  };
  const leave = (move: CursorMove) => {
    keep();
    cursor.getState().move(move, { rows: table.rows.length, columns: columns.length });
  };
  return (
    <Popover
      open={column.side !== 'annotation'}
      placement="bottomLeft"
      arrow={false}
      content={<CellHelp typed={typed} column={column} onChange={setTyped} />}
    >
      <input
        ref={input}
        className={styles['editor']}
        aria-label={`${t('table.row', { number: row + 1 })} ${textOf(column.title)}`}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onClick={(event) => event.stopPropagation()}
        onBlur={() => {
          keep();
          // Another cell may be the one at the cursor by now.
          if (cursor.getState().editing !== null) cursor.getState().stopEditing();
        }}
        onKeyDown={(event) => {
          const combination = combinationOf(event.nativeEvent);
          const move = leaving[combination];
          if (move !== undefined) leave(move);
          else if (combination === 'escape') {
            isDone.current = true;
            cursor.getState().stopEditing();
          } else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
    </Popover>
  );
}

const leaving: Readonly<Record<string, CursorMove>> = {
  enter: 'down',
  'shift+enter': 'up',
  tab: 'next',
  'shift+tab': 'previous',
};
