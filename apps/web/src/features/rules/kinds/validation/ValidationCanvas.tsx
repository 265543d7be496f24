import { type JsonObject, localTextSchema, type ValidationRule } from '@tangram/schema';
import { Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import { SettingsForm } from '../../../../ui/settings/SettingsForm.tsx';
import { ConditionField } from '../../ConditionField.tsx';
import { useDesigner } from '../../designer-context.ts';
import { RuleCard, RuleCards } from '../../RuleCards.tsx';
import type { RuleEdit } from '../../rule-edits.ts';
import { ruleWidgets } from '../../widgets/index.ts';

const saying = {
  type: 'object',
  required: ['message'],
  properties: {
    message: { ...localTextSchema, title: { en: 'What the person is told', zh: '提示文字' } },
    field: { type: 'string', title: { en: 'Shown at the field', zh: '显示在字段' }, widget: 'field', anyField: true },
  },
};

/** For which records, what must be true, and what is said where it is not. */
export function ValidationCanvas() {
  const { t } = useTranslation('rules');
  const { designer, rule, form, problems } = useDesigner();
  if (rule.type !== 'validation' || form === undefined) return null;
  const { edit } = designer.getState();
  const { message, field } = rule;
  const settings = { message, ...(field === undefined ? {} : { field }) } as JsonObject;
  return (
    <RuleCards>
      <RuleCard word={t('validation.for')}>
        <ConditionField
          value={rule.if ?? ''}
          emptyText={t('validation.everyRecord')}
          onChange={(value) => edit(t('edits.condition'), setFor(value), 'for')}
        />
      </RuleCard>
      <RuleCard word={t('validation.must')}>
        <ConditionField
          // The text `true` is a rule that is not written yet: an empty builder.
          value={rule.must === 'true' ? '' : rule.must}
          emptyText={t('validation.nothing')}
          onChange={(must) =>
            edit(t('edits.condition'), changeValidation({ must: must === '' ? 'true' : must }), 'must')
          }
        />
        <Checkbox
          checked={rule.refuseBlank === true}
          onChange={({ target }) => edit(t('edits.settings'), changeValidation({ refuseBlank: target.checked }))}
        >
          {t('validation.refuseBlank')}
        </Checkbox>
      </RuleCard>
      <RuleCard word={t('validation.else')}>
        <SettingsForm
          schema={saying}
          value={settings}
          onChange={(next) => edit(t('edits.settings'), setSaying(next), 'saying')}
          problems={problems}
          widgets={ruleWidgets}
          context={{ form, settings }}
        />
      </RuleCard>
    </RuleCards>
  );
}

function changeValidation(change: Partial<ValidationRule>): RuleEdit {
  return (rule) => (rule.type === 'validation' ? { ...rule, ...change } : rule);
}

function setFor(text: string): RuleEdit {
  return (rule) => {
    if (rule.type !== 'validation') return rule;
    const { if: _, ...rest } = rule;
    return text.trim() === '' ? rest : { ...rest, if: text };
  };
}

/** The message and its field as a whole: a field that was taken out is gone. */
function setSaying(saying: JsonObject): RuleEdit {
  return (rule) => {
    if (rule.type !== 'validation') return rule;
    const { message: _, field: __, ...rest } = rule;
    return { ...rest, ...(saying as Pick<ValidationRule, 'message' | 'field'>) };
  };
}
