import type { FormModel } from '@tangram/forms';
import { FieldSurroundingsProvider } from '@tangram/forms/view';
import type { LayoutNode } from '@tangram/schema';
import { type CSSProperties, useMemo } from 'react';
import { useStore } from 'zustand';
import { useText } from '../../../app/i18n.ts';
import { RecordField } from './RecordField.tsx';
import styles from './RecordForm.module.css';
import type { RecordDraft } from './record-draft.ts';
import { drawnAtOnce } from './useNear.ts';
import { useFieldSurroundingsOf } from './useFieldSurroundingsOf.tsx';

export interface RecordFormProps {
  readonly form: FormModel;
  readonly draft: RecordDraft;
  /** In this order instead of the form's own layout; the public page has its own choice of fields. */
  readonly fields?: readonly string[];
  /** Fields this person may not see, or not write; what the form's conditions say comes on top. */
  readonly isHidden?: (field: string) => boolean;
  readonly isReadOnly?: boolean | ((field: string) => boolean);
  /** Visitors without an account: nothing can be looked up. */
  readonly isPublic?: boolean;
  readonly autoFocus?: boolean;
}

/**
 * A form as people fill it in: sections, columns, labels, help, problems beside their field. Each field listens to its
 * own value alone, so a keystroke in a form of 500 fields draws one field.
 */
export function RecordForm({
  form,
  draft,
  fields,
  isHidden,
  isReadOnly = false,
  isPublic = false,
  autoFocus = false,
}: RecordFormProps) {
  const surroundings = useFieldSurroundingsOf(form.app, isPublic);
  const layout = useMemo(
    (): readonly LayoutNode[] => fields?.map((field) => ({ type: 'field', field })) ?? form.definition.form.layout,
    [fields, form],
  );
  const order = useMemo(() => new Map(fieldsOf(layout).map((field, at) => [field, at])), [layout]);
  const draw = (nodes: readonly LayoutNode[], columns: number) => (
    <div className={styles['fields']} style={{ '--columns': columns } as CSSProperties}>
      {nodes.map((node, at) => {
        if (node.type === 'section')
          return <Section key={`section-${at}`} node={node} form={form} draft={draft} draw={draw} />;
        const field = form.fields.get(node.field);
        if (field === undefined || isHidden?.(node.field) === true) return null;
        return (
          <RecordField
            key={node.field}
            field={field}
            draft={draft}
            span={Math.min(node.span ?? 1, columns)}
            isReadOnly={typeof isReadOnly === 'function' ? isReadOnly(node.field) : isReadOnly}
            autoFocus={autoFocus && order.get(node.field) === 0}
            isLate={(order.get(node.field) ?? 0) >= drawnAtOnce}
          />
        );
      })}
    </div>
  );
  return (
    <FieldSurroundingsProvider value={surroundings}>
      <div className={styles['form']}>{draw(layout, 1)}</div>
    </FieldSurroundingsProvider>
  );
}

/** A section whose fields are all hidden just now is not there. */
function Section({
  node,
  form,
  draft,
  draw,
}: {
  node: LayoutNode & { type: 'section' };
  form: FormModel;
  draft: RecordDraft;
  draw: (nodes: readonly LayoutNode[], columns: number) => React.ReactNode;
}) {
  const text = useText();
  const isEmpty = useStore(
    draft,
    ({ states }) => !fieldsOf(node.children).some((key) => form.fields.has(key) && !states.hidden.has(key)),
  );
  if (isEmpty) return null;
  const title = text(node.title);
  return (
    <section className={styles['section']}>
      {title !== '' && <h3>{title}</h3>}
      {draw(node.children, node.columns ?? 1)}
    </section>
  );
}

function fieldsOf(nodes: readonly LayoutNode[]): string[] {
  return nodes.flatMap((node) => (node.type === 'field' ? [node.field] : fieldsOf(node.children)));
}
