import styles from './Skeletons.module.css';

/** Grey shapes of what is about to stand there; they fade in late so that fast answers show none. */
export function PageSkeleton() {
  return (
    <div className={styles['page']} aria-busy>
      <div className={styles['bar']} style={{ width: 220, height: 28 }} />
      <div className={styles['bar']} style={{ width: '46%' }} />
      <div className={styles['cards']}>
        {[0, 1, 2].map((at) => (
          <div key={at} className={styles['card']} />
        ))}
      </div>
    </div>
  );
}

export function RowsSkeleton({ rows = 8 }: { rows?: number }) {
  return (
    <div className={styles['rows']} aria-busy>
      {Array.from({ length: rows }, (_, at) => (
        <div key={at} className={styles['row']}>
          <div className={styles['bar']} style={{ width: `${34 + ((at * 37) % 30)}%` }} />
          <div className={styles['bar']} style={{ width: '12%' }} />
          <div className={styles['bar']} style={{ width: '18%' }} />
        </div>
      ))}
    </div>
  );
}
