import type { Row } from '@tangram/client';
import { fieldViewNamed } from '@tangram/forms/view';
import type { JsonValue } from '@tangram/schema';
import { useEffect, useRef, useState } from 'react';
import type { CursorMove } from '../../../ui/grid-cursor.ts';
import type { GridColumn } from './grid-columns.ts';
import styles from './RecordGrid.module.css';

/**
 * The control of a field's type in a cell: Enter saves and goes down, Tab saves and goes on, Esc forgets. While an input
 * method composes, these keys are its own; while a list is open, Enter chooses from it.
 */
export function CellEditor({
  row,
  column,
  typed,
  onWrite,
  onLeave,
}: {
  row: Row;
  column: GridColumn;
  /** The character that opened the editor. */
  typed: string | null;
  onWrite: (row: Row, column: GridColumn, value: JsonValue) => string | undefined;
  /** `null`: the cursor stays. */
  onLeave: (move: CursorMove | null) => void;
}) {
  const { field } = column;
  const takesText =
    typed !== null &&
    (field.valueType === 'text' || field.valueType === 'number') &&
    field.definition.settings?.['options'] === undefined;
  const begun = takesText ? typed : (row[field.key] ?? null);
  const [value, setValue] = useState<JsonValue>(begun);
  const [problem, setProblem] = useState<string | undefined>();
  const now = useRef<JsonValue>(begun);
  const isOver = useRef(false);
  const box = useRef<HTMLDivElement>(null);
  const { Input } = fieldViewNamed(field.definition.type);

  useEffect(() => {
    const input = box.current?.querySelector<HTMLInputElement | HTMLTextAreaElement>('input, textarea');
    if (input == null) return;
    input.focus();
    if (takesText) input.setSelectionRange?.(input.value.length, input.value.length);
    else input.select?.();
    // Once, when the editor opens.
  }, [takesText]);

  const change = (next: JsonValue) => {
    now.current = next;
    setValue(next);
    setProblem(undefined);
  };
  const save = (move: CursorMove | null) => {
    if (isOver.current) return;
    const refused = onWrite(row, column, now.current);
    if (refused !== undefined) {
      setProblem(refused);
      return;
    }
    isOver.current = true;
    onLeave(move);
  };
  return (
    <div
      ref={box}
      className={styles['editor']}
      onKeyDownCapture={(event) => {
        if (event.nativeEvent.isComposing || event.keyCode === 229) return;
        const isList = (event.target as HTMLElement).getAttribute('role') === 'combobox';
        const isLong = event.target instanceof HTMLTextAreaElement;
        if (event.key === 'Escape') {
          event.stopPropagation();
          isOver.current = true;
          onLeave(null);
        } else if (event.key === 'Tab') {
          event.preventDefault();
          event.stopPropagation();
          save(event.shiftKey ? 'previous' : 'next');
        } else if (event.key === 'Enter' && !isList && !(isLong && event.shiftKey)) {
          event.preventDefault();
          event.stopPropagation();
          // Types that read text only when it is complete (dates, numbers) take it at this key.
          setTimeout(() => save('down'), 0);
        }
      }}
    >
      <Input
        field={field.definition}
        value={value}
        onChange={change}
        // A choice closes its list right after it has changed: the change must have arrived first.
        onDone={() => setTimeout(() => save(null), 0)}
        hasProblem={problem !== undefined}
        autoFocus
      />
      {problem !== undefined && (
        <div role="alert" className={styles['problem']}>
          {problem}
        </div>
      )}
    </div>
  );
}
