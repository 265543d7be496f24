import type { ReactNode } from 'react';
import { useDesigner } from './designer-context.ts';
import styles from './RuleCanvas.module.css';

/** The canvas of rules that are told in a few sentences: one card each, under each other. */
export function RuleCards({ children }: { children: ReactNode }) {
  const { designer } = useDesigner();
  const { select } = designer.getState();
  return (
    // A click beside the cards looks at the rule itself again.
    // biome-ignore lint: the same is on Escape
    <div className={styles['desk']} onClick={(event) => event.target === event.currentTarget && select(null)}>
      <div className={styles['cards']}>{children}</div>
    </div>
  );
}

/** `When | ...`: a word of the sentence and what the person says there. */
export function RuleCard({ word, children }: { word: string; children: ReactNode }) {
  return (
    <section className={styles['card']}>
      <h2>{word}</h2>
      <div>{children}</div>
    </section>
  );
}
