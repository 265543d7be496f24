import { booleanType } from '@tangram/expression';
import { eventScope } from '@tangram/rules';
import { type JsonObject, localTextSchema, type Scorecard } from '@tangram/schema';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../../app/i18n.ts';
import { SettingsForm } from '../../../../ui/settings/SettingsForm.tsx';
import { ExpressionEditor, useFormSurroundings } from '../../../expressions/index.ts';
import { ConditionField } from '../../ConditionField.tsx';
import { useDesigner } from '../../designer-context.ts';
import styles from '../../RuleSettings.module.css';
import { ruleWidgets } from '../../widgets/index.ts';
import type { PartPlace } from '../rule-view.ts';
import {
  attributeFrom,
  attributeSchema,
  attributeValue,
  eventFrom,
  eventSchemaFor,
  eventValue,
  idleFrom,
  idleSchema,
  idleValue,
} from './line-settings.ts';
import {
  changeAttribute,
  changeBand,
  replaceAttribute,
  replaceEvent,
  replaceIdle,
  withoutMissing,
} from './scorecard-edits.ts';

const bandSchema = {
  type: 'object',
  properties: {
    title: { ...localTextSchema, title: { en: 'Name', zh: '名称' } },
    key: {
      type: 'string',
      title: { en: 'Key', zh: '标识' },
      description: { en: 'What the field of the band holds.', zh: '写入分段字段的值。' },
    },
    from: { type: 'number', title: { en: 'From (points)', zh: '起点（分）' } },
    once: {
      type: 'boolean',
      title: { en: 'Only the first time ever', zh: '动作仅首次进入时执行' },
      description: { en: 'Not again when a record falls below and comes back.', zh: '跌出后再次进入不再执行。' },
    },
  },
} as const;

/** The settings of a line or of a band. */
export function ScorecardProperties({ part, index }: PartPlace) {
  const { rule } = useDesigner();
  const Panel = panels[part];
  return rule.type !== 'scorecard' || Panel === undefined ? null : <Panel rule={rule} index={index} />;
}

interface PanelProps {
  readonly rule: Scorecard;
  readonly index: number;
}

const panels: { readonly [part: string]: (props: PanelProps) => React.ReactNode } = {
  attributes: AttributePanel,
  events: EventPanel,
  idle: IdlePanel,
  bands: BandPanel,
};

function BandPanel({ rule, index }: PanelProps) {
  const { t } = useTranslation('rules');
  const { designer, problems } = useDesigner();
  const band = rule.bands?.[index];
  if (band === undefined) return null;
  const { title, key, from, once } = band;
  return (
    <SettingsForm
      schema={bandSchema}
      value={withoutMissing({ title, key, from, once }) as JsonObject}
      onChange={(next) => designer.getState().edit(t('edits.settings'), changeBand(index, next), `band ${index}`)}
      problems={problems}
      path={`/bands/${index}`}
    />
  );
}

function AttributePanel({ rule, index }: PanelProps) {
  const { t } = useTranslation('rules');
  const text = useText();
  const { designer, problems } = useDesigner();
  const line = rule.attributes[index];
  if (line === undefined) return null;
  const { edit } = designer.getState();
  const groups = (rule.groups ?? []).map((group) => ({ const: group.key, title: text(group.title) }));
  return (
    <>
      <SettingsForm
        schema={attributeSchema(groups)}
        value={attributeValue(line)}
        onChange={(next) =>
          edit(t('edits.settings'), replaceAttribute(index, attributeFrom(line, next)), `attribute ${index}`)
        }
        problems={problems}
        path={`/attributes/${index}`}
      />
      <h3 className={styles['subheading']}>{t('score.condition')}</h3>
      <ConditionField
        // The text `true` is a line that always counts: an empty builder.
        value={line.when === 'true' ? '' : line.when}
        emptyText={t('always')}
        onChange={(when) =>
          edit(t('edits.condition'), changeAttribute(index, { when: when === '' ? 'true' : when }), `when ${index}`)
        }
      />
    </>
  );
}

function EventPanel({ rule, index }: PanelProps) {
  const { t } = useTranslation('rules');
  const { designer, form, problems } = useDesigner();
  const line = rule.events?.[index];
  const data = line?.data;
  const scope = useMemo(
    () => (form === undefined ? undefined : eventScope(form, data === undefined ? {} : { data })),
    [form, data],
  );
  const around = useFormSurroundings(form, scope);
  if (line === undefined) return null;
  const { edit } = designer.getState();
  return (
    <>
      <SettingsForm
        schema={eventSchemaFor(line)}
        value={eventValue(line)}
        onChange={(next) => edit(t('edits.settings'), replaceEvent(index, eventFrom(line, next)), `event ${index}`)}
        problems={problems}
        path={`/events/${index}`}
        widgets={ruleWidgets}
        context={{ form, settings: {} }}
      />
      <h3 className={styles['subheading']}>{t('score.condition')}</h3>
      {around !== undefined && (
        <ExpressionEditor
          label={t('score.condition')}
          value={line.when ?? ''}
          emptyText={t('always')}
          around={around}
          expects={booleanType}
          onChange={(when) => {
            const next = withoutMissing({ ...line, when: when === '' ? undefined : when });
            edit(t('edits.condition'), replaceEvent(index, next as typeof line), `event when ${index}`);
          }}
        />
      )}
    </>
  );
}

function IdlePanel({ rule, index }: PanelProps) {
  const { t } = useTranslation('rules');
  const { designer, form, problems } = useDesigner();
  const line = rule.idle?.[index];
  if (line === undefined || form === undefined) return null;
  const value = idleValue(line);
  return (
    <SettingsForm
      schema={idleSchema}
      value={value}
      onChange={(next) =>
        designer.getState().edit(t('edits.settings'), replaceIdle(index, idleFrom(line, next)), `idle ${index}`)
      }
      problems={problems}
      path={`/idle/${index}`}
      widgets={ruleWidgets}
      context={{ form, settings: value }}
    />
  );
}
