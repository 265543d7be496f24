import type { EventRule, RuleMoment } from '@tangram/schema';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../../app/i18n.ts';
import { ActionList } from '../../ActionList.tsx';
import { ConditionField } from '../../ConditionField.tsx';
import { useDesigner } from '../../designer-context.ts';
import { RuleCard, RuleCards } from '../../RuleCards.tsx';
import styles from '../../Rules.module.css';
import { setCondition, setMoment } from './event-edits.ts';

const moments: readonly RuleMoment['type'][] = ['created', 'changed', 'saved', 'deleted'];

/** An event rule as three cards that read as one sentence: when, if, then. */
export function EventRuleCanvas() {
  const { t } = useTranslation('rules');
  const text = useText();
  const { designer, rule, form } = useDesigner();
  if (rule.type !== 'event') return null;
  const { edit } = designer.getState();
  const formTitle = text(form?.definition.form.title) || rule.form;
  return (
    <RuleCards>
      <RuleCard word={t('when')}>
        <div className={styles['moment']}>
          <Select
            aria-label={t('when')}
            value={rule.when.type}
            style={{ minWidth: 240 }}
            options={moments.map((type) => ({ value: type, label: t(`moment.${type}`, { form: formTitle }) }))}
            onChange={(type: RuleMoment['type']) => edit(t('edits.moment'), setMoment(momentOf(type, rule)))}
          />
          {(rule.when.type === 'changed' || rule.when.type === 'saved') && (
            <>
              <span>{t('fields')}</span>
              <Select
                mode="multiple"
                aria-label={t('fields')}
                placeholder={t('anyField')}
                style={{ minWidth: 220, flex: 1 }}
                showSearch={{ optionFilterProp: 'label' }}
                value={[...(rule.when.fields ?? [])]}
                options={[...(form?.fields.values() ?? [])]
                  .filter((field) => !field.isSystem || field.key === 'owner')
                  .map((field) => ({ value: field.key, label: text(field.definition.title) }))}
                onChange={(fields: string[]) =>
                  edit(
                    t('edits.moment'),
                    setMoment({ type: rule.when.type as 'saved', ...(fields.length === 0 ? {} : { fields }) }),
                  )
                }
              />
            </>
          )}
        </div>
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

function momentOf(type: RuleMoment['type'], rule: EventRule): RuleMoment {
  const fields = 'fields' in rule.when ? rule.when.fields : undefined;
  return type === 'created' || type === 'deleted' || fields === undefined ? { type } : { type, fields };
}
