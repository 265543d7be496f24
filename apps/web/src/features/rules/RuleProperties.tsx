import { actionTypeNamed } from '@tangram/rules';
import { type JsonObject, localTextSchema } from '@tangram/schema';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useText } from '../../app/i18n.ts';
import { SettingsForm } from '../../ui/settings/SettingsForm.tsx';
import { ConditionField } from './ConditionField.tsx';
import { useDesigner } from './designer-context.ts';
import styles from './Rules.module.css';
import { actionsAt, changeAttribute, changeBand, setBasics, setSettings } from './rule-edits.ts';
import { ruleWidgets } from './widgets/index.ts';

const titleSchema = { ...localTextSchema, title: { en: 'Name', zh: '名称' } };

const basicsSchema = {
  type: 'object',
  properties: {
    title: titleSchema,
    description: { ...localTextSchema, title: { en: 'Description', zh: '说明' } },
    enabled: { type: 'boolean', title: { en: 'Enabled', zh: '启用' } },
    order: {
      type: 'number',
      title: { en: 'Order', zh: '顺序' },
      description: { en: 'Rules run from the lowest number up.', zh: '数字小的规则先执行。' },
    },
  },
};

const pointsSchema = {
  type: 'object',
  properties: {
    title: { ...titleSchema, title: { en: 'What counts', zh: '计分项' } },
    points: { type: 'number', title: { en: 'Points', zh: '分值' } },
  },
};

const bandSchema = {
  type: 'object',
  properties: { title: titleSchema, from: { type: 'number', title: { en: 'From (points)', zh: '起点（分）' } } },
};

/** The settings of what is selected; of the rule itself when nothing is. */
export function RuleProperties() {
  const { t } = useTranslation('rules');
  const text = useText();
  const { designer, rule, form, problems } = useDesigner();
  const selection = useStore(designer, (state) => state.selection);
  const { edit } = designer.getState();

  if (selection === null) {
    const { title, description, enabled, order } = rule;
    const value = {
      title,
      enabled,
      ...(description === undefined ? {} : { description }),
      ...(order === undefined ? {} : { order }),
    };
    return (
      <>
        <p className={styles['formName']}>
          {t('form')}: {text(form?.definition.form.title) || rule.form}
        </p>
        <SettingsForm
          schema={basicsSchema}
          value={value as JsonObject}
          onChange={(next) => edit(t('edits.basics'), setBasics(next), 'basics')}
          problems={problems}
        />
      </>
    );
  }

  if (selection.type === 'action') {
    const action = actionsAt(rule, selection.band)[selection.index];
    const type = actionTypeNamed(action?.type ?? '');
    if (action === undefined || type === undefined || form === undefined) return null;
    const path =
      selection.band === null ? `/actions/${selection.index}` : `/bands/${selection.band}/actions/${selection.index}`;
    return (
      <>
        <p className={styles['formName']}>{text(type.description)}</p>
        <SettingsForm
          schema={type.settings}
          value={action.settings}
          onChange={(settings) => edit(t('edits.settings'), setSettings(selection, settings), `settings ${path}`)}
          problems={problems}
          path={`${path}/settings`}
          widgets={ruleWidgets}
          context={{ form, settings: action.settings }}
        />
      </>
    );
  }

  if (rule.type !== 'scorecard') return null;
  const { index } = selection;
  if (selection.type === 'band') {
    const band = rule.bands?.[index];
    if (band === undefined) return null;
    return (
      <SettingsForm
        schema={bandSchema}
        value={{ title: band.title, from: band.from } as JsonObject}
        onChange={(next) => edit(t('edits.settings'), changeBand(index, next), `band ${index}`)}
        problems={problems}
        path={`/bands/${index}`}
      />
    );
  }
  const attribute = rule.attributes[index];
  if (attribute === undefined) return null;
  return (
    <>
      <SettingsForm
        schema={pointsSchema}
        value={{ title: attribute.title, points: attribute.points } as JsonObject}
        onChange={(next) => edit(t('edits.settings'), changeAttribute(index, next), `attribute ${index}`)}
        problems={problems}
        path={`/attributes/${index}`}
      />
      <h3 className={styles['subheading']}>{t('score.condition')}</h3>
      <ConditionField
        // The text `true` is a line that always counts: an empty builder.
        value={attribute.when === 'true' ? '' : attribute.when}
        emptyText={t('always')}
        onChange={(when) =>
          edit(t('edits.condition'), changeAttribute(index, { when: when === '' ? 'true' : when }), `when ${index}`)
        }
      />
    </>
  );
}
