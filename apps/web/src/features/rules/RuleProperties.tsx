import { actionTypeNamed, ruleKindOf } from '@tangram/rules';
import { type JsonObject, localTextSchema } from '@tangram/schema';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useText } from '../../app/i18n.ts';
import { SettingsForm } from '../../ui/settings/SettingsForm.tsx';
import { useDesigner } from './designer-context.ts';
import { ruleViewOf } from './kinds/index.ts';
import styles from './RuleSettings.module.css';
import { type ActionPlace, actionsAt, setBasics, setSettings } from './rule-edits.ts';
import { ruleWidgets } from './widgets/index.ts';

const day = { type: 'string', widget: 'date' };

const basicsSchema = {
  type: 'object',
  properties: {
    title: { ...localTextSchema, title: { en: 'Name', zh: '名称' } },
    description: { ...localTextSchema, title: { en: 'Description', zh: '说明' } },
    enabled: { type: 'boolean', title: { en: 'Enabled', zh: '启用' } },
    order: {
      type: 'number',
      title: { en: 'Order', zh: '顺序' },
      description: { en: 'Rules run from the lowest number up.', zh: '数字小的规则先执行。' },
    },
    effective: {
      type: 'object',
      title: { en: 'In force', zh: '生效日期' },
      properties: {
        from: { ...day, title: { en: 'From', zh: '从' } },
        until: { ...day, title: { en: 'Until', zh: '至' } },
      },
    },
  },
};

/** The settings of what is selected; of the rule itself when nothing is. */
export function RuleProperties() {
  const { designer, rule } = useDesigner();
  const selection = useStore(designer, (state) => state.selection);
  if (selection === null) return <Basics />;
  if (selection.type === 'action') return <ActionSettings {...selection} />;
  const { PartProperties } = ruleViewOf(rule);
  return PartProperties === undefined ? null : <PartProperties part={selection.part} index={selection.index} />;
}

function Basics() {
  const { t } = useTranslation('rules');
  const text = useText();
  const { designer, rule, form, problems } = useDesigner();
  const { RuleSettings } = ruleViewOf(rule);
  const { title, description, enabled, order, effective } = rule;
  const value = {
    title,
    enabled,
    ...(description === undefined ? {} : { description }),
    ...(order === undefined ? {} : { order }),
    ...(effective === undefined ? {} : { effective }),
  };
  return (
    <>
      <p className={styles['formName']}>
        {t('form')}: {text(form?.definition.form.title) || rule.form}
      </p>
      <SettingsForm
        schema={basicsSchema}
        value={value as JsonObject}
        onChange={(next) => designer.getState().edit(t('edits.basics'), setBasics(next), 'basics')}
        problems={problems}
      />
      {RuleSettings !== undefined && <RuleSettings />}
    </>
  );
}

function ActionSettings({ list, index }: ActionPlace) {
  const { t } = useTranslation('rules');
  const text = useText();
  const { designer, rule, form, problems } = useDesigner();
  const action = actionsAt(rule, list)[index];
  const type = actionTypeNamed(action?.type ?? '');
  if (action === undefined || type === undefined || form === undefined) return null;
  const path = `${list}/${index}`;
  return (
    <>
      <p className={styles['formName']}>{text(type.description)}</p>
      <SettingsForm
        schema={type.settings}
        value={action.settings}
        onChange={(settings) =>
          designer.getState().edit(t('edits.settings'), setSettings({ list, index }, settings), `settings ${path}`)
        }
        problems={problems}
        path={`${path}/settings`}
        widgets={ruleWidgets}
        context={{
          form,
          settings: action.settings,
          otherForm: type.otherForm?.(action.settings, form),
          variables: ruleKindOf(rule).variables?.(rule),
        }}
      />
    </>
  );
}
