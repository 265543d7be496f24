import { type JsonObject, keyFrom, localTextSchema, type ScoreGroup } from '@tangram/schema';
import { useTranslation } from 'react-i18next';
import { SettingsForm } from '../../../../ui/settings/SettingsForm.tsx';
import { useDesigner } from '../../designer-context.ts';
import styles from '../../RuleSettings.module.css';
import { ruleWidgets } from '../../widgets/index.ts';
import { changeCard, withoutMissing } from './scorecard-edits.ts';

const least = { type: 'number', title: { en: 'At least', zh: '最低' } } as const;
const most = { type: 'number', title: { en: 'At most', zh: '最高' } } as const;

const schema = {
  type: 'object',
  properties: {
    levelField: {
      type: 'string',
      widget: 'field',
      accepts: ['text'],
      title: { en: 'The band goes into', zh: '分段写入' },
      description: { en: 'A field whose choices are the keys of the bands.', zh: '选项值与分段标识一致的字段。' },
    },
    range: {
      type: 'object',
      title: { en: 'Limits of the score', zh: '总分上下限' },
      properties: { min: least, max: most },
    },
    groups: {
      type: 'array',
      title: { en: 'Groups with limits of their own', zh: '限分组' },
      description: { en: 'Lines of a group give together no more and no less.', zh: '同组计分项合计不超出上下限。' },
      items: {
        type: 'object',
        required: ['title'],
        properties: { title: { ...localTextSchema, title: { en: 'Name', zh: '名称' } }, min: least, max: most },
      },
    },
  },
} as const;

/** What the card has as a whole: the field of the band, its limits, and groups of lines with limits. */
export function ScorecardSettings() {
  const { t } = useTranslation('rules');
  const { designer, rule, form, problems } = useDesigner();
  if (rule.type !== 'scorecard' || form === undefined) return null;
  const { levelField, range, groups } = rule;
  const value = withoutMissing({ levelField, range, groups }) as unknown as JsonObject;
  const taken = new Set([...rule.attributes, ...(rule.events ?? []), ...(rule.idle ?? [])].map(({ key }) => key));
  const change = (next: JsonObject) => {
    const drawn = (next['groups'] ?? []) as unknown as readonly Partial<ScoreGroup>[];
    const keys = new Set(taken);
    const named = drawn.map((group, at): ScoreGroup => {
      const key = group.key ?? groups?.[at]?.key ?? keyFrom('group', keys, 'group');
      keys.add(key);
      return withoutMissing({ ...group, key, title: group.title ?? { en: 'Group', zh: '分组' } });
    });
    const limits = next['range'] as JsonObject | undefined;
    designer.getState().edit(
      t('edits.settings'),
      changeCard({
        levelField: next['levelField'] as string | undefined,
        range: limits === undefined || Object.keys(limits).length === 0 ? undefined : limits,
        groups: named.length === 0 ? undefined : named,
      }),
      'card settings',
    );
  };
  return (
    <>
      <h3 className={styles['subheading']}>{t('score.card')}</h3>
      <SettingsForm
        schema={schema}
        value={value}
        onChange={change}
        problems={problems}
        widgets={ruleWidgets}
        context={{ form, settings: value }}
      />
    </>
  );
}
