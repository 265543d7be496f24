import { ArrowLeftOutlined, PlayCircleOutlined, RedoOutlined, UndoOutlined, WarningFilled } from '@ant-design/icons';
import type { Problem } from '@tangram/schema';
import { Button, Popover, Tooltip } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import styles from './DesignerFrame.module.css';
import { EmptyState } from './EmptyState.tsx';
import { ProblemList } from './ProblemList.tsx';
import { useShortcuts } from './shortcuts.ts';
import { useIsPhone } from './useIsPhone.ts';

/** How the draft stands: on the server, under way, only here, refused, or equal to what is published. */
export type DraftSaving = 'saved' | 'saving' | 'unsaved' | 'failed' | 'published' | 'conflict';

export interface DesignerFrameProps {
  /** The thing's own name; double-click renames it when `onRename` is there. */
  readonly name: string;
  readonly onRename?: (name: string) => void;
  /** Where the arrow at the top left leads, `/apps/crm/design`. */
  readonly backTo: string;
  readonly saving: DraftSaving;
  readonly problems?: readonly Problem[];
  /** Jumps to the thing a problem's pointer names. */
  readonly onShowProblem?: (problem: Problem) => void;

  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
  /** Preview or trial; `testLabel` when it is not called "Try it". */
  readonly onTest?: () => void;
  readonly testLabel?: string;
  readonly onPublish?: () => void;
  /** Delete or Backspace outside of fields: removes what is selected. */
  readonly onDelete?: () => void;
  /** Escape outside of fields: selects nothing. */
  readonly onEscape?: () => void;

  /** More tools in the top bar, before undo. */
  readonly tools?: ReactNode;
  readonly palette?: ReactNode;
  readonly properties?: ReactNode;
  readonly propertiesTitle?: string;
  /** The canvas. */
  readonly children: ReactNode;
}

/** The one frame of all designers: palette | canvas | properties under the same top bar, with the same shortcuts. */
export function DesignerFrame(props: DesignerFrameProps) {
  const { t } = useTranslation('ui');
  const isPhone = useIsPhone();
  useShortcuts({
    'mod+z': () => props.canUndo && props.onUndo(),
    'mod+shift+z': () => props.canRedo && props.onRedo(),
    'mod+y': () => props.canRedo && props.onRedo(),
    // Drafts save themselves: the habit of Ctrl+S must only not open the browser's dialog.
    'mod+s': () => undefined,
    delete: () => props.onDelete?.(),
    backspace: () => props.onDelete?.(),
    escape: () => props.onEscape?.(),
  });

  if (isPhone) {
    return (
      <main className={styles['phone']}>
        <EmptyState
          title={t('designer.needsDesk')}
          text={t('designer.needsDeskText')}
          actions={
            <Link to={props.backTo}>
              <Button type="primary">{t('designer.back')}</Button>
            </Link>
          }
        />
      </main>
    );
  }

  return (
    <div className={styles['frame']}>
      <header className={styles['top']}>
        <Tooltip title={t('designer.back')}>
          <Link to={props.backTo} className={styles['back'] ?? ''} aria-label={t('designer.back')}>
            <ArrowLeftOutlined />
          </Link>
        </Tooltip>
        <Name name={props.name} onRename={props.onRename} />
        <span className={styles['state']} data-saving={props.saving} role="status">
          {t(`designer.state.${props.saving}`)}
        </span>
        <Problems problems={props.problems ?? []} onShow={props.onShowProblem} />
        <div className={styles['space']} />
        {props.tools}
        <Tooltip title={`${t('designer.undo')} · Ctrl Z`}>
          <Button
            type="text"
            icon={<UndoOutlined />}
            aria-label={t('designer.undo')}
            disabled={!props.canUndo}
            onClick={props.onUndo}
          />
        </Tooltip>
        <Tooltip title={`${t('designer.redo')} · Ctrl Shift Z`}>
          <Button
            type="text"
            icon={<RedoOutlined />}
            aria-label={t('designer.redo')}
            disabled={!props.canRedo}
            onClick={props.onRedo}
          />
        </Tooltip>
        {props.onTest && (
          <Button icon={<PlayCircleOutlined />} onClick={props.onTest}>
            {props.testLabel ?? t('designer.test')}
          </Button>
        )}
        {props.onPublish && (
          <Button type="primary" onClick={props.onPublish}>
            {t('designer.publish')}
          </Button>
        )}
      </header>
      {props.palette !== undefined && (
        <aside className={styles['palette']} aria-label={t('designer.palette')}>
          {props.palette}
        </aside>
      )}
      <main className={styles['canvas']}>{props.children}</main>
      {props.properties !== undefined && (
        <aside className={styles['properties']} aria-label={t('designer.properties')}>
          {props.propertiesTitle !== undefined && <h2 className={styles['heading']}>{props.propertiesTitle}</h2>}
          {props.properties}
        </aside>
      )}
    </div>
  );
}

function Name({ name, onRename }: { name: string; onRename: ((name: string) => void) | undefined }) {
  const { t } = useTranslation('ui');
  const [draft, setDraft] = useState<string | null>(null);
  if (draft === null || onRename === undefined) {
    return (
      <h1 className={styles['name']} title={name}>
        {onRename === undefined ? (
          name
        ) : (
          <button
            type="button"
            title={t('designer.rename')}
            onDoubleClick={() => setDraft(name)}
            onKeyDown={(event) => event.key === 'Enter' && setDraft(name)}
          >
            {name}
          </button>
        )}
      </h1>
    );
  }
  const keep = () => {
    const text = draft.trim();
    if (text !== '' && text !== name) onRename(text);
    setDraft(null);
  };
  return (
    <input
      className={styles['rename']}
      aria-label={t('designer.rename')}
      value={draft}
      ref={(input) => input?.focus()}
      onFocus={(event) => event.target.select()}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Enter') keep();
        if (event.key === 'Escape') setDraft(null);
      }}
    />
  );
}

function Problems({
  problems,
  onShow,
}: {
  problems: readonly Problem[];
  onShow: ((problem: Problem) => void) | undefined;
}) {
  const { t } = useTranslation('ui');
  if (problems.length === 0) return null;
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      content={
        <div className={styles['problems']}>
          <ProblemList problems={problems} quiet {...(onShow === undefined ? {} : { onShow })} />
        </div>
      }
    >
      <Button type="text" size="small" className={styles['problemsButton'] ?? ''} icon={<WarningFilled />}>
        {t('designer.problems', { count: problems.length })}
      </Button>
    </Popover>
  );
}
