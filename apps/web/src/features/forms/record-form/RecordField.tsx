import { type FieldModel, isBlank } from '@tangram/forms';
import { fieldViewNamed } from '@tangram/forms/view';
import type { JsonValue } from '@tangram/schema';
import { type CSSProperties, memo, useCallback, useId } from 'react';
import { useStore } from 'zustand';
import { useText } from '../../../app/i18n.ts';
import styles from './RecordForm.module.css';
import type { RecordDraft } from './record-draft.ts';
import { useNear } from './useNear.ts';

/** One field of a record's form: label, control, help, problem. */
export const RecordField = memo(function RecordField({
  field,
  draft,
  span,
  isReadOnly,
  autoFocus,
  isLate,
}: {
  field: FieldModel;
  draft: RecordDraft;
  /** Columns it takes. */
  span: number;
  isReadOnly: boolean;
  autoFocus: boolean;
  /** Far down in a long form: drawn when it comes near. */
  isLate: boolean;
}) {
  const text = useText();
  const id = useId();
  const { key, definition } = field;
  const value = useStore(draft, ({ values }) => values[key] ?? null);
  const problem = useStore(draft, ({ problems }) => problems.get(key));
  const isHidden = useStore(draft, ({ states }) => states.hidden.has(key));
  const isRequired = useStore(draft, ({ states }) => field.isRequired || states.required.has(key));
  const isFixed =
    useStore(draft, ({ states }) => states.readOnly.has(key)) || isReadOnly || field.isComputed || field.isSystem;
  const change = useCallback((next: JsonValue) => draft.getState().set(key, next), [draft, key]);
  const done = useCallback(() => draft.getState().leave(key), [draft, key]);
  const { ref, isNear } = useNear(isLate);
  if (isHidden) return null;

  const { Input, Cell } = fieldViewNamed(definition.type);
  const help = text(definition.help);
  return (
    <div
      ref={ref}
      className={styles['field']}
      style={{ '--span': span } as CSSProperties}
      data-field={key}
      data-problem={problem !== undefined}
    >
      <label htmlFor={id}>
        {text(definition.title)}
        {isRequired && !isFixed && (
          <span className={styles['required']} aria-hidden>
            *
          </span>
        )}
      </label>
      {!isNear ? (
        <div className={styles['later']} />
      ) : isFixed ? (
        <output id={id} className={styles['value']}>
          {isBlank(value) || value === null ? (
            <span className={styles['blank']}>—</span>
          ) : (
            <Cell field={definition} value={value} />
          )}
        </output>
      ) : (
        <Input
          id={id}
          field={definition}
          value={value}
          onChange={change}
          onDone={done}
          hasProblem={problem !== undefined}
          autoFocus={autoFocus}
        />
      )}
      {problem !== undefined && (
        <div className={styles['problem']} role="alert">
          {problem.message} {problem.hint}
        </div>
      )}
      {help !== '' && <div className={styles['help']}>{help}</div>}
    </div>
  );
});
