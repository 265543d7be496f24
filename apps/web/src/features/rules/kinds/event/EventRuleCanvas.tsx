import { type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ActionList } from '../../ActionList.tsx';
import { ConditionField } from '../../ConditionField.tsx';
import { useDesigner } from '../../designer-context.ts';
import styles from '../../Rules.module.css';
import { setCondition } from './event-edits.ts';
import { MomentField } from './MomentField.tsx';

/** An event rule as three cards that read as one sentence: when, if, then. */
export function EventRuleCanvas() {
  const { t } = useTranslation('rules');
  const { designer, rule } = useDesigner();
  if (rule.type !== 'event') return null;
  const { edit, select } = designer.getState();
  return (
    // A click beside the cards looks at the rule itself again.
    // biome-ignore lint: the same is on Escape
    <div className={styles['desk']} onClick={(event) => event.target === event.currentTarget && select(null)}>
      <div className={styles['cards']}>
        <Card word={t('when')}>
          <MomentField />
        </Card>
        <Card word={t('if')}>
          <ConditionField
            value={rule.if ?? ''}
            emptyText={t('always')}
            onChange={(value) => edit(t('edits.condition'), setCondition(value), 'condition')}
          />
        </Card>
        <Card word={t('thenDo')}>
          <ActionList list="/actions" emptyText={t('noActions')} />
        </Card>
      </div>
    </div>
  );
}

function Card({ word, children }: { word: string; children: ReactNode }) {
  return (
    <section className={styles['card']}>
      <h2>{word}</h2>
      <div>{children}</div>
    </section>
  );
}
