import { CopyOutlined, DeleteOutlined } from '@ant-design/icons';
import { useDraggable } from '@dnd-kit/core';
import { fieldViewNamed } from '@tangram/forms/view';
import type { FormDefinition, LocalText } from '@tangram/schema';
import { Button, Tooltip } from 'antd';
import { type CSSProperties, memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useLanguage, useText } from '../../../app/i18n.ts';
import type { DraftStore } from '../../../ui/designer/draft-store.ts';
import { withLanguage } from '../../../ui/settings/local-text.ts';
import { useNear } from '../record-form/useNear.ts';
import styles from './Canvas.module.css';
import type { FormDesigner } from './designer-store.ts';

const ignore = () => undefined;

/** One field on the canvas: click to select, double-click to rename, drag to move. Draws itself anew only when it changes. */
export const CanvasField = memo(function CanvasField({
  fieldKey,
  span,
  path,
  isLate,
  draft,
  designer,
}: {
  fieldKey: string;
  span: number;
  /** `0.2`: as a text, so that an unchanged place is an unchanged property. */
  path: string;
  /** Far down in a long form: drawn when it comes near. */
  isLate: boolean;
  draft: DraftStore<FormDefinition>;
  designer: FormDesigner;
}) {
  const { t } = useTranslation('forms');
  const text = useText();
  const field = useStore(draft, ({ document }) => document.properties[fieldKey]?.field);
  const isRequired = useStore(draft, ({ document }) => document.required?.includes(fieldKey) === true);
  const isWrong = useStore(draft, ({ problems }) =>
    problems.some((problem) => problem.path.startsWith(`/properties/${fieldKey}/`)),
  );
  const isSelected = useStore(designer, ({ selected }) => selected?.type === 'field' && selected.key === fieldKey);
  const isRenaming = useStore(designer, ({ renaming }) => renaming === fieldKey);
  const title = text(field?.title);
  const { setNodeRef, listeners, attributes, isDragging } = useDraggable({
    id: `field:${fieldKey}`,
    data: { path: path.split('.').map(Number), title },
    // Not a button: the selected one holds buttons of its own.
    attributes: { role: 'group' },
    disabled: isRenaming,
  });
  const { ref: controlRef, isNear } = useNear(isLate);
  if (field === undefined) return null;
  const { Input } = fieldViewNamed(field.type);
  const help = text(field.help);
  return (
    <div
      ref={setNodeRef}
      className={styles['field']}
      style={{ '--span': span } as CSSProperties}
      data-node={path}
      data-field={fieldKey}
      data-selected={isSelected}
      data-wrong={isWrong}
      data-dragging={isDragging}
      {...attributes}
      // While it is renamed it cannot be dragged; what is inside stays usable all the same.
      aria-disabled={undefined}
      aria-label={title}
      aria-current={isSelected}
      {...listeners}
      onKeyDown={(event) => {
        if (event.target === event.currentTarget && (event.key === 'Enter' || event.key === 'F2'))
          designer.getState().startRenaming(fieldKey);
        else listeners?.['onKeyDown']?.(event);
      }}
      onClick={(event) => {
        event.stopPropagation();
        if (!isSelected) designer.getState().select({ type: 'field', key: fieldKey });
      }}
      onFocus={(event) => {
        if (event.target === event.currentTarget && !isSelected)
          designer.getState().select({ type: 'field', key: fieldKey });
      }}
      onDoubleClick={() => designer.getState().startRenaming(fieldKey)}
    >
      <div className={styles['label']}>
        {isRenaming ? (
          <Rename
            title={field.title}
            onDone={(next) => {
              if (next !== undefined) {
                designer.getState().rename(fieldKey, next);
                designer.getState().settleKey(fieldKey);
              }
              designer.getState().startRenaming(null);
            }}
          />
        ) : (
          <>
            {title}
            {isRequired && <span className={styles['required']}> *</span>}
          </>
        )}
      </div>
      {/* What is drawn here is a picture of the field: it takes no focus and no clicks. */}
      <div inert className={styles['control']}>
        {isNear ? (
          <Input field={field} value={null} onChange={ignore} />
        ) : (
          <div ref={controlRef} className={styles['later']} />
        )}
      </div>
      {help !== '' && <div className={styles['help']}>{help}</div>}
      {isSelected && (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
        <div
          className={styles['tools']}
          onPointerDown={(event) => event.stopPropagation()}
          onClick={(event) => event.stopPropagation()}
        >
          <Tooltip title={t('canvas.duplicate')}>
            <Button
              size="small"
              type="text"
              icon={<CopyOutlined />}
              aria-label={t('canvas.duplicate')}
              onClick={() => designer.getState().duplicate(fieldKey)}
            />
          </Tooltip>
          <Tooltip title={t('canvas.remove')}>
            <Button
              size="small"
              type="text"
              icon={<DeleteOutlined />}
              aria-label={t('canvas.remove')}
              onClick={() => designer.getState().remove({ type: 'field', key: fieldKey })}
            />
          </Tooltip>
        </div>
      )}
    </div>
  );
});

function Rename({ title, onDone }: { title: LocalText; onDone: (title?: LocalText) => void }) {
  const { t } = useTranslation('forms');
  const language = useLanguage();
  const text = useText();
  const before = text(title);
  const keep = (value: string) => {
    const typed = value.trim();
    onDone(typed === '' || typed === before ? undefined : withLanguage(title, language, typed));
  };
  return (
    <input
      className={styles['rename']}
      aria-label={t('canvas.rename')}
      defaultValue={before}
      maxLength={200}
      ref={(input) => {
        if (input !== null && document.activeElement !== input) {
          input.focus();
          input.select();
        }
      }}
      onPointerDown={(event) => event.stopPropagation()}
      onBlur={(event) => keep(event.target.value)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Enter') keep(event.currentTarget.value);
        if (event.key === 'Escape') onDone();
      }}
    />
  );
}
