import { DeleteOutlined, HolderOutlined } from '@ant-design/icons';
import { useSortable } from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import type { LocalText } from '@tangram/schema';
import { Button, InputNumber, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useText } from '../../../../app/i18n.ts';
import { useDesigner } from '../../designer-context.ts';
import type { DragData } from '../../RuleDragging.tsx';
import canvas from '../../RuleCanvas.module.css';
import styles from './Scorecard.module.css';
import { removePart } from '../../rule-edits.ts';

/** One line of a card: what it is called, what it says, and its points, which are typed in place or a formula. */
export function ScoreLine({
  part,
  index,
  title,
  words,
  points,
  onPoints,
}: {
  readonly part: string;
  readonly index: number;
  readonly title: LocalText;
  readonly words: string;
  readonly points: number | string;
  readonly onPoints: (points: number) => void;
}) {
  const { t } = useTranslation('rules');
  const text = useText();
  const { designer, problems } = useDesigner();
  const data: DragData = { type: 'part', part, index };
  const { setNodeRef, listeners, attributes, transform, transition } = useSortable({ id: `${part}:${index}`, data });
  const isSelected = useStore(
    designer,
    ({ selection }) => selection?.type === 'part' && selection.part === part && selection.index === index,
  );
  const path = `/${part}/${index}`;
  const hasProblem = problems.some((problem) => problem.path === path || problem.path.startsWith(`${path}/`));
  const { edit, select } = designer.getState();
  const look = () => select({ type: 'part', part, index });
  return (
    <li
      ref={setNodeRef}
      className={styles['attribute']}
      data-selected={isSelected}
      data-problem={hasProblem}
      style={{ transform: CSS.Translate.toString(transform), transition }}
    >
      <button type="button" className={canvas['handle']} aria-label={t('drag')} {...attributes} {...listeners}>
        <HolderOutlined />
      </button>
      <button type="button" className={canvas['sentence']} onClick={look}>
        <span>
          {text(title)}
          <small>{words}</small>
          {hasProblem && <em>{t('unfinished')}</em>}
        </span>
      </button>
      {typeof points === 'string' ? (
        <Tooltip title={points}>
          <button type="button" className={styles['formula']} onClick={look}>
            {t('score.formula')}
          </button>
        </Tooltip>
      ) : (
        <InputNumber
          aria-label={`${text(title)} ${t('score.points')}`}
          className={styles['points'] ?? ''}
          data-sign={points < 0 ? 'minus' : 'plus'}
          value={points}
          formatter={(value) => (Number(value) > 0 ? `+${value}` : `${value ?? ''}`)}
          parser={(typed) => Number((typed ?? '').replace(/^\+/, ''))}
          onChange={(next) => {
            if (next !== null) onPoints(next);
          }}
        />
      )}
      <Tooltip title={t('remove')}>
        <Button
          type="text"
          size="small"
          icon={<DeleteOutlined />}
          aria-label={`${t('remove')} ${text(title)}`}
          onClick={() => {
            select(null);
            edit(t('edits.remove'), removePart(part, index));
          }}
        />
      </Tooltip>
    </li>
  );
}
