import { useTranslation } from 'react-i18next';
import { ActionList } from '../../ActionList.tsx';
import { ConditionField } from '../../ConditionField.tsx';
import { useDesigner } from '../../designer-context.ts';
import { RuleCard, RuleCards } from '../../RuleCards.tsx';
import { setCondition } from './event-edits.ts';
import { MomentField } from './MomentField.tsx';

/** An event rule as three cards that read as one sentence: when, if, then. */
export function EventRuleCanvas() {
  const { t } = useTranslation('rules');
  const { designer, rule } = useDesigner();
  if (rule.type !== 'event') return null;
  const { edit } = designer.getState();
  return (
    <RuleCards>
      <RuleCard word={t('when')}>
        <MomentField />
      </RuleCard>
      <RuleCard word={t('if')}>
        <ConditionField
          value={rule.if ?? ''}
          emptyText={t('always')}
          onChange={(value) => edit(t('edits.condition'), setCondition(value), 'condition')}
        />
      </RuleCard>
      <RuleCard word={t('thenDo')}>
        <ActionList list="/actions" emptyText={t('noActions')} />
      </RuleCard>
    </RuleCards>
  );
}
