import type { ReactNode } from 'react';
import styles from './LineList.module.css';

/** Lines below one another, each of which opens what it names; above them what adds one. */
export function LineList({ add, children }: { add: ReactNode; children: ReactNode }) {
  return (
    <>
      <div className={styles['bar']}>{add}</div>
      <div className={styles['list']}>{children}</div>
    </>
  );
}

/**
 * One line: a picture, the name with a word below it, and facts in columns of one width. An empty fact keeps its column on a
 * desk, so that the columns of all lines stand below one another; `depth` is the level in a tree, from 0.
 */
export function Line({
  picture,
  name,
  below,
  beside,
  facts,
  faint = false,
  depth = 0,
  onOpen,
}: {
  picture?: ReactNode;
  name: string;
  below?: string | null;
  /** Between the name and the facts. */
  beside?: ReactNode;
  facts: readonly string[];
  faint?: boolean;
  depth?: number;
  onOpen: () => void;
}) {
  return (
    <button
      type="button"
      className={styles['line']}
      data-faint={faint}
      style={depth === 0 ? undefined : { paddingInlineStart: padding + depth * indent }}
      onClick={onOpen}
    >
      {picture}
      <span className={styles['content']}>
        <span className={styles['name']}>
          <strong>{name}</strong>
          {below != null && <small>{below}</small>}
        </span>
        {beside}
        {facts.map((fact, column) => (
          <span key={column} className={styles['fact']}>
            {fact}
          </span>
        ))}
      </span>
    </button>
  );
}

/** px beside a line, as in the style sheet. */
const padding = 12;

/** px per level of a tree. */
const indent = 24;
