import { momentTypeOf, momentTypes, type MomentNames } from '@tangram/rules';
import { type JsonObject, type RuleMoment, textIn } from '@tangram/schema';
import { Select } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage, useText } from '../../../../app/i18n.ts';
import { SettingsForm } from '../../../../ui/settings/SettingsForm.tsx';
import { useDesigner } from '../../designer-context.ts';
import styles from '../../RuleSettings.module.css';
import { ruleWidgets } from '../../widgets/index.ts';
import { setMoment } from './event-edits.ts';

/** When the rule looks at a record: which moment, its own settings, and the whole as a sentence. */
export function MomentField() {
  const { t } = useTranslation('rules');
  const text = useText();
  const { designer, rule, form, problems } = useDesigner();
  const names = useMomentNames();
  if (rule.type !== 'event' || form === undefined) return null;
  const { edit } = designer.getState();
  const { when } = rule;
  const moment = momentTypeOf(when);
  const formTitle = text(form.definition.form.title) || rule.form;
  const { type: _, ...settings } = when;
  const hasSettings = Object.keys(moment.settings.properties).length > 0;
  return (
    <div className={styles['momentField']}>
      <Select
        aria-label={t('when')}
        value={when.type}
        style={{ width: '100%' }}
        options={momentTypes.map(({ type, title }) => ({
          value: type,
          label: text(title).replace('{form}', formTitle),
        }))}
        onChange={(type: RuleMoment['type']) => {
          const next = momentTypes.find((one) => one.type === type);
          if (next !== undefined) edit(t('edits.moment'), setMoment(next.initial(form)));
        }}
      />
      {hasSettings && (
        <>
          <SettingsForm
            key={when.type}
            schema={{ type: 'object', ...moment.settings }}
            value={settings as JsonObject}
            // The schema that was drawn is that of this moment.
            onChange={(next) =>
              edit(t('edits.moment'), setMoment({ type: when.type, ...next } as RuleMoment), 'moment')
            }
            problems={problems}
            path="/when"
            widgets={ruleWidgets}
            context={{ form, settings, otherForm: moment.otherForm?.(when, form) }}
          />
          <p className={styles['momentSentence']}>{sentenceOf(when, names)}</p>
        </>
      )}
    </div>
  );
}

/** Settings still being filled in may lack what the sentence names. */
function sentenceOf(when: RuleMoment, names: MomentNames): string {
  try {
    return momentTypeOf(when).sentence(when, names);
  } catch {
    return '';
  }
}

function useMomentNames(): MomentNames {
  const { form } = useDesigner();
  const language = useLanguage();
  return useMemo(
    () => ({
      language,
      field(key, other) {
        const of = other === undefined ? form : form?.formNamed(other);
        return textIn(of?.fields.get(key)?.definition.title, language) || key || '…';
      },
      form: (key) => textIn(form?.formNamed(key)?.definition.form.title, language) || key || '…',
    }),
    [form, language],
  );
}
