import { actionTypeNamed, momentTypeOf } from '@tangram/rules';
import type { AssignmentRule, JsonObject } from '@tangram/schema';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../../app/i18n.ts';
import { SettingsForm } from '../../../../ui/settings/SettingsForm.tsx';
import { ConditionField } from '../../ConditionField.tsx';
import { useDesigner } from '../../designer-context.ts';
import { RuleCard, RuleCards } from '../../RuleCards.tsx';
import type { RuleEdit } from '../../rule-edits.ts';
import { ruleWidgets } from '../../widgets/index.ts';

/** When, if, to whom. */
export function AssignmentCanvas() {
  const { t } = useTranslation('rules');
  const text = useText();
  const { designer, rule, form, problems } = useDesigner();
  if (rule.type !== 'assignment' || form === undefined) return null;
  const { edit } = designer.getState();
  const formTitle = text(form.definition.form.title);
  const { fields, to, onlyWhenBlank } = rule;
  const settings = { fields: [...fields], to, ...(onlyWhenBlank === undefined ? {} : { onlyWhenBlank }) };
  return (
    <RuleCards>
      <RuleCard word={t('when')}>
        <Select
          aria-label={t('when')}
          style={{ minWidth: 240 }}
          value={rule.when}
          options={(['created', 'saved'] as const).map((value) => ({
            value,
            label: text(momentTypeOf({ type: value }).title).replace('{form}', formTitle),
          }))}
          onChange={(when) => edit(t('edits.moment'), changeAssignment({ when }))}
        />
      </RuleCard>
      <RuleCard word={t('if')}>
        <ConditionField
          value={rule.if ?? ''}
          emptyText={t('always')}
          onChange={(value) => edit(t('edits.condition'), setAssignmentCondition(value), 'condition')}
        />
      </RuleCard>
      <RuleCard word={t('assignTo')}>
        <SettingsForm
          schema={actionTypeNamed('assign')?.settings ?? {}}
          value={settings as JsonObject}
          onChange={(next) => edit(t('edits.settings'), changeAssignment(next as Partial<AssignmentRule>), 'assign')}
          problems={problems}
          widgets={ruleWidgets}
          context={{ form, settings }}
        />
      </RuleCard>
    </RuleCards>
  );
}

function changeAssignment(change: Partial<AssignmentRule>): RuleEdit {
  return (rule) => (rule.type === 'assignment' ? { ...rule, ...change } : rule);
}

function setAssignmentCondition(text: string): RuleEdit {
  return (rule) => {
    if (rule.type !== 'assignment') return rule;
    const { if: _, ...rest } = rule;
    return text.trim() === '' ? rest : { ...rest, if: text };
  };
}
