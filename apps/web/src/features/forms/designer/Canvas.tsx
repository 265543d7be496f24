import { FieldSurroundingsProvider } from '@tangram/forms/view';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useText } from '../../../app/i18n.ts';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { useFieldSurroundingsOf } from '../record-form/useFieldSurroundingsOf.tsx';
import styles from './Canvas.module.css';
import { CanvasNodes, type CanvasProps } from './CanvasNodes.tsx';
import type { FormDesigner } from './designer-store.ts';

/** The form as people will get it, to be rearranged. A click beside everything selects the form itself. */
export const Canvas = memo(function Canvas(props: CanvasProps) {
  const { t } = useTranslation('forms');
  const text = useText();
  const { app, draft, designer } = props;
  const surroundings = useFieldSurroundingsOf(app);
  const layout = useStore(draft, ({ document }) => document.form.layout);
  const title = useStore(draft, ({ document }) => document.form.title);
  const description = useStore(draft, ({ document }) => document.form.description);
  return (
    <FieldSurroundingsProvider value={surroundings}>
      {/* The keyboard selects the form with Escape. */}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions */}
      <div className={styles['desk']} onClick={() => designer.getState().select(null)}>
        <div className={styles['paper']} data-canvas>
          <header className={styles['head']}>
            <h2>{text(title)}</h2>
            {description !== undefined && <p>{text(description)}</p>}
          </header>
          <div className={styles['nodes']} data-container="" data-columns={1}>
            {layout.length === 0 && (
              <div className={styles['empty']}>
                <EmptyState title={t('canvas.empty')} text={t('canvas.emptyText')} />
              </div>
            )}
            <CanvasNodes nodes={layout} parent={[]} {...props} />
          </div>
          <DropLine designer={designer} />
        </div>
      </div>
    </FieldSurroundingsProvider>
  );
});

function DropLine({ designer }: { designer: FormDesigner }) {
  const line = useStore(designer, ({ drop }) => drop?.line);
  return line === undefined ? null : <div className={styles['line']} style={line} data-drop-line />;
}
