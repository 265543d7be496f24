import { PlusOutlined } from '@ant-design/icons';
import { SortableContext, verticalListSortingStrategy } from '@dnd-kit/sortable';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import styles from './Scorecard.module.css';

/** A sheet of lines of one kind, which may be dragged into another order, and the way to add one. */
export function ScoreSection({
  part,
  count,
  title,
  hint,
  aside,
  addText,
  onAdd,
  foot,
  children,
}: {
  readonly part: string;
  readonly count: number;
  readonly title: string;
  readonly hint: string;
  readonly aside?: ReactNode;
  readonly addText: string;
  readonly onAdd: () => void;
  readonly foot?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section className={styles['sheet']}>
      <header>
        <h2>{title}</h2>
        <span>{hint}</span>
        {aside}
      </header>
      <SortableContext
        items={Array.from({ length: count }, (_, index) => `${part}:${index}`)}
        strategy={verticalListSortingStrategy}
      >
        <ol className={styles['attributes']}>{children}</ol>
      </SortableContext>
      <footer>
        <Button type="text" icon={<PlusOutlined />} onClick={onAdd}>
          {addText}
        </Button>
        {foot}
      </footer>
    </section>
  );
}
