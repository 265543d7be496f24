import type { Row } from '@tangram/client';
import { type FormModel, isBlank } from '@tangram/forms';
import { FieldSurroundingsProvider, fieldViewNamed, useFieldSurroundings } from '@tangram/forms/view';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage, useText } from '../../app/i18n.ts';
import type { GridColumn } from './grid/grid-columns.ts';
import { recordTitle } from './record-title.ts';
import styles from './RecordCards.module.css';

/** Lines of a card below its title. */
const linesShown = 3;

/** The records of a phone: one card each, as many as one likes. */
export function RecordCards({
  form,
  rows,
  columns,
  onOpen,
  onRange,
}: {
  form: FormModel;
  rows: readonly Row[];
  columns: readonly GridColumn[];
  onOpen: (row: Row) => void;
  onRange: (first: number, last: number) => void;
}) {
  const { t } = useTranslation('records');
  const text = useText();
  const language = useLanguage();
  const scroller = useRef<HTMLDivElement>(null);
  const surroundings = useFieldSurroundings();
  // The card is the link: another within it would be met by mistake. Its record has them.
  const inCard = useMemo(() => {
    const { RecordLink: _, ...rest } = surroundings;
    return rest;
  }, [surroundings]);
  // The virtualizer's functions change in place: the compiler must leave this component alone, and does.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 124,
    overscan: 8,
  });
  const shown = virtual.getVirtualItems();
  const first = shown[0]?.index ?? 0;
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => onRange(first, last), [first, last, onRange]);

  const stage = form.definition.form.stageField;
  const lines = columns
    .filter(({ field }) => field.key !== form.titleField && field.key !== stage && !field.isSystem)
    .slice(0, linesShown);
  return (
    <FieldSurroundingsProvider value={inCard}>
      <div ref={scroller} className={styles['scroller']}>
        <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {shown.map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            const stageField = stage === undefined ? undefined : form.fields.get(stage);
            const stageValue = stage === undefined ? null : (row[stage] ?? null);
            return (
              <article
                key={row.id}
                ref={virtual.measureElement}
                data-index={item.index}
                className={styles['card']}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <span className={styles['head']}>
                  <button type="button" className={styles['open']} onClick={() => onOpen(row)}>
                    {recordTitle(form, row, language) || t('record.untitled')}
                  </button>
                  {stageField !== undefined && stageValue !== null && (
                    <Cell definition={stageField.definition} value={stageValue} />
                  )}
                </span>
                {lines.map(({ field }) => {
                  const value = row[field.key] ?? null;
                  if (value === null || isBlank(value)) return null;
                  return (
                    <span key={field.key} className={styles['line']}>
                      <small>{text(field.definition.title)}</small>
                      <span>
                        <Cell definition={field.definition} value={value} />
                      </span>
                    </span>
                  );
                })}
              </article>
            );
          })}
        </div>
      </div>
    </FieldSurroundingsProvider>
  );
}

function Cell({
  definition,
  value,
}: {
  definition: GridColumn['field']['definition'];
  value: NonNullable<Row[string]>;
}) {
  const view = fieldViewNamed(definition.type);
  return <view.Cell field={definition} value={value} isDense />;
}
